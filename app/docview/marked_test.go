package docview_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/annotate"
)

// Who has tagged two pages reads on where they end.
func TestCaretAndViewStayWhenASpanIsMarked(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	f.press("Shift+"+fyne.KeyPageDown, "Shift+"+fyne.KeyPageDown)
	caret, place := f.view.Caret(), f.view.Place()
	claim := f.span("CLAIM", f.selected())
	f.view.PutSpan(claim)
	f.view.SelectSpan(claim.UID)
	f.wantCurrent("marked", claim.UID)
	f.wantSelected("marked", "")
	if f.view.Caret() != caret || f.view.Place() != place {
		t.Errorf("the caret went from %d to %d, the view from %+v to %+v", caret, f.view.Caret(), place, f.view.Place())
	}
	f.press("Shift+Right")
	f.wantSelected("Shift+Right after tagging", f.doc.Text[caret:caret+1])
	f.press(fyne.KeyEscape, fyne.KeyDown)
	if got := f.view.Place().Offset; got < place.Offset {
		t.Errorf("Down flies from %d back to %d", place.Offset, got)
	}
}

func TestCaretStaysInAWordThatIsMarked(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ceulen")
	f.open(name)
	for _, at := range []int{f.at("Ceulen"), f.at("eulen"), f.at("Ceulen") + len("Ceulen")} {
		f.view.SelectSpan(annotate.UID{})
		f.view.Select(at, at)
		f.view.SelectSpan(name.UID)
		if f.view.Caret() != at {
			t.Errorf("the caret went from %d to %d", at, f.view.Caret())
		}
	}
}

// At the end of a span that was marked, where another begins, the spans here are
// those around the one that was marked.
func TestSpaceAtTheEndOfAMarkedSpan(t *testing.T) {
	f := newFixture(t, article)
	name, outer, next := f.span("PERSON", "Ilse"), f.span("ORG", "Inspector Ilse"), f.span("PLACE", " Ceulen")
	f.open(name, outer, next)
	f.view.Select(f.at(" Ceulen"), f.at(" Ceulen"))
	f.view.SelectSpan(name.UID)
	for _, want := range []annotate.Span{outer, name, outer} {
		f.press(fyne.KeySpace)
		f.wantCurrent("Space", want.UID)
	}
	f.view.SelectSpan(name.UID)
	f.press(fyne.KeyTab)
	f.wantCurrent("Tab", next.UID)
}

// White space at the ends of what was selected belongs to no span, and the caret stays
// behind it.
func TestCaretStaysNearAMarkedSpan(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	title, next := f.span("CLAIM", "Harbour police find a record load of bananas"), f.span("QUOTE", "“We had never seen so many,”")
	outer := f.span("FURNITURE", "Harbour police find a record load of bananas")
	outer.UID = annotate.NewUID()
	f.open(title, next, outer)
	at := f.at("“We had")
	f.view.Select(0, at)
	f.view.ScrollTo(len(f.doc.Text))
	place := f.view.Place()
	f.view.SelectSpan(title.UID)
	if f.view.Caret() != at || f.view.Place() != place {
		t.Errorf("the caret went from %d to %d, the view from %+v to %+v", at, f.view.Caret(), place, f.view.Place())
	}
	for _, want := range []annotate.UID{outer.UID, title.UID} {
		f.press(fyne.KeySpace)
		f.wantCurrent("Space", want)
	}
	f.press(fyne.KeyTab)
	if got, _ := f.view.CurrentSpan(); got == title.UID {
		t.Error("Tab leads nowhere")
	}
	f.view.Select(at, at)
	f.view.SelectSpan(title.UID)
	f.press(fyne.KeyReturn, "Shift+Left")
	f.wantSelected("its end moves", "Harbour police find a record load of banana")
}

func TestBordersMoveAtTheFragmentThatWasMarkedLast(t *testing.T) {
	f := newFixture(t, article)
	quote := f.span("QUOTE", "“We had never seen so many,”", "“and we have seen a lot.”")
	f.open(quote)
	end := f.at("lot.”") + len("lot.”")
	f.view.Select(end, end)
	f.view.SelectSpan(quote.UID)
	f.press(fyne.KeyReturn, "Shift+Left")
	f.wantSelected("Shift+Left", "“We had never seen so many,”|“and we have seen a lot.")
	f.press(fyne.KeyReturn)
	if got := f.view.Caret(); got != end-len("”") {
		t.Errorf("after Enter the caret is at %d, not at the border that moved", got)
	}
}
