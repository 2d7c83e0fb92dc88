package window

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
	"postil/app/project/settings"
)

// harness is a window on Fyne's test driver. What the window asks to be run on
// Fyne's goroutine waits in a queue, and the test's own goroutine runs it: so
// nothing depends on timing.
type harness struct {
	*Window
	t     testing.TB
	queue chan func()
	home  string
}

// newHarness returns a window without a project, for the annotator Ana.
func newHarness(t testing.TB) *harness {
	t.Helper()
	h := newFirstStart(t)
	if err := h.config.Settings.Change(func(s *settings.Settings) { s.Annotator = "Ana" }); err != nil {
		t.Fatal(err)
	}
	return h
}

// newFirstStart returns the window of a person who never started Postil.
func newFirstStart(t testing.TB) *harness {
	t.Helper()
	app := test.NewTempApp(t)
	h := &harness{t: t, queue: make(chan func(), 10_000), home: t.TempDir()}
	h.Window = New(app, Config{Settings: settings.File(filepath.Join(h.home, "settings.json")), Do: func(f func()) { h.queue <- f }, Home: h.home})
	h.win.Resize(fyne.NewSize(1400, 900))
	t.Cleanup(func() {
		h.Close()
		h.settle()
	})
	return h
}

// settle runs what waits until the window has nothing to do any more.
func (h *harness) settle() {
	h.t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		select {
		case f := <-h.queue:
			f()
			continue
		default:
		}
		if h.jobs.idle() && len(h.queue) == 0 {
			return
		}
		select {
		case f := <-h.queue:
			f()
		case <-time.After(time.Millisecond): // long work may have ended without a word
		case <-deadline:
			h.t.Fatal("the window is still busy after 30 seconds")
		}
	}
}

// until runs what the project announces by itself, such as other processes'
// changes, until something is so.
func (h *harness) until(what string, so func() bool) {
	h.t.Helper()
	deadline := time.After(30 * time.Second)
	for !so() {
		select {
		case f := <-h.queue:
			f()
		case <-deadline:
			h.t.Fatalf("after 30 seconds it is not so that %s", what)
		}
	}
	h.settle()
}

// openNew opens a new project with a text file for each text, named by its
// first line.
func (h *harness) openNew(texts ...string) {
	h.t.Helper()
	h.createProject(filepath.Join(h.home, "Test.postil"), nil)
	h.settle()
	if len(texts) == 0 {
		return
	}
	dir := h.t.TempDir()
	for i, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, string(rune('a'+i))+".txt"), []byte(text), 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
	h.importFiles([]string{dir}, project.ImportOptions{}, nil)
	h.settle()
	h.dialogs.dismiss()
	h.settle()
}

// press presses a key as if nothing but the dispatcher saw it.
func (h *harness) press(k key) {
	h.t.Helper()
	if !h.keys.press(k) {
		h.t.Fatalf("no command has the key %v", k)
	}
	h.settle()
}

// selectText selects the first occurrence of a text in the reading pane.
func (h *harness) selectText(text string) {
	h.t.Helper()
	start := indexOf(h.page.doc.Text, text)
	if start < 0 {
		h.t.Fatalf("%q is not in the document", text)
	}
	h.reading.view.SelectSpan(annotate.UID{})
	h.reading.view.Select(start, start+len(text))
}

// typeLabel presses a label's key in the reading pane.
func (h *harness) typeLabel(key string) {
	h.reading.view.OnLabelKey(docview.LabelKey{Name: key, Place: docview.NoPlace}, false)
	h.settle()
}

// spans reads the spans of the document shown from the file.
func (h *harness) spans() []annotate.Span {
	h.t.Helper()
	spans, err := h.project.Spans(context.Background(), h.page.doc.UID, h.project.Annotator().UID)
	if err != nil {
		h.t.Fatal(err)
	}
	return spans
}

// labelName returns the name of a span's label.
func (h *harness) labelName(s annotate.Span) string { return h.scheme.Label(s.Label).Name }

// onDialog returns everything that is drawn on the top dialog.
func (h *harness) onDialog() []fyne.CanvasObject {
	h.t.Helper()
	top := h.win.Canvas().Overlays().Top()
	if top == nil {
		h.t.Fatal("no dialog is open")
	}
	return test.LaidOutObjects(top)
}

// dialogText returns what the top dialog says.
func (h *harness) dialogText() string {
	h.t.Helper()
	var text []string
	for _, o := range h.onDialog() {
		if l, ok := o.(*widget.Label); ok && l.Visible() {
			text = append(text, l.Text)
		}
	}
	return strings.Join(text, "\n")
}

// enter writes into the field of the top dialog that has a placeholder.
func (h *harness) enter(placeholder, text string) {
	h.t.Helper()
	for _, o := range h.onDialog() {
		if f, ok := o.(*field); ok && f.PlaceHolder == placeholder {
			f.SetText(text)
			return
		}
	}
	h.t.Fatalf("the dialog has no field for %q", placeholder)
}

// tap taps the button of the top dialog with a text.
func (h *harness) tap(text string) {
	h.t.Helper()
	for _, o := range h.onDialog() {
		if b, ok := o.(*button); ok && b.Text == text {
			test.Tap(b)
			h.settle()
			return
		}
	}
	h.t.Fatalf("the dialog has no button %q", text)
}
