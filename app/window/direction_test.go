package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/project"
)

// chosen returns the titles of the choices that the menu marks, of those whose id
// begins with a word.
func (h *harness) chosen(word string) (titles []string) {
	h.t.Helper()
	for item, c := range h.menus.items {
		if item.Checked && strings.HasPrefix(c.id, word) {
			titles = append(titles, c.title)
		}
	}
	return titles
}

// beginsAt returns the x at which the document's first character begins.
func (h *harness) beginsAt() float32 {
	h.t.Helper()
	at, ok := h.reading.view.PointOf(0)
	if !ok {
		h.t.Fatal("the beginning is not in view")
	}
	return at.X
}

func TestTextDirectionIsTheDocuments(t *testing.T) {
	h := newHarness(t)
	for _, c := range h.commands {
		if c.menu == "View" && slices.Contains([]string{"direction-auto", "direction-ltr", "direction-rtl"}, c.id) && c.possible() {
			t.Errorf("%s is possible without a document", c.id)
		}
	}
	h.openNew("The first article.\n", "The second article.\n")
	expect := func(what, title string, right bool) {
		t.Helper()
		if got := h.chosen("direction"); !slices.Equal(got, []string{title}) {
			t.Errorf("%s: the menu marks %q, want %q", what, got, title)
		}
		if got := h.reading.view.TextLeft()+100 < h.beginsAt(); got != right {
			t.Errorf("%s: on the right is %v", what, got)
		}
	}
	const byLetters, toRight, toLeft = "Text direction by its first letters", "Text from left to right", "Text from right to left"
	expect("at first", byLetters, false)
	h.run("direction-rtl")
	expect("set", toLeft, true)
	h.run("next-document")
	expect("another document", byLetters, false)
	h.run("direction-ltr")
	expect("the other's own", toRight, false)
	h.run("previous-document")
	expect("come back to", toLeft, true)
	h.run("undo") // shows the document where it was
	expect("the other's undone", byLetters, false)
	h.run("undo")
	expect("undone", byLetters, false)
	h.run("redo")
	expect("put back", toLeft, true)

	path := h.project.Path()
	h.openNewElsewhere()
	h.openProject(path, nil)
	h.settle()
	expect("opened again", toLeft, true)
}

// openNewElsewhere opens another project, so that the one before is closed.
func (h *harness) openNewElsewhere() {
	h.t.Helper()
	h.createProject(h.t.TempDir()+"/Other.postil", nil)
	h.settle()
}

func TestTextDirectionFollowsAnotherWindow(t *testing.T) {
	h := newHarness(t)
	h.openNew("The first article.\n")
	other, err := project.Open(t.Context(), h.project.Path(), "Ben")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	h.selectText("article")
	before := h.beginsAt()
	if err := other.SetDirection(t.Context(), h.page.doc.UID, annotate.RightToLeft); err != nil {
		t.Fatal(err)
	}
	h.until("the text runs from right to left", func() bool { return before+100 < h.beginsAt() })
	if ranges, ok := h.reading.view.Selection(); !ok || len(ranges) != 1 {
		t.Error("the selection is gone")
	}
	if h.win.Canvas().Focused() != fyne.Focusable(h.reading.view) {
		t.Error("the text lost the keyboard")
	}
}
