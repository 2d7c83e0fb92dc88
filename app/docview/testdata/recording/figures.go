package recording

import (
	"slices"
	"time"

	"postil/app/docview"
)

// Frame is what one frame cost. Whole is the time of Fyne's whole frame, ours
// included; 0 without a display.
type Frame struct {
	Kind                            string
	Input, Layout, Refresh, Rasters time.Duration
	Whole                           time.Duration
}

// Ours is the pane's own part.
func (f Frame) Ours() time.Duration { return f.Input + f.Layout + f.Refresh + f.Rasters }

// Meter takes the time of one frame.
type Meter struct {
	view    *docview.View
	before  docview.Effort
	started time.Time
	acted   time.Duration
}

// NewMeter takes the times of a pane.
func NewMeter(view *docview.View) *Meter { return &Meter{view: view} }

// Act does what happens in the frame.
func (m *Meter) Act(do func()) {
	m.before, m.started = m.view.Effort(), time.Now()
	do()
	m.acted = time.Since(m.started)
}

// Frame is what was spent since Act began. What was not spent on layout, refresh or
// rasters while acting was input.
func (m *Meter) Frame(kind string) Frame {
	now := m.view.Effort()
	f := Frame{Kind: kind, Layout: now.Layout - m.before.Layout, Refresh: now.Refresh - m.before.Refresh, Rasters: now.Rasters - m.before.Rasters}
	f.Input = max(0, m.acted-f.Layout-f.Refresh)
	return f
}

// Acted is how long the last action took.
func (m *Meter) Acted() time.Duration { return m.acted }

// Run is the figures of one document.
type Run struct {
	Open   time.Duration // to the first painted page
	Frames []Frame
	Heap   uint64 // bytes in use beyond text and spans, after a garbage collection
	RSS    uint64 // the process's peak, bytes; 0 where the system does not say
	Bytes  uint64 // allocated in all frames
}

// Quantile is a quantile of something that frames took.
func (r *Run) Quantile(q float64, of func(Frame) time.Duration) time.Duration {
	return r.QuantileOf("", q, of)
}

// QuantileOf is a quantile over the frames of one kind, "" for all.
func (r *Run) QuantileOf(kind string, q float64, of func(Frame) time.Duration) time.Duration {
	var times []time.Duration
	for _, f := range r.Frames {
		if kind == "" || f.Kind == kind {
			times = append(times, of(f))
		}
	}
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[int(q*float64(len(times)-1))]
}
