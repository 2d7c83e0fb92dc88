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

// runLong runs work beside the window under a progress dialog. done runs on
// Fyne's goroutine when it has ended without error; cancelling is no error.
func (w *Window) runLong(title string, work func(ctx context.Context, report func(project.Progress)) (done func(), err error)) {
	view := newProgressView(title, w.win)
	report := w.throttled(view.show)
	cancel := w.jobs.start(func(ctx context.Context) {
		done, err := work(ctx, report)
		w.jobs.ui(func() {
			view.dialog.Hide()
			switch {
			case errors.Is(err, context.Canceled):
				w.status.say("Cancelled. Nothing was changed.")
			case err != nil:
				w.dialogs.fail(title+": nothing was changed", err)
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
	w.dialogs.show(view.dialog, working, nil)
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
