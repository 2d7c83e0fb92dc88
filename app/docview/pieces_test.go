package docview_test

import (
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/docview"
)

func TestKeptPieceOutlivesClicks(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ceulen")
	f.open(name)
	f.click(f.at("Inspector"), 2, 0)
	f.view.KeepFragment()
	f.clock.Advance(time.Second)
	f.click(f.at("Ceulen"), 1, 0)
	f.wantSelected("a click on a span", "Inspector")
	f.wantCurrent("while a piece is kept", annotate.UID{})
	f.clock.Advance(time.Second)
	f.click(f.at("Harbour Police"), 2, 0)
	f.wantSelected("a double click", "Inspector|Harbour")
	f.press(fyne.KeyEscape)
	if n, _ := f.view.Kept(); n != 0 {
		t.Errorf("Esc leaves %d pieces", n)
	}
}

func TestPiecesOfASpanAreKept(t *testing.T) {
	f := newFixture(t, article)
	quote := f.span("QUOTE", "“We had never seen so many,”")
	f.open(quote)
	keep := func() {
		f.t.Helper()
		f.view.SelectSpan(quote.UID)
		if !f.view.KeepFragment() {
			t.Fatal("a chosen span has nothing to keep")
		}
		if n, of := f.view.Kept(); n != 1 || of != quote.UID {
			t.Fatalf("%d pieces of %v are kept", n, of)
		}
	}
	keep()
	f.drag(f.at("“and"), f.at("lot.”")+len("lot.”"))
	f.wantSelected("the next piece adds to it", "“We had never seen so many,”|“and we have seen a lot.”")
	f.view.PutSpan(quote)
	f.wantSelected("after the span was changed", "")
	keep()
	f.view.RemoveSpan(quote.UID)
	if n, of := f.view.Kept(); n != 0 || !of.IsZero() {
		t.Errorf("%d pieces of a span that is gone are kept", n)
	}
}

func TestTabSaysWhereSpansEnd(t *testing.T) {
	f := newFixture(t, article)
	var ends []bool
	f.view.OnNoSpan = func(back bool) { ends = append(ends, back) }
	f.open()
	f.press(fyne.KeyTab)
	f.open(f.span("PERSON", "Ceulen"))
	f.press(fyne.KeyTab, "Shift+Tab", fyne.KeyTab)
	if want := []bool{false, true, false}; !slices.Equal(want, ends) {
		t.Errorf("told of %v, want %v", ends, want)
	}
}

func TestMovingEndIsTold(t *testing.T) {
	f := newFixture(t, article)
	f.open(f.span("PERSON", "Ceulen"))
	f.press(fyne.KeyTab, fyne.KeyReturn)
	if f.view.MovesStart() {
		t.Error("the end moves first")
	}
	f.press(fyne.KeyTab)
	if !f.view.MovesStart() {
		t.Error("after Tab the start moves")
	}
	f.press(fyne.KeyEscape)
	if f.view.MovesStart() {
		t.Error("after Esc nothing moves")
	}
}

func TestInputIsToldAndEndsTheCard(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ceulen")
	f.open(name)
	inputs := 0
	f.view.OnInput = func() { inputs++ }
	plain := f.window.Canvas().Capture()
	f.view.MouseMoved(f.mouse(f.at("Ceulen"), 0, 0))
	f.clock.Advance(time.Second)
	if slices.Equal(pixels(plain), pixels(f.window.Canvas().Capture())) {
		t.Fatal("no card shows")
	}
	f.view.TypedKey(&fyne.KeyEvent{Name: "LeftShift"})
	if inputs != 0 {
		t.Error("Shift alone is an input")
	}
	f.press(fyne.KeyF5)
	if !slices.Equal(pixels(plain), pixels(f.window.Canvas().Capture())) {
		t.Error("the card stays when a key is pressed")
	}
	f.click(f.at("harbour"), 1, 0)
	if inputs != 2 {
		t.Errorf("a key and a click are %d inputs", inputs)
	}
}

func TestNotesGoAsFarDownAsTheirBrackets(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 3))
	shown := func(spans ...annotate.Span) int {
		for i := range spans {
			spans[i].Tag = annotate.UIDFromName("seizure")
		}
		f.view.Open(f.doc, spans, &f.scheme, docview.Names{Tag: func(annotate.UID) string { return strings.Repeat("seizure at Zandvoorde ", 8) }})
		return docview.NoteRows(f.view)
	}
	short := f.span("CLAIM", "never seen")
	whole := f.span("CLAIM", article[strings.Index(article, "“We"):strings.Index(article, "Share")-2])
	below := f.span("CLAIM", "121 tonnes")
	a, b, c := shown(short), shown(whole), shown(whole, below)
	if a < 2 || 4 < a {
		t.Errorf("beside one line a note has %d rows", a)
	}
	if b < 5 {
		t.Errorf("beside two paragraphs a note has %d rows", b)
	}
	if b+a <= c {
		t.Errorf("with another note below there are %d rows, without %d", c, b)
	}
}

func pixels(i image.Image) []uint8 { return i.(*image.NRGBA).Pix }
