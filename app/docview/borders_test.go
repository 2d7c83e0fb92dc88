package docview_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/docview"
)

func TestBordersCrossEachOther(t *testing.T) {
	f := newFixture(t, article)
	f.open(f.span("PERSON", "Ilse"))
	f.press(fyne.KeyTab, fyne.KeyReturn)
	for _, want := range []string{"Ils", "Il", "I", " ", "r ", "or "} {
		f.press("Shift+Left")
		f.wantSelected("Shift+Left", want)
	}
	for _, want := range []string{"r ", " ", "I", "Il", "Ils", "Ilse"} {
		f.press("Shift+Right")
		f.wantSelected("Shift+Right", want)
	}
	f.shortcut(fyne.KeyLeft, fyne.KeyModifierShift)
	f.wantSelected("by word onto the other border and beyond", "Inspector ")
	f.shortcut(fyne.KeyRight, fyne.KeyModifierShift)
	f.wantSelected("and to the end of the word", " ")
	f.shortcut(fyne.KeyRight, fyne.KeyModifierShift)
	f.wantSelected("and back", "Ilse")
	f.press("Shift+Down", fyne.KeyTab, "Shift+Up")
	if got := f.selected(); !strings.Contains(got, "Ilse Ceulen of") || len(got) < 100 {
		t.Errorf("by line: %q is selected", got)
	}
}

// At the beginning and at the end of the text a border has nowhere to go, and what
// is marked stays marked.
func TestBordersStayAtTheEndsOfTheText(t *testing.T) {
	f := newFixture(t, article)
	f.open(f.span("PERSON", "Harbour"))
	f.press(fyne.KeyTab, fyne.KeyReturn)
	for range 20 {
		f.press("Shift+Left")
	}
	f.wantSelected("at the beginning", "H")
	f.press(fyne.KeyTab)
	f.shortcut(fyne.KeyEnd, fyne.KeyModifierShift)
	f.wantSelected("across to the end", article[1:])
}

func TestBordersInTextFromRightToLeft(t *testing.T) {
	const text = "מנהל הנמל ספר ארבעים ארגזים של בננות."
	f := newFixture(t, text)
	f.open(f.span("PERSON", "הנמל"))
	f.press(fyne.KeyTab, fyne.KeyReturn, "Shift+Left", "Shift+Left")
	f.wantSelected("Shift+Left reads on", "הנמל ס")
	f.press("Shift+Right", "Shift+Right", "Shift+Right")
	f.wantSelected("Shift+Right reads back", "הנמ")
	f.shortcut(fyne.KeyLeft, fyne.KeyModifierShift)
	f.shortcut(fyne.KeyLeft, fyne.KeyModifierShift)
	f.wantSelected("Ctrl+Shift+Left", "הנמל ספר")
	f.press(fyne.KeyTab)
	f.shortcut(fyne.KeyRight, fyne.KeyModifierShift)
	f.wantSelected("the other border", "מנהל הנמל ספר")
}

func TestBordersOfSeveralFragments(t *testing.T) {
	f := newFixture(t, article)
	quote := f.span("QUOTE", "“We had never seen so many,”", "“and we have seen a lot.”")
	f.open(quote)
	var written [][][2]int
	f.view.OnBordersMoved = func(_ annotate.UID, ranges [][2]int) { written = append(written, ranges) }
	f.click(f.at("a lot"), 1, 0)
	f.wantCurrent("a click on the second fragment", quote.UID)
	f.press(fyne.KeyReturn)
	f.shortcut(fyne.KeyLeft, fyne.KeyModifierShift)
	f.wantSelected("the fragment at hand", "“We had never seen so many,”|“and we have seen a ")
	f.press(fyne.KeyTab)
	f.shortcut(fyne.KeyLeft, fyne.KeyModifierShift)
	f.press(fyne.KeyReturn)
	want := [][][2]int{{
		{f.at("“We had"), f.at(" said Inspector")},
		{f.at("Police, “and"), f.at("lot.”")},
	}}
	if diff := cmp.Diff(want, written); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
}

// What somebody else changes meanwhile is not overwritten by borders that belong to
// what was there before.
func TestBordersOfAChangedSpanAreLeft(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ilse Ceulen")
	f.open(name)
	f.view.OnBordersMoved = func(annotate.UID, [][2]int) { t.Error("stale borders are written") }
	f.press(fyne.KeyTab, fyne.KeyReturn, "Shift+Left")
	name.Note = "a note"
	f.view.PutSpan(name)
	if !f.view.MovingBorders() {
		t.Error("a note ended the moving of borders")
	}
	longer := f.span("PERSON", "Inspector Ilse Ceulen")
	longer.UID = name.UID
	f.view.SetPreparedSpans(docview.PrepareSpans([]annotate.Span{longer}))
	if f.view.MovingBorders() {
		t.Error("the borders of a changed span are still moved")
	}
	f.press(fyne.KeyReturn, fyne.KeyEscape)
}

// Whatever the keys, Enter writes at most once, and ranges that can be marked.
func TestBordersByAnyKeys(t *testing.T) {
	f := newFixture(t, docview.Scripts)
	names := []fyne.KeyName{"Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+Home", "Shift+End", fyne.KeyTab}
	rapid.Check(t, func(t *rapid.T) {
		var fragments []annotate.Fragment
		for i := range rapid.IntRange(1, 3).Draw(t, "fragments") {
			start := 60*i + rapid.IntRange(0, 20).Draw(t, "start")
			more, err := annotate.Cover(docview.Scripts, [2]int{start, start + rapid.IntRange(8, 30).Draw(t, "length")})
			if err != nil {
				t.Skip("nothing to mark there")
			}
			fragments = append(fragments, more...)
		}
		span := annotate.Span{UID: annotate.NewUID(), Label: f.scheme.Labels[0].UID, Fragments: fragments}
		f.open(span)
		written := 0
		f.view.OnBordersMoved = func(_ annotate.UID, ranges [][2]int) {
			written++
			if _, err := annotate.Cover(docview.Scripts, ranges...); err != nil {
				t.Fatal(err)
			}
		}
		f.press(fyne.KeyTab, fyne.KeyReturn)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 30).Draw(t, "keys") {
			f.press(k)
		}
		f.press(fyne.KeyReturn)
		if written > 1 || f.view.MovingBorders() {
			t.Fatalf("written %d times; still moving: %v", written, f.view.MovingBorders())
		}
	})
}
