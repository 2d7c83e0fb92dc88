// Command framewindow replays the recording of the reading pane in a real window
// and writes what each frame cost as JSON: the pane's own part, and Fyne's whole
// frame with it.
package main

import (
	"encoding/json"
	"flag"
	"image"
	"image/color"
	"log"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/docview/testdata/recording"
)

func main() {
	name := flag.String("document", recording.Longest, "name of the document")
	frames := flag.Int("frames", 2000, "number of frames")
	flag.Parse()
	recipe := recording.Named(*name)
	if recipe == nil {
		log.Fatalf("there is no document %q", *name)
	}
	p := newPlayer(recipe, *frames)
	a := app.New()
	p.window = a.NewWindow("frames")
	p.window.SetPadded(false)
	p.window.SetFixedSize(true)
	p.build()
	a.Lifecycle().SetOnStarted(p.start)
	p.window.ShowAndRun()
	if err := json.NewEncoder(os.Stdout).Encode(p.run); err != nil {
		log.Fatal(err)
	}
}

// player replays a recording: one action, one frame, and then the next.
type player struct {
	window fyne.Window
	view   *docview.View
	meter  *recording.Meter
	script *recording.Script
	begin  *beginning
	end    *canvas.Raster

	scheme annotate.Scheme
	doc    *annotate.Document
	spans  []annotate.Span

	frames  int
	kind    string
	painted bool // the last object of the frame has been asked for
	before  runtime.MemStats
	run     recording.Run
}

func newPlayer(recipe *recording.Document, frames int) *player {
	p := &player{frames: frames, scheme: annotate.DefaultScheme()}
	p.doc, p.spans = recipe.Make(&p.scheme)
	return p
}

// build fills the window: what Fyne asks first in a frame, the pane, and what it
// paints last.
func (p *player) build() {
	p.view = docview.New()
	p.meter = recording.NewMeter(p.view)
	p.begin = newBeginning()
	p.end = canvas.NewRaster(func(w, h int) image.Image {
		if !p.painted {
			p.painted = true
			go fyne.Do(p.swapped)
		}
		return image.NewUniform(color.Transparent)
	})
	pane := container.NewWithoutLayout(p.view, p.end)
	p.view.Resize(fyne.NewSize(recording.Width, recording.Height))
	p.end.Resize(fyne.NewSize(1, 1))
	p.window.SetContent(container.NewStack(p.begin, pane))
	p.window.Resize(fyne.NewSize(recording.Width, recording.Height))
}

// start shows a short document, so that the time to open the long one isn't that of
// the first picture ever drawn.
func (p *player) start() {
	const page = 3000 // bytes
	short := &annotate.Document{UID: annotate.NewUID(), Text: strings.ToValidUTF8(p.doc.Text[:min(page, len(p.doc.Text))], "")}
	shown := slices.DeleteFunc(slices.Clone(p.spans), func(s annotate.Span) bool { return len(short.Text) < s.End() })
	p.act("start", func() { p.view.Open(short, shown, &p.scheme, docview.Names{}) })
}

// open opens the document.
func (p *player) open() {
	runtime.GC()
	p.act("open", func() { p.view.Open(p.doc, p.spans, &p.scheme, docview.Names{}) })
	p.script = recording.NewScript(p.view, p.doc, p.spans, &p.scheme, func(time.Duration) {})
}

// act does something and waits for the frame that shows it.
func (p *player) act(kind string, do func()) {
	p.kind = kind
	p.meter.Act(do)
	p.begin.at, p.painted = time.Time{}, false
	p.end.Refresh()
}

// swapped is called when the frame is on the screen.
func (p *player) swapped() {
	now := time.Now()
	f := p.meter.Frame(p.kind)
	f.Whole = p.meter.Acted() + now.Sub(p.begin.at)
	switch p.kind {
	case "start":
		p.open()
		return
	case "open":
		p.run.Open = f.Whole
		runtime.ReadMemStats(&p.before)
	default:
		p.run.Frames = append(p.run.Frames, f)
	}
	if len(p.run.Frames) == p.frames {
		p.finish()
		return
	}
	next := p.script.Next()
	p.act(next.Kind, next.Do)
}

// finish takes the memory and ends the program.
func (p *player) finish() {
	var after runtime.MemStats
	runtime.ReadMemStats(&after)
	p.run.Bytes = after.TotalAlloc - p.before.TotalAlloc
	runtime.GC()
	runtime.ReadMemStats(&after)
	p.run.Heap = after.HeapAlloc
	p.run.RSS = peak()
	p.window.Close()
}

// peak is the most memory that the process had, where Linux tells it.
func peak() uint64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes uint64
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			if err := json.Unmarshal([]byte(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB"))), &kilobytes); err == nil {
				return kilobytes << 10
			}
		}
	}
	return 0
}
