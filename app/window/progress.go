package window

import (
	"context"
	"errors"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// progressView shows how far long work has come, with a button that cancels it.
type progressView struct {
	dialog *dialog.CustomDialog
	bar    *widget.ProgressBar
	busy   *widget.ProgressBarInfinite
	stage  *widget.Label
	file   *widget.Label
}

// progressRate is how often the dialog shows progress: more often is only work.
const progressRate = 100 * time.Millisecond

// longWork is work under a progress dialog.
type longWork struct {
	title    string
	question *shownDialog // whether to quit all the same; nil where nobody asks
}

// runLong runs work beside the window under a progress dialog. done runs on
// Fyne's goroutine when it has ended without error; cancelling is no error.
// Where failed is nil, a dialog tells of errors.
func (w *Window) runLong(title string, work func(ctx context.Context, report func(project.Progress)) (done func(), err error), failed func(error)) {
	if failed == nil {
		failed = func(err error) { w.dialogs.fail(title+": nothing was changed", err) }
	}
	view := newProgressView(title, w.win)
	w.long = &longWork{title: title}
	report := w.throttled(view.show)
	cancel := w.jobs.start(func(ctx context.Context) {
		done, err := work(ctx, report)
		w.jobs.ui(func() {
			w.endLong()
			view.dialog.Hide()
			switch {
			case errors.Is(err, context.Canceled):
				w.status.say("Cancelled. Nothing was changed.")
			case err != nil:
				failed(err)
			default:
				done()
			}
		})
	})
	stop := newButton(w.keys, "Cancel", nil, nil)
	stop.OnTapped = func() {
		stop.Disable()
		view.stage.SetText("Cancelling…")
		cancel()
	}
	view.dialog.SetButtons([]fyne.CanvasObject{stop})
	w.dialogs.show(view.dialog, working, nil).leave = stop.press
}

// endLong takes a question away that lies over the progress: the work it asks
// about has ended.
func (w *Window) endLong() {
	if w.long.question != nil {
		w.long.question.leave()
	}
	w.long = nil
}

// askQuit asks, while long work is under way, whether to quit all the same.
func (w *Window) askQuit() {
	if w.long.question != nil {
		return
	}
	w.long.question = w.dialogs.confirm("Quit now?", w.long.title+" is still under way. Quitting cancels it, and nothing of it is kept.", "Quit",
		w.quit, func() { w.long.question = nil })
}

// throttled hands progress to show on Fyne's goroutine, the newest only, and
// not more often than anyone can see.
func (w *Window) throttled(show func(project.Progress)) func(project.Progress) {
	var mu sync.Mutex
	var last time.Time
	return func(p project.Progress) {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(last) < progressRate {
			return
		}
		last = time.Now()
		w.jobs.ui(func() { show(p) })
	}
}

func newProgressView(title string, parent fyne.Window) *progressView {
	v := &progressView{bar: widget.NewProgressBar(), busy: widget.NewProgressBarInfinite(), stage: widget.NewLabel("Starting…"), file: widget.NewLabel("")}
	v.file.Truncation = fyne.TextTruncateEllipsis
	v.file.Importance = widget.LowImportance
	v.bar.Hide()
	v.dialog = dialog.NewCustomWithoutButtons(title, container.NewVBox(v.stage, container.NewStack(v.bar, v.busy), v.file), parent)
	v.dialog.Resize(fyne.NewSize(460, 200))
	return v
}

// show shows how far the work has come.
func (v *progressView) show(p project.Progress) {
	v.stage.SetText(progressText(p))
	v.file.SetText(p.File)
	known := 0 < p.Total
	if known {
		v.bar.SetValue(float64(p.Done) / float64(p.Total))
		v.bar.Show()
		v.busy.Stop()
		v.busy.Hide()
	}
}

// progressText says how far the work has come in words.
func progressText(p project.Progress) string {
	text := upperFirst(p.Stage)
	switch {
	case p.Stage == "":
		text = "Working"
	case 0 < p.Total:
		return text + " (" + grouped(int(p.Done)) + " of " + grouped(int(p.Total)) + ")"
	}
	return text + "…"
}
