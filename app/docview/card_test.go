package docview_test

import (
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/docview"
)

// uidsOf are the UIDs of spans, in their order.
func uidsOf(spans []annotate.Span) []annotate.UID {
	var uids []annotate.UID
	for _, s := range spans {
		uids = append(uids, s.UID)
	}
	return uids
}

// fannedOut are the spans of sixDeep as a card lists them.
func fannedOut(spans []annotate.Span) []annotate.UID {
	uids := uidsOf(spans)
	slices.Reverse(uids)
	return uids
}

// move moves the mouse to a point of the pane.
func (f *fixture) move(at fyne.Position) {
	f.view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
}

// clickAt presses and releases a mouse button at a point of the pane.
func (f *fixture) clickAt(at fyne.Position) {
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
	f.view.MouseDown(e)
	f.view.MouseUp(e)
}

// middle is the middle of a rectangle on the pane.
func middle(r image.Rectangle) fyne.Position {
	return fyne.NewPos(float32(r.Min.X+r.Max.X)/2, float32(r.Min.Y+r.Max.Y)/2)
}

func (f *fixture) wantCard(what string, want ...annotate.UID) {
	f.t.Helper()
	if got, _ := docview.Card(f.view); !slices.Equal(got, want) {
		f.t.Errorf("%s: the card lists %d spans %v, want %d %v", what, len(got), got, len(want), want)
	}
}

func TestSixSpansOnAWordAreReachedByMouse(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := sixDeep(f)
	f.open(spans...)
	f.rest("Zandvoorde")
	want := fannedOut(spans)
	f.wantCard("resting on the word", want...)
	caret := f.at("Zandvoorde")
	for _, uid := range slices.Backward(want) {
		f.rest("Zandvoorde")
		uids, rows := docview.Card(f.view)
		to := middle(rows[slices.Index(uids, uid)])
		// The way from the word to the row leads over what is between them.
		from := f.point(caret)
		for step := range 20 {
			f.move(from.AddXY((to.X-from.X)*float32(step)/19, (to.Y-from.Y)*float32(step)/19))
			f.clock.Advance(10 * time.Millisecond)
		}
		f.clock.Advance(time.Minute)
		f.clickAt(to)
		f.wantCurrent("a click on a row", uid)
		if got := f.view.Caret(); got != caret {
			t.Errorf("the caret went to %d, want %d", got, caret)
		}
		f.wantCard("after the click", want...)
	}
}

func TestSixSpansOnAWordAreReachedBySpace(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := sixDeep(f)
	f.open(spans...)
	want := fannedOut(spans)
	f.view.Select(f.at("voorde"), f.at("voorde"))
	f.wantCard("before")
	for range 2 {
		for _, uid := range want {
			f.press(fyne.KeySpace)
			f.wantCurrent("Space", uid)
			f.wantCard("Space", want...)
		}
	}
	f.press(fyne.KeyEscape)
	f.wantCard("Esc")
	f.wantCurrent("the first Esc", want[5])
	f.press(fyne.KeyEscape)
	f.wantCurrent("the second Esc", annotate.UID{})
}

func TestRowsOfTheCardLookDifferent(t *testing.T) {
	for name, theme := range docview.Themes {
		f := newFixtureWith(t, portText, pinnedFonts(t))
		test.ApplyTheme(t, theme)
		f.open(sixDeep(f)...)
		f.rest("Zandvoorde")
		_, rows := docview.Card(f.view)
		if len(rows) != 6 {
			t.Fatalf("%s: %d rows", name, len(rows))
		}
		checkRowsDiffer(t, name, flat(f.window.Canvas().Capture()), rows)
		f.window.Resize(fyne.NewSize(360, 420))
		f.rest("Zandvoorde")
		_, rows = docview.Card(f.view)
		checkRowsDiffer(t, name+", narrow", flat(f.window.Canvas().Capture()), rows)
	}
}

// checkRowsDiffer fails if two rows look alike.
func checkRowsDiffer(t *testing.T, name string, picture *image.NRGBA, rows []image.Rectangle) {
	t.Helper()
	for i, a := range rows {
		for k, b := range rows[:i] {
			crop := func(r image.Rectangle) *image.NRGBA { return flat(picture.SubImage(r)) }
			one, other := crop(a), crop(b)
			other.Rect = other.Rect.Add(one.Rect.Min.Sub(other.Rect.Min))
			if n := differing(one, other); n < 20 {
				t.Errorf("%s: rows %d and %d differ in %d pixels", name, k, i, n)
			}
		}
	}
}

func TestIdenticalSpansAreToldApart(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	var spans []annotate.Span
	for i, who := range []string{"Ana", "Ben", "Ana", "Ana"} {
		s := f.span("PLACE", "Zandvoorde")
		s.UID, s.Annotator = annotate.NewUID(), annotate.UIDFromName(who)
		if i == 3 {
			s.Label = f.scheme.LabelNamed("ORG").UID
		}
		spans = append(spans, s)
	}
	f.open(spans...)
	f.rest("Zandvoorde")
	_, rows := docview.Card(f.view)
	if len(rows) != 4 {
		t.Fatalf("%d rows", len(rows))
	}
	checkRowsDiffer(t, "identical ranges", flat(f.window.Canvas().Capture()), rows)
}

func TestCardIsCalm(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := append(sixDeep(f), f.span("PERSON", "Ilse Ceulen"))
	f.open(spans...)
	word, beside := f.point(f.at("Zandvoorde")), f.point(f.at("never"))
	name := spans[6].UID
	stack := fannedOut(spans[:6])

	f.move(word)
	f.wantCard("at once")
	f.move(beside)
	f.clock.Advance(time.Minute)
	f.wantCard("only crossed")

	f.rest("Ilse")
	f.wantCard("on a single span", name)
	f.move(f.point(f.at("spokeswoman")))
	f.wantCard("beside a single span")

	f.move(word)
	f.clock.Advance(time.Second)
	f.move(f.point(f.at("Ilse")))
	f.wantCard("on the way to another span", stack...)
	f.clock.Advance(time.Second)
	f.wantCard("resting there", name)

	f.move(word)
	f.clock.Advance(time.Second)
	f.move(f.point(f.at("spokeswoman")))
	f.clock.Advance(time.Second)
	f.wantCard("moved away")

	f.move(word)
	f.clock.Advance(time.Second)
	f.drag(f.at("Zandvoorde"), f.at("Ilse"))
	f.wantCard("selecting")

	f.move(word)
	f.clock.Advance(time.Second)
	f.view.MouseOut()
	f.wantCard("the mouse left the pane")
}

func TestDoubleClickOnAStackShowsNoCard(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := sixDeep(f)
	f.open(spans...)
	f.move(f.point(f.at("Zandvoorde")))
	f.click(f.at("Zandvoorde"), 2, 0)
	f.wantSelected("a double click", "Zandvoorde")
	f.wantCard("a double click")
	f.clock.Advance(time.Minute)
	f.wantCard("after it")
	f.press(fyne.KeyEscape)
	f.click(f.at("Zandvoorde"), 1, 0)
	f.wantCard("a click, of which another may follow")
	f.clock.Advance(time.Second)
	f.wantCard("a click", fannedOut(spans)...)
}

func TestClickKeepsTheCardOpen(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := sixDeep(f)
	f.open(spans...)
	want := fannedOut(spans)
	f.rest("Zandvoorde")
	for _, uid := range append(want[1:], want[0]) {
		f.click(f.at("Zandvoorde"), 1, 0)
		f.clock.Advance(time.Second)
		f.wantCard("a click on the word", want...)
		if got, _ := f.view.CurrentSpan(); got == (annotate.UID{}) {
			t.Errorf("no current span, want one like %v", uid)
		}
	}
}

func TestTabFansOut(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := append(sixDeep(f), f.span("PERSON", "Ilse Ceulen"))
	f.open(spans...)
	f.view.Select(f.at("Zand"), f.at("Zand"))
	f.press(fyne.KeyTab)
	f.wantCurrent("Tab", spans[3].UID)
	f.wantCard("Tab", fannedOut(spans[:6])...)
	f.move(f.point(f.at("never")))
	f.clock.Advance(time.Minute)
	f.wantCard("whatever the mouse does", fannedOut(spans[:6])...)
	f.press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	f.wantCurrent("Tab", spans[6].UID)
	f.wantCard("a span by itself")
	f.press("Shift+Tab")
	f.wantCard("Shift+Tab", fannedOut(spans[:6])...)
	f.view.SelectSpan(spans[6].UID)
	f.wantCard("a span elsewhere that the window chose")
	f.view.SelectSpan(spans[0].UID)
	f.press(fyne.KeyTab, fyne.KeyReturn)
	if _, rows := docview.Card(f.view); len(rows) > 0 {
		t.Error("the card is in the way while borders move")
	}
	f.press(fyne.KeyEscape)
	f.view.SelectSpan(spans[0].UID)
	f.wantCard("a span that the window chose")
}

func TestCardFollowsWhatChanges(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	spans := sixDeep(f)
	f.open(spans[:5]...)
	f.view.Select(f.at("voorde"), f.at("voorde"))
	f.press(fyne.KeySpace)
	f.wantCurrent("Space", spans[4].UID)
	f.view.PutSpan(spans[5])
	f.wantCard("a span more", fannedOut(spans)...)
	f.view.RemoveSpan(spans[1].UID)
	f.wantCard("a span less", slices.DeleteFunc(fannedOut(spans), func(u annotate.UID) bool { return u == spans[1].UID })...)
	f.view.SetPreparedSpans(docview.PrepareSpans(nil))
	f.wantCard("no spans")
}

func TestCardKeepsFragmentsOfASpanToCome(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	f.open(sixDeep(f)...)
	f.click(f.at("spokeswoman"), 2, 0)
	f.view.KeepFragment()
	f.rest("Zandvoorde")
	_, rows := docview.Card(f.view)
	f.clickAt(middle(rows[1]))
	f.wantSelected("a click on a row", "spokeswoman")
	f.wantCurrent("a click on a row", annotate.UID{})
}

func TestCursorSaysWhereToClick(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	f.open(sixDeep(f)...)
	f.rest("Zandvoorde")
	if got := f.view.Cursor(); got != desktop.TextCursor {
		t.Errorf("on the text the cursor is %v", got)
	}
	_, rows := docview.Card(f.view)
	f.move(middle(rows[2]))
	if got := f.view.Cursor(); got != desktop.PointerCursor {
		t.Errorf("on the card the cursor is %v", got)
	}
	f.press(fyne.KeyEscape)
	if got := f.view.Cursor(); got != desktop.TextCursor {
		t.Errorf("where the card was the cursor is %v", got)
	}
}

func TestManyRowsScroll(t *testing.T) {
	f := newFixtureWith(t, portText, pinnedFonts(t))
	var spans []annotate.Span
	for i := range 30 {
		s := f.span("PLACE", "Zandvoorde")
		s.UID = annotate.UIDFromName(strings.Repeat("x", i+1))
		spans = append(spans, s)
	}
	f.open(spans...)
	f.view.Select(f.at("voorde"), f.at("voorde"))
	f.press(fyne.KeySpace)
	all, rows := docview.Card(f.view)
	if len(all) != 30 || len(rows) == 0 || len(rows) >= 30 {
		t.Fatalf("%d spans in %d rows", len(all), len(rows))
	}
	for i := range 60 {
		current, _ := f.view.CurrentSpan()
		if current != all[i%30] {
			t.Fatalf("after %d times Space the current span is not the one of row %d", i+1, i%30)
		}
		if !slices.Contains(docview.CardInView(f.view), current) {
			t.Fatalf("row %d is not in view", i%30)
		}
		f.press(fyne.KeySpace)
	}
	place := f.view.Place()
	first := docview.CardInView(f.view)[0]
	_, rows = docview.Card(f.view)
	f.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: middle(rows[0])}, Scrolled: fyne.NewDelta(0, -25)})
	if got := docview.CardInView(f.view)[0]; got == first || f.view.Place() != place {
		t.Error("the wheel on the card does not scroll its rows")
	}
}

func TestCountsAndNotesFanOut(t *testing.T) {
	f := newFixture(t, article)
	spans := overlaps(f)
	f.open(spans...)
	for what, want := range map[string][]annotate.UID{
		"the count under the text": {spans[5].UID, spans[4].UID, spans[3].UID, spans[2].UID, spans[1].UID, spans[0].UID},
		"the count in the margin":  {spans[12].UID, spans[11].UID, spans[9].UID, spans[10].UID},
	} {
		found := false
		for _, at := range docview.Hotspots(f.view) {
			f.view.MouseOut()
			f.move(middle(at))
			f.clock.Advance(time.Second)
			got, _ := docview.Card(f.view)
			found = found || sameSet(got, want)
		}
		if !found {
			t.Errorf("nothing lists the spans of %s", what)
		}
	}
}

// sameSet is true for lists of the same UIDs in any order.
func sameSet(a, b []annotate.UID) bool {
	sorted := func(u []annotate.UID) []annotate.UID {
		return slices.SortedFunc(slices.Values(u), func(x, y annotate.UID) int { return slices.Compare(x[:], y[:]) })
	}
	return slices.Equal(sorted(a), sorted(b))
}

// The card hides neither the word that it belongs to nor anything on its line, and
// stays on the pane.
func TestCardHidesNotItsWord(t *testing.T) {
	fonts := pinnedFonts(t)
	rapid.Check(t, func(rt *rapid.T) {
		f := newFixtureWith(t, strings.Repeat(portText+"\n\n", 4), fonts)
		spans := sixDeep(f)
		f.open(spans...)
		f.window.Resize(fyne.NewSize(float32(rapid.IntRange(300, 1200).Draw(rt, "width")), float32(rapid.IntRange(150, 500).Draw(rt, "height"))))
		f.view.Zoom(rapid.IntRange(-4, 6).Draw(rt, "zoom"))
		f.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(rapid.IntRange(-20, 0).Draw(rt, "scrolled")))})
		f.view.Select(f.at("voorde"), f.at("voorde"))
		f.press(fyne.KeySpace)
		_, rows := docview.Card(f.view)
		at, ok := f.view.PointOf(f.at("Zandvoorde"))
		if !ok || len(rows) == 0 {
			rt.Skip("the word is not in view")
		}
		baseline := int(at.Y) - 2
		for _, r := range rows {
			if r.Min.Y <= baseline && baseline < r.Max.Y {
				rt.Fatalf("a row at %v lies on the word at %v", r, at)
			}
			if r.Min.X < 0 || float32(r.Max.X) > f.view.Size().Width {
				rt.Fatalf("a row at %v leaves the pane", r)
			}
		}
	})
}
