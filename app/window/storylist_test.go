package window

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/app/project"
)

// pressOn types keys at what has the keyboard, a space as the character that it is.
func (h *harness) pressOn(names ...fyne.KeyName) {
	h.t.Helper()
	for _, name := range names {
		h.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
		if name == fyne.KeySpace {
			h.win.Canvas().Focused().TypedRune(' ')
		}
		h.settle()
	}
}

// focusOn gives the keyboard to the button of the top dialog that begins with a text.
func (h *harness) focusOn(text string) *button {
	h.t.Helper()
	for _, o := range h.onDialog() {
		if b, ok := o.(*button); ok && strings.HasPrefix(b.Text, text) {
			h.win.Canvas().Focus(b)
			return b
		}
	}
	h.t.Fatalf("the dialog has no button %q", text)
	return nil
}

// threeStories opens a project of four documents, the first two of one story.
func threeStories(h *harness) {
	h.t.Helper()
	h.openNew("The port of Antwerp\n\nOne.", "Drugs in the docks\n\nTwo.", "A fair in Ghent\n\nThree.", "Rain in Liège\n\nFour.")
	for _, item := range h.documents.items[:2] {
		h.documents.toggleMark(h.documents.index(item.UID))
	}
	h.press(ctrl(fyne.KeyG))
}

func TestStoriesToExportAreChosenWithKeys(t *testing.T) {
	h := newHarness(t)
	threeStories(h)
	h.askExport()
	b := h.focusOn("All 3 stories")
	h.pressOn(fyne.KeySpace)
	if f, ok := h.win.Canvas().Focused().(*field); !ok || f.Text != "" {
		t.Fatalf("the keyboard is in %T with %q", h.win.Canvas().Focused(), f.Text)
	}
	test.Type(h.win.Canvas().Focused(), "drugs")
	if got := h.dialogText(); !strings.Contains(got, "Drugs in the docks · The port of Antwerp") || strings.Contains(got, "Ghent") || !strings.Contains(got, "1 found") {
		t.Errorf("found is %q", got)
	}
	h.pressOn(fyne.KeyReturn) // ticks it and takes the words away
	if got := h.dialogText(); !strings.Contains(got, "Ghent") || !strings.Contains(got, "1 of 3 stories ticked") {
		t.Errorf("after Enter the list shows %q", got)
	}
	h.pressOn(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn) // the third line
	if b.Text != "2 of 3 stories…" || h.win.Canvas().Focused() != fyne.Focusable(b) {
		t.Errorf("the button says %q, the keyboard is in %T", b.Text, h.win.Canvas().Focused())
	}
	h.enter("Path", h.home+"/set.jsonl")
	h.tap("Export")
	if got := h.dialogText(); !strings.Contains(got, "4 documents held: 1 outside the filter, 3 written.") {
		t.Errorf("the report says %q", got)
	}
}

func TestNoTickedStoryMeansAll(t *testing.T) {
	h := newHarness(t)
	threeStories(h)
	f := h.newExportForm()
	all := h.project.Stories()
	f.stories.choose([]string{all[0].UID.String()})
	if f.stories.Text != "The port of Antw…" {
		t.Errorf("a story of two reads %q", f.stories.Text)
	}
	f.fill(project.ExportOptions{Format: "jsonl", Path: "a.jsonl", Stories: []string{all[1].UID.String(), "gone"}})
	if f.stories.Text != "A fair in Ghent…" {
		t.Errorf("one story reads %q", f.stories.Text)
	}
	o, err := f.options(h.path(f.path))
	if err != nil || !slices.Equal(o.Stories, []string{all[1].UID.String()}) {
		t.Errorf("the form gives %q, %v", o.Stories, err)
	}
	l := newStoryList(h.keys, h.project, all, o.Stories)
	l.clear()
	f.stories.choose(l.chosen())
	if o, err := f.options(h.path(f.path)); err != nil || len(o.Stories) != 0 || f.stories.Text != "All 3 stories…" {
		t.Errorf("without ticks the form gives %q, %v; the button says %q", o.Stories, err, f.stories.Text)
	}
}

func TestEscTakesTheWordsAwayFirst(t *testing.T) {
	h := newHarness(t)
	threeStories(h)
	h.askExport()
	h.focusOn("All 3 stories")
	h.pressOn(fyne.KeySpace)
	test.Type(h.win.Canvas().Focused(), "nowhere")
	h.pressOn(fyne.KeyReturn, fyne.KeyDown) // nothing to tick, nowhere to go
	if f, ok := h.win.Canvas().Focused().(*field); !ok || f.Text != "nowhere" {
		t.Fatal("the field is left")
	}
	h.pressOn(fyne.KeyEscape)
	if got := h.dialogText(); !strings.Contains(got, "None ticked: all 3 stories are exported") {
		t.Errorf("after Esc the dialog says %q", got)
	}
	h.pressOn(fyne.KeyEscape)
	if got := h.dialogText(); !strings.Contains(got, "Format") {
		t.Errorf("after a second Esc the dialog says %q", got)
	}
}

// BenchmarkStoriesFound measures a key typed into the field over 11,070 stories.
func BenchmarkStoriesFound(b *testing.B) {
	h := newHarness(b)
	var lines strings.Builder
	for i := range 11_070 {
		fmt.Fprintf(&lines, "{\"text\":\"Article %d tells of ships.\"}\n", i)
	}
	h.openNew()
	h.importFiles([]string{write(b, "many.jsonl", lines.String())}, project.ImportOptions{}, nil)
	h.settle()
	l := newStoryList(h.keys, h.project, h.project.Stories(), nil)
	for b.Loop() {
		l.find("ships 12")
	}
}
