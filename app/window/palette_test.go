package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"postil/annotate"
)

// searchPastTags opens the palette on what is selected and types a query.
func (h *harness) searchPastTags(query string) *palette {
	h.t.Helper()
	p := h.openPalette()
	p.query.SetText(query)
	h.settle()
	return p
}

// tagOf returns the name of the tag that the only span of the page carries.
func (h *harness) tagOf() string {
	h.t.Helper()
	spans := h.spans()
	if len(spans) != 1 {
		h.t.Fatalf("the document has %d spans", len(spans))
	}
	return h.tags[spans[0].Tag].Name
}

func TestPastTagIsFoundByAFewLettersAndAppliedElsewhere(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.selectText("Bart De Wever")
	h.typeLabel("p")
	p := h.searchPastTags("Mayor of Antwerp")
	if len(p.rows) != 1 || p.rows[0].create != "Mayor of Antwerp" {
		t.Fatalf("the palette offers %v", p.rows)
	}
	p.key(fyne.KeyReturn)
	h.settle()
	if got := h.tagOf(); got != "Mayor of Antwerp" {
		t.Fatalf("the span carries the tag %q", got)
	}
	first := h.spans()[0]

	h.press(ctrl(fyne.KeyPageDown))
	h.selectText("Bart De Wever")
	p = h.searchPastTags("myr")
	if len(p.rows) == 0 || !p.rows[0].hit.IsTag {
		t.Fatalf("the palette finds %v", p.rows)
	}
	p.key(fyne.KeyReturn)
	h.settle()
	spans := h.spans()
	if len(spans) != 1 || spans[0].Tag != first.Tag || h.labelName(spans[0]) != "PERSON" {
		t.Errorf("the other document holds %+v", spans)
	}
	if h.dialogs.open() {
		t.Error("the palette stays open")
	}
}

func TestPastTextBecomesATag(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.selectText("Bart De Wever")
	h.typeLabel("p")
	h.press(ctrl(fyne.KeyPageDown))
	h.selectText("Bart De Wever")
	p := h.searchPastTags("wever")
	if len(p.rows) == 0 || p.rows[0].hit.IsTag || p.rows[0].hit.Text != "Bart De Wever" {
		t.Fatalf("the palette finds %v", p.rows)
	}
	p.key(fyne.KeyReturn)
	h.settle()
	if got := h.tagOf(); got != "Bart De Wever" {
		t.Errorf("the span carries the tag %q", got)
	}
	h.press(ctrl(fyne.KeyZ))
	if n := len(h.spans()); n != 0 || len(h.tags) != 0 {
		t.Errorf("one undo leaves %d spans and %d tags", n, len(h.tags))
	}
}

func TestSpanKeepsItsOwnLabel(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Bart De Wever")
	h.typeLabel("p")
	h.searchPastTags("the mayor").key(fyne.KeyReturn)
	h.settle()
	h.selectText("Burgemeester")
	h.typeLabel("o")
	h.searchPastTags("mayor").key(fyne.KeyReturn)
	h.settle()
	s, ok := h.currentSpan()
	if !ok || h.labelName(s) != "ORG" || h.tags[s.Tag].Name != "the mayor" {
		t.Errorf("the span is %+v", s)
	}
	h.run("untag")
	if s, _ := h.currentSpan(); !s.Tag.IsZero() {
		t.Error("the tag cannot be taken off")
	}
}

func TestPaletteMovesAndLeaves(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	for _, word := range []string{"Bart", "Wever"} {
		h.selectText(word)
		h.typeLabel("p")
	}
	p := h.searchPastTags("")
	if len(p.rows) != 2 || p.at != 0 {
		t.Fatalf("an empty query lists %v, at %d", p.rows, p.at)
	}
	for _, c := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyDown, 1}, {fyne.KeyUp, 0}} {
		if p.key(c.key); p.at != c.want {
			t.Errorf("after %s Enter would take row %d, want %d", c.key, p.at, c.want)
		}
	}
	p.key(fyne.KeyEscape)
	h.settle()
	if h.dialogs.open() {
		t.Error("Esc does not close the palette")
	}
	if n := len(h.tags); n != 0 {
		t.Errorf("leaving made %d tags", n)
	}
}

func TestPaletteTakesTheKeyboardWithoutASelection(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	at := indexOf(dutch, "\n\n") + 1
	h.reading.view.Select(at, at)
	p := h.searchPastTags("anything")
	if !h.dialogs.open() || h.win.Canvas().Focused() != fyne.Focusable(p.query) {
		t.Fatal("what is typed would reach the text")
	}
	p.key(fyne.KeyReturn)
	h.settle()
	if got := h.status.message.Text; got != nothingSelected {
		t.Errorf("the status line says %q", got)
	}
	if n := len(h.spans()); n != 0 {
		t.Errorf("%d spans were made", n)
	}
}

func TestNewTagOnUnmarkedTextAsksForALabel(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	p := h.searchPastTags("the port")
	p.key(fyne.KeyReturn)
	h.settle()
	if n := len(h.spans()); n != 0 || !h.dialogs.open() || p.asking == nil {
		t.Fatalf("%d spans were made, the palette is open: %v", n, h.dialogs.open())
	}
	p.query.SetText("?")
	if h.settle(); p.asking == nil || p.query.Text != "" {
		t.Fatal("a key that no label has is taken for an answer, or stays")
	}
	p.key(fyne.KeyEscape)
	h.settle()
	if p.query.Text != "the port" || len(p.rows) != 1 || p.rows[0].create != "the port" {
		t.Fatalf("Esc goes back to %q with %v", p.query.Text, p.rows)
	}
	p.key(fyne.KeyReturn)
	p.query.SetText("l")
	h.settle()
	if got := h.tagOf(); got != "the port" || h.labelName(h.spans()[0]) != "PLACE" {
		t.Errorf("the span is %v with the tag %q", h.labelName(h.spans()[0]), got)
	}
	if h.dialogs.open() {
		t.Error("the palette stays open")
	}
}

func TestLabelOfANewTagIsChosenByArrows(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	p := h.searchPastTags("the port")
	p.key(fyne.KeyReturn)
	second := p.rows[1].hit
	p.key(fyne.KeyDown)
	p.key(fyne.KeyReturn)
	h.settle()
	if got := h.spans(); len(got) != 1 || got[0].Label != second.Label {
		t.Errorf("the spans are %v, want one of %s", got, second.Text)
	}
}

func TestStickyLabelAnswersForANewTag(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.stick(h.scheme.LabelNamed("PLACE"))
	h.selectText("Antwerpen")
	h.searchPastTags("the port").key(fyne.KeyReturn)
	h.settle()
	if got := h.tagOf(); got != "the port" {
		t.Errorf("the span carries the tag %q", got)
	}
}

func TestTwoTagsOfOneNameAreNotMixedUp(t *testing.T) {
	a, b := annotate.NewUID(), annotate.NewUID()
	w := &Window{tags: map[annotate.UID]annotate.Tag{a: {UID: a, Name: "Jan"}}}
	if got := w.onlyTagNamed("Jan"); got != a {
		t.Errorf("the only tag is %v, want %v", got, a)
	}
	w.tags[b] = annotate.Tag{UID: b, Name: "Jan"}
	if got := w.onlyTagNamed("Jan"); !got.IsZero() {
		t.Errorf("of two people called Jan, %v was chosen", got)
	}
}
