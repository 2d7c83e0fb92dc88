package docview_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"postil/annotate"
	"postil/app/docview"
)

// hand is a mouse whose button is down on a long text.
type hand struct {
	*fixture
	from int
}

// takeHold presses the button on the inspector's name in the first article of many.
func takeHold(t *testing.T) *hand {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	h := &hand{f, f.at("Inspector")}
	f.view.MouseDown(f.mouse(h.from, desktop.MouseButtonPrimary, 0))
	return h
}

func (h *hand) dragTo(x, y float32) {
	h.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

// releaseElsewhere lets the button go where the pane isn't told of it, as Fyne does.
func (h *hand) releaseElsewhere() {
	h.window.Canvas().Unfocus()
	h.view.DragEnd()
}

// rests fails if the text scrolls or the selection changes by itself, or by the
// mouse that moves with no button down, or if the pane has lost the keyboard.
func (h *hand) rests(when string) {
	h.t.Helper()
	place, selected := h.view.Place(), h.selected()
	h.clock.Advance(3 * time.Second)
	h.view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 300)}})
	h.dragTo(300, 599)
	h.dragTo(300, 300)
	h.clock.Advance(3 * time.Second)
	if h.view.Place() != place || h.selected() != selected {
		h.t.Errorf("%s: the mouse still selects or scrolls", when)
	}
	if h.window.Canvas().Focused() != h.view {
		h.t.Errorf("%s: the pane lost the keyboard", when)
	}
}

func TestDragLeavesAndComesBack(t *testing.T) {
	h := takeHold(t)
	top := h.view.Place().Offset
	h.dragTo(300, 800)
	h.clock.Advance(time.Second)
	if h.view.Place().Offset == top {
		t.Fatal("below the window the text does not scroll")
	}
	h.dragTo(-200, -900)
	h.clock.Advance(10 * time.Second)
	if got := h.view.Place().Offset; got != 0 {
		t.Fatalf("above the window the text scrolls up to %d only", got)
	}
	if got, want := h.selected(), h.doc.Text[:h.from+len("Inspector")]; got != want {
		t.Errorf("above the text %q is selected, want %q", got, want)
	}
	to := h.point(h.at("Ceulen") + 2)
	h.dragTo(to.X, to.Y)
	h.clock.Advance(time.Second)
	h.wantSelected("back on the text", "Inspector Ilse Ceulen")
	h.dragTo(2000, to.Y)
	h.releaseElsewhere()
	h.wantSelected("released beside the window", h.doc.Text[h.from:h.from+len(h.selected())])
	h.rests("released beside the window")
}

func TestDragEndsWhateverHappens(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*hand)
		want string // selected afterwards
	}{
		{"released over another panel", func(h *hand) { h.releaseElsewhere() }, "Inspector Ilse Ceulen"},
		{"released in the pane", func(h *hand) {
			h.view.MouseUp(h.mouse(h.at("Ceulen")+2, desktop.MouseButtonPrimary, 0))
			h.view.DragEnd()
		}, "Inspector Ilse Ceulen"},
		{"another button", func(h *hand) {
			h.view.OnContextMenu = func(fyne.Position) { h.t.Error("a menu in the middle of a drag") }
			h.view.MouseDown(h.mouse(h.at("lot"), desktop.MouseButtonSecondary, 0))
			h.view.MouseUp(h.mouse(h.at("lot"), desktop.MouseButtonSecondary, 0))
			h.view.DragEnd() // for any button
		}, "Inspector Ilse Ceulen"},
		{"nobody tells", func(h *hand) { h.view.MouseMoved(h.mouse(h.at("lot"), 0, 0)) }, "Inspector Ilse Ceulen"},
		{"Esc", func(h *hand) { h.press(fyne.KeyEscape) }, ""},
		{"a key that tags", func(h *hand) { h.press("P") }, "Inspector Ilse Ceulen"},
		{"another document", func(h *hand) {
			other := *h.doc
			other.UID = annotate.NewUID()
			h.doc = &other
			h.open()
		}, ""},
	} {
		h := takeHold(t)
		to := h.point(h.at("Ceulen") + 2)
		h.dragTo(to.X, to.Y)
		h.wantSelected("dragged", "Inspector Ilse Ceulen")
		c.do(h)
		h.wantSelected(c.name, c.want)
		h.rests(c.name)
	}
}

func TestDragEndsWhileTheTextScrolls(t *testing.T) {
	for name, end := range map[string]func(*hand){
		"released outside": func(h *hand) { h.releaseElsewhere() },
		"Esc":              func(h *hand) { h.press(fyne.KeyEscape) },
		"no document":      func(h *hand) { h.view.Open(nil, nil, nil, docview.Names{}) },
	} {
		h := takeHold(t)
		h.dragTo(300, 700)
		h.clock.Advance(time.Second)
		end(h)
		h.rests(name)
	}
}

// A hand that trembles while it clicks selects nothing.
func TestClickWithATremblingHand(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ilse Ceulen")
	f.open(name)
	at := f.point(f.at("Ceulen") + 2)
	f.view.MouseDown(f.mouse(f.at("Ceulen")+2, desktop.MouseButtonPrimary, 0))
	f.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(2, 1)}})
	f.view.MouseUp(f.mouse(f.at("Ceulen")+2, desktop.MouseButtonPrimary, 0))
	f.view.DragEnd()
	f.wantSelected("a click", "")
	f.wantCurrent("a click", name.UID)
}

func TestDragsByWordsAndSentences(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	drag := func(clicks, from, to int) {
		f.clock.Advance(time.Second)
		f.click(from, clicks-1, 0)
		f.drag(from, to)
	}
	drag(2, f.at("record")+1, f.at("bananas")+2)
	f.wantSelected("from a double click", "record load of bananas")
	drag(2, f.at("record")+1, f.at("Harbour")+2)
	f.wantSelected("back from a double click", "Harbour police find a record")
	drag(3, f.at("In 2023")+1, f.at("disagrees"))
	f.wantSelected("from a triple click", "In 2023 the harbour of Zandvoorde took in 116 tonnes, says Mayor Ștefan Țăran. Ceulen disagrees.")
}

func TestNoClickInThePaneLosesTheKeyboard(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	claim := f.span("CLAIM", "In 2023 the harbour of Zandvoorde took in 116 tonnes")
	f.open(claim)
	for name, at := range map[string]fyne.Position{
		"scroll bar": fyne.NewPos(895, 300), "margin": fyne.NewPos(5, 300), "notes": fyne.NewPos(850, 150), "below the text": fyne.NewPos(300, 598),
	} {
		f.window.Canvas().Unfocus()
		e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
		f.view.MouseDown(e)
		f.view.MouseUp(e)
		if f.window.Canvas().Focused() != f.view {
			t.Errorf("a click on the %s does not give the keyboard to the pane", name)
		}
	}
}

// The wheel takes the selection along while the mouse drags.
func TestWheelWhileTheMouseDrags(t *testing.T) {
	h := takeHold(t)
	to := h.point(h.at("Ceulen") + 2)
	h.dragTo(to.X, to.Y)
	h.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: to}, Scrolled: fyne.NewDelta(0, -100)})
	ranges, _ := h.view.Selection()
	if len(ranges) != 1 || ranges[0][0] != h.from || ranges[0][1] < h.view.Place().Offset {
		t.Errorf("scrolled to %d, %v is selected, from %d on", h.view.Place().Offset, ranges, h.from)
	}
}

// The wheel takes along what a double click selects, too, before the mouse has moved.
func TestWheelWhileTheButtonOfADoubleClickIsDown(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	at := f.at("Ceulen")
	f.click(at, 1, 0)
	f.view.MouseDown(f.mouse(at, desktop.MouseButtonPrimary, 0))
	f.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: f.point(at)}, Scrolled: fyne.NewDelta(0, -1)})
	f.wantSelected("a notch of the wheel", "Ceulen")
}

// Where no word is a double click takes the character, but no white space, and a drag
// from there goes by words.
func TestDoubleClickBesideWords(t *testing.T) {
	const text = "Strike over 🎉🇳🇱, say the crews. 👩🏽‍🚒 agrees"
	f := newFixture(t, text)
	f.open()
	for at, want := range map[int]string{
		f.at("🎉"): "🎉", f.at("🇳🇱"): "🇳🇱", f.at(","): ",", f.at("👩"): "👩🏽‍🚒", f.at("say"): "say", f.at(" say"): "", f.at(" over"): "Strike",
	} {
		f.press(fyne.KeyEscape)
		f.clock.Advance(time.Second)
		f.click(at, 2, 0)
		f.wantSelected(text[at:], want)
	}
	f.clock.Advance(time.Second)
	f.click(f.at("👩"), 1, 0)
	f.drag(f.at("👩"), f.at("grees"))
	f.wantSelected("a drag from an emoji", "👩🏽‍🚒 agrees")
}

func TestLabelKeyAtASymbol(t *testing.T) {
	const text = "Strike over 🎉, say – the crews"
	f := newFixture(t, text)
	f.open()
	for at, want := range map[int]string{f.at("🎉"): "🎉", f.at(","): "🎉", f.at("–"): "", f.at("say"): "say"} {
		f.view.Select(at, at)
		got := ""
		if ranges, ok := f.view.TargetRange(); ok {
			got = text[ranges[0][0]:ranges[0][1]]
		}
		if got != want {
			t.Errorf("at %q a label key tags %q, want %q", text[at:], got, want)
		}
	}
}
