package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// inFind types into the find bar's field.
func (h *harness) inFind(text string) {
	h.t.Helper()
	if !h.find.visible() {
		h.t.Fatal("the find bar is not open")
	}
	h.find.bar.field.SetText(text)
	h.settle()
}

// wantFound checks what is selected and what the bar counts.
func (h *harness) wantFound(what, selected, count string) {
	h.t.Helper()
	got := ""
	if ranges, ok := h.reading.view.Selection(); ok {
		got = h.page.textOf(ranges)
	}
	if got != selected {
		h.t.Errorf("%s: %q is selected, want %q", what, got, selected)
	}
	if got := h.find.bar.count.Text; got != count {
		h.t.Errorf("%s: the bar says %q, want %q", what, got, count)
	}
}

const harbour = "Antwerp first. The port of Antwerp, or ÀNTWERP,\nis in antwerp.\n\nNo more of it."

var findKey, nextKey, previousKey, foldedKey = ctrl(fyne.KeyF), plain(fyne.KeyF3), key{fyne.KeyF3, fyne.KeyModifierShift}, ctrl(fyne.KeyU)

func TestFindGoesFromHitToHit(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.reading.view.Select(7, 7)
	h.press(findKey)
	if h.win.Canvas().Focused() != fyne.Focusable(h.find.bar.field) {
		t.Error("the bar does not have the keyboard")
	}
	h.inFind("Ant")
	h.wantFound("the first letters", "Ant", "2 of 2")
	h.inFind("Antwerp")
	h.wantFound("the word", "Antwerp", "2 of 2")
	h.press(nextKey)
	h.wantFound("F3", "Antwerp", "1 of 2")
	if got := h.status.text; !strings.Contains(got, "from the beginning") {
		t.Errorf("going round, the status line says %q", got)
	}
	h.press(nextKey)
	h.wantFound("F3 again", "Antwerp", "2 of 2")
	h.press(previousKey)
	h.press(previousKey)
	h.wantFound("Shift+F3", "Antwerp", "2 of 2")
	if got := h.status.text; !strings.Contains(got, "from the end") {
		t.Errorf("going round backwards, the status line says %q", got)
	}
	h.find.bar.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.wantFound("Enter", "Antwerp", "1 of 2")
}

func TestHitIsTaggedAfterEsc(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.press(findKey)
	h.inFind("port of")
	h.find.bar.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if h.find.visible() || h.win.Canvas().Focused() != fyne.Focusable(h.reading.view) {
		t.Fatal("Esc does not go back to the text")
	}
	h.typeLabel("l")
	if spans := h.spans(); len(spans) != 1 || spans[0].Text() != "port of" {
		t.Errorf("the spans are %v", spans)
	}
	h.find.bar.field.SetText("")
	h.press(findKey)
	h.inFind("Antwerp")
	h.find.close()
	h.press(nextKey)
	if got, ok := h.reading.view.Selection(); !ok || h.page.textOf(got) != "Antwerp" {
		t.Errorf("F3 from the text selects %v", got)
	}
	if got := h.status.text; !strings.Contains(got, " of 2") {
		t.Errorf("F3 from the text says %q", got)
	}
}

func TestFindFolds(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.press(findKey)
	h.inFind("antwerp")
	h.wantFound("exactly", "antwerp", "1 of 1")
	h.press(foldedKey)
	h.wantFound("folded", "antwerp", "4 of 4")
	h.press(nextKey)
	h.press(nextKey)
	h.press(nextKey)
	h.wantFound("folded, the third", "ÀNTWERP", "3 of 4")
	if s, err := h.config.Settings.Load(); err != nil || !s.FindFolded {
		t.Errorf("the choice is not remembered: %+v, %v", s, err)
	}
}

func TestNoHitLosesNothing(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.selectText("first")
	h.reading.view.KeepFragment()
	h.selectText("port")
	h.reading.view.KeepFragment()
	h.press(findKey)
	h.inFind("Antwerpen")
	h.wantFound("no hit", "port", "no hits")
	h.inFind("")
	h.wantFound("nothing to find", "port", "")
	h.inFind("more")
	if pieces, _ := h.reading.view.Kept(); pieces != 1 {
		t.Errorf("%d pieces are kept", pieces)
	}
	h.press(plain(fyne.KeyF3))
	h.find.close()
}

func TestFindStartsWithWhatIsSelected(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.selectText("ÀNTWERP,\nis")
	h.press(findKey)
	h.settle()
	if got := h.find.bar.field.Text; got != "ÀNTWERP, is" {
		t.Errorf("the bar starts with %q", got)
	}
	h.wantFound("the selection", "ÀNTWERP,\nis", "1 of 1")
	h.find.close()
	h.reading.view.Select(0, 0)
	h.press(findKey)
	h.wantFound("what was looked for before", "", "1 hit")
}

func TestFindLooksInTheNextDocumentToo(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour, "Ghent and Antwerp.\n")
	h.press(findKey)
	h.inFind("Antwerp")
	h.press(ctrl(fyne.KeyPageDown))
	h.settle()
	h.wantFound("another document", "", "1 hit")
	if h.win.Canvas().Focused() != fyne.Focusable(h.find.bar.field) {
		t.Error("the bar has lost the keyboard")
	}
	h.press(nextKey)
	h.wantFound("F3 in it", "Antwerp", "1 of 1")
}

func TestFindWithoutADocument(t *testing.T) {
	h := newHarness(t)
	h.press(findKey)
	h.press(nextKey)
	if h.find.visible() || h.status.text != noTextToFindIn {
		t.Errorf("without a document: visible %v, %q", h.find.visible(), h.status.text)
	}
	h.openNew(harbour)
	h.press(nextKey)
	if !h.find.visible() {
		t.Error("F3 with nothing to look for does not ask what")
	}
	h.inFind("Antwerp")
	h.leaveProject()
	h.settle()
	h.press(nextKey)
	if _, current := h.reading.view.CurrentHit(); current || h.find.text != nil {
		t.Error("a closed document is still searched")
	}
}

// A search that is under way when its document closes says nothing about it.
func TestFindInADocumentThatCloses(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.press(findKey)
	h.find.bar.field.SetText("zzz") // its hits are not shown yet
	h.showPage(nil, nil)
	h.settle()
	if h.status.text != "" {
		t.Errorf("the status line says %q", h.status.text)
	}
}

func TestFindComesBackHomeFromChangedMind(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.selectText("first")
	h.press(findKey)
	h.press(foldedKey)
	h.inFind("antwerp")
	h.wantFound("folded", "Antwerp", "2 of 4")
	h.inFind("ANTWERP")
	h.press(foldedKey)
	h.wantFound("exactly", "first", "no hits")
}

func TestFindWithoutHitsLeavesBordersAlone(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.selectText("first")
	h.typeLabel("l")
	h.reading.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !h.reading.view.MovingBorders() {
		t.Fatal("no borders move")
	}
	h.press(findKey)
	h.inFind("zzz")
	if !h.reading.view.MovingBorders() {
		t.Error("a search without hits ends the moving of borders")
	}
	h.inFind("port")
	h.wantFound("a hit", "port", "1 of 1")
}

func TestClickOnTheFindBarKeepsTheKeyboardThere(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.press(findKey)
	h.win.Canvas().Unfocus() // as Fyne does for a click on what takes no keys
	for _, o := range test.LaidOutObjects(h.find.bar.root) {
		if ground, ok := o.(*touchGround); ok {
			test.Tap(ground)
		}
	}
	if h.win.Canvas().Focused() != fyne.Focusable(h.find.bar.field) {
		t.Error("the field has lost the keyboard")
	}
}

func TestFindBarOfAnyWidth(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	h.press(findKey)
	for _, width := range []float32{240, 320, 480, 900, 3000} {
		h.find.bar.root.Resize(fyne.NewSize(width, h.find.bar.root.MinSize().Height))
		if got := h.find.bar.field.Size().Width; got < 60 {
			t.Errorf("in a pane of %v pixels the field has %v", width, got)
		}
	}
}
