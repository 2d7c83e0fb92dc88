package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"postil/annotate"
)

const (
	french = "Le port d'Anvers reste fermé lundi.\n"
	german = "Der Hafen bleibt am Montag geschlossen.\n"
)

// markedLines returns the lines of the list that are marked.
func (h *harness) markedLines() []int {
	var lines []int
	for i, item := range h.documents.items {
		if h.documents.marked[item.UID] {
			lines = append(lines, i)
		}
	}
	return lines
}

func TestDocumentsAreMarked(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english, french, german)
	d := h.documents
	down, up := fyne.KeyDown, fyne.KeyUp
	for _, step := range []struct {
		what string
		do   func()
		want []int
	}{
		{"the document shown comes first", func() { d.clicked(2, fyne.KeyModifierShortcutDefault) }, []int{0, 2}},
		{"another click takes the mark away", func() { d.clicked(2, fyne.KeyModifierShortcutDefault) }, []int{0}},
		{"Shift marks up to there", func() { d.clicked(3, fyne.KeyModifierShift) }, []int{2, 3}},
		{"from the same end again", func() { d.clicked(1, fyne.KeyModifierShift) }, []int{1, 2}},
		{"a plain click opens, and takes the marks away", func() { d.clicked(1, 0); h.settle() }, nil},
		{"Shift with the arrows begins where the keyboard is", func() { d.list.Highlight(1); d.markKey(down, fyne.KeyModifierShift) }, []int{1, 2}},
		{"and goes on", func() { d.markKey(down, fyne.KeyModifierShift) }, []int{1, 2, 3}},
		{"and back", func() { d.markKey(up, fyne.KeyModifierShift) }, []int{1, 2}},
		{"Shift with Space takes one out", func() { d.markKey(fyne.KeySpace, fyne.KeyModifierShift) }, []int{1}},
		{"Esc takes all marks away", func() { d.markKey(fyne.KeyEscape, 0) }, nil},
	} {
		step.do()
		if got := h.markedLines(); !slices.Equal(got, step.want) {
			t.Errorf("%s: lines %v are marked, want %v", step.what, got, step.want)
		}
	}
	if d.markKey(fyne.KeyEscape, 0) || d.markKey(down, 0) {
		t.Error("a key that marks nothing is swallowed")
	}
}

func TestMarkedDocumentsAreJoinedIntoOneStory(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english, french)
	d := h.documents
	h.press(ctrl(fyne.KeyG))
	if !strings.HasPrefix(h.status.message.Text, "Mark two documents") {
		t.Errorf("with nothing marked, the status line says %q", h.status.message.Text)
	}
	d.clicked(1, fyne.KeyModifierShortcutDefault)
	if got := d.figures.Text; !strings.Contains(got, "2 marked") {
		t.Errorf("the figures say %q", got)
	}
	h.press(ctrl(fyne.KeyG))
	if d.items[0].Story != d.items[1].Story || d.items[2].Story == d.items[0].Story {
		t.Errorf("the stories are %v, %v and %v", d.items[0].Story, d.items[1].Story, d.items[2].Story)
	}
	if lines := h.markedLines(); lines != nil {
		t.Errorf("lines %v are still marked", lines)
	}
	row := newDocumentRow().(*documentRow)
	d.showRow(1, row)
	if !strings.HasSuffix(row.line.Text, "story of 2") || row.story.Hidden {
		t.Errorf("the line says %q", row.line.Text)
	}
	d.showRow(2, row)
	if strings.Contains(row.line.Text, "story") || !row.story.Hidden {
		t.Errorf("the line of a document alone says %q", row.line.Text)
	}
	h.press(ctrlShift(fyne.KeyG)) // the document shown
	if d.items[0].Story == d.items[1].Story || d.stories[d.items[0].Story] != 1 {
		t.Error("the document shown was not taken out of the story")
	}
	h.press(ctrl(fyne.KeyZ))
	if d.items[0].Story != d.items[1].Story {
		t.Error("undo does not bring the story back")
	}
}

func TestMarksOfDocumentsThatAreGoneAreForgotten(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.documents.clicked(1, fyne.KeyModifierShortcutDefault)
	h.press(ctrl(fyne.KeyZ)) // the import
	if n := len(h.documents.targets()); n != 0 {
		t.Errorf("%d documents are meant that are gone", n)
	}
	if h.canJoinStory() || h.canLeaveStory() || h.documents.chosen != (annotate.UID{}) && h.page != nil {
		t.Error("a story can be changed in a project without documents")
	}
}

func TestUndoneStoriesCallNobodyAway(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english, french)
	h.documents.clicked(1, fyne.KeyModifierShortcutDefault)
	h.documents.clicked(2, fyne.KeyModifierShortcutDefault)
	h.press(ctrl(fyne.KeyG))
	shown := h.page.doc.UID
	h.press(ctrl(fyne.KeyZ))
	if d := h.documents; d.items[0].Story == d.items[1].Story || h.page.doc.UID != shown {
		t.Error("undo leads to another document than the one that is read")
	}
	h.press(ctrlShift(fyne.KeyZ))
	if d := h.documents; d.items[0].Story != d.items[1].Story || h.page.doc.UID != shown {
		t.Error("and so does what is done again")
	}
}

func TestDocumentShownIsToldFromMarkedOnes(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.documents.clicked(1, fyne.KeyModifierShortcutDefault)
	rows := [2]*documentRow{newDocumentRow().(*documentRow), newDocumentRow().(*documentRow)}
	for i, row := range rows {
		h.documents.showRow(i, row)
	}
	if !rows[0].shown.open || rows[1].shown.open || !rows[0].shown.marked || !rows[1].shown.marked {
		t.Errorf("the rows show %+v and %+v", rows[0].shown, rows[1].shown)
	}
	if rows[1].ground.FillColor == themed(theme.ColorNameSelection) {
		t.Error("a mark looks like the selection of the list")
	}
}
