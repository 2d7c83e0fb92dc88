package docview

import (
	"time"

	"fyne.io/fyne/v2"
)

// autoscroll moves the text while a selection is dragged at or beyond the pane's
// upper or lower edge, also while the mouse rests there.
type autoscroll struct {
	x, y float64
	done chan struct{} // nil while nothing scrolls
}

// frameTime is the time from one step to the next.
const frameTime = 16 * time.Millisecond

// follow takes note of where the mouse is, and begins or ends to scroll.
func (a *autoscroll) follow(v *View, x, y float64) {
	a.x, a.y = x, y
	moving := edgeSpeed(y, v.pane.measures.height) != 0
	switch {
	case !moving:
		a.stop()
	case a.done == nil:
		a.done = make(chan struct{})
		go a.run(v, a.done)
	}
}

// stop ends scrolling.
func (a *autoscroll) stop() {
	if a.done != nil {
		close(a.done)
		a.done = nil
	}
}

// run asks for one step a frame. It waits for each, so that steps never pile up
// where frames are slow.
func (a *autoscroll) run(v *View, done chan struct{}) {
	ticker := time.NewTicker(frameTime)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			return
		case <-ticker.C:
			fyne.DoAndWait(func() {
				if a.done == done {
					a.step(v, frameTime)
				}
			})
		}
	}
}

// step scrolls for a span of time and takes the selection along.
func (a *autoscroll) step(v *View, elapsed time.Duration) {
	v.pane.view.ScrollBy(edgeSpeed(a.y, v.pane.measures.height) * elapsed.Seconds())
	v.dragTo(a.x, a.y)
}
