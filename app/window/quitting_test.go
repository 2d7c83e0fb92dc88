package window

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/app/project"
)

// startLong starts work that lasts until end is called, or until it is cancelled.
func (h *harness) startLong() (end func()) {
	goOn := make(chan struct{})
	h.runLong("Import", func(ctx context.Context, _ func(project.Progress)) (func(), error) {
		select {
		case <-goOn:
			return func() {}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}, nil)
	return func() { close(goOn) }
}

func TestQuittingDuringWorkAsks(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.startLong()
	h.Close()
	h.Close() // a second click asks no second time
	if got := h.dialogText(); h.closing || !strings.Contains(got, "Import is still under way") {
		t.Fatalf("quitting says %q", got)
	}
	h.keys.press(plain(fyne.KeyEscape))
	if h.closing || len(h.dialogs.stack) != 1 || h.jobs.idle() {
		t.Fatal("saying no does not go on with the work")
	}
	h.Close()
	h.keys.press(plain(fyne.KeyReturn))
	h.settle()
	if !h.closing {
		t.Error("saying yes does not quit")
	}
}

func TestQuestionGoesWithTheWorkItAsksAbout(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	end := h.startLong()
	h.Close()
	end()
	h.settle()
	if h.closing || h.dialogs.open() {
		t.Errorf("after the work: closing %v, a dialog is open: %v", h.closing, h.dialogs.open())
	}
}
