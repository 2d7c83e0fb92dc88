package docview_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/docview"
)

func TestMouseSelects(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	f.drag(f.at("nspector"), f.at("len of"))
	f.wantSelected("dragging snaps to words", "Inspector Ilse Ceulen")
	f.drag(f.at("len of"), f.at("nspector"))
	f.wantSelected("also backwards", "Inspector Ilse Ceulen")
	docview.Hold(f.view, control)
	f.drag(f.at("nspector"), f.at("len of"))
	docview.Hold(f.view, 0)
	f.wantSelected("with Ctrl to characters", "nspector Ilse Ceu")

	f.click(f.at("seen"), 1, 0)
	f.wantSelected("a click", "")
	if got, want := f.view.Caret(), f.at("seen"); got != want {
		t.Errorf("the caret is at %d, want %d", got, want)
	}
	f.click(f.at("so many"), 1, fyne.KeyModifierShift)
	f.wantSelected("Shift and click", "seen ")
	f.click(f.at("bananas")+3, 2, 0)
	f.wantSelected("a double click", "bananas")
	f.click(f.at("disagrees"), 3, 0)
	f.wantSelected("a triple click", "Ceulen disagrees.")
}

func TestDragScrollsAtTheEdge(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	from := f.at("Inspector")
	f.view.MouseDown(f.mouse(from, desktop.MouseButtonPrimary, 0))
	below := fyne.NewPos(300, 640)
	f.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: below}})
	before := f.view.Place()
	f.clock.Advance(time.Second)
	if f.view.Place().Offset <= before.Offset {
		t.Fatal("the text did not scroll")
	}
	ranges, _ := f.view.Selection()
	if len(ranges) != 1 || ranges[0][0] != from || ranges[0][1] <= f.view.Place().Offset {
		t.Errorf("selected %v, the pane begins at %d", ranges, f.view.Place().Offset)
	}
	f.view.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: below}, Button: desktop.MouseButtonPrimary})
	end := f.view.Place()
	f.clock.Advance(time.Second)
	if f.view.Place() != end {
		t.Error("the text scrolls on after the mouse button was released")
	}
	f.window.Canvas().Unfocus() // as Fyne does when a drag ends elsewhere
	f.view.DragEnd()
	if f.window.Canvas().Focused() != f.view {
		t.Error("the pane lost the keyboard")
	}
}

func TestKeysMoveTheCaret(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	f.view.Select(f.at("Ilse"), f.at("Ilse"))
	f.press("Shift+Right", "Shift+Right")
	f.wantSelected("Shift and right", "Il")
	f.shortcut(fyne.KeyRight, fyne.KeyModifierShift)
	f.wantSelected("Ctrl, Shift and right", "Ilse")
	f.press(fyne.KeyLeft)
	f.wantSelected("left", "")
	if got, want := f.view.Caret(), f.at("Ilse"); got != want {
		t.Errorf("left goes to the start of what was selected: %d, want %d", got, want)
	}
	f.shortcut(fyne.KeyLeft, 0)
	if got, want := f.view.Caret(), f.at("Inspector"); got != want {
		t.Errorf("Ctrl and left: %d, want %d", got, want)
	}
	f.view.Select(f.at("record"), f.at("record"))
	f.press("Shift+Home")
	f.wantSelected("Shift and Home", "Harbour police find a ")
	f.press(fyne.KeyEnd, "Shift+Down")
	if f.selected() == "" {
		t.Error("Shift and down selects nothing")
	}
	f.shortcut(fyne.KeyHome, 0)
	f.shortcut(fyne.KeyEnd, fyne.KeyModifierShift)
	f.wantSelected("Ctrl, Shift and End", article)
	f.press(fyne.KeyEscape)
	f.wantSelected("Esc", "")
	f.view.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.wantSelected("Ctrl+A", article)
}

func TestPagesThereAndBack(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 50))
	f.open()
	var places []docview.Place
	for range 5 {
		places = append(places, f.view.Place())
		f.press(fyne.KeyPageDown)
	}
	for i := len(places) - 1; i >= 0; i-- {
		f.press(fyne.KeyPageUp)
		if diff := cmp.Diff(places[i], f.view.Place(), cmpopts.EquateApprox(0, 1e-6)); diff != "" {
			t.Errorf("page %d (-going +coming back):\n%s", i, diff)
		}
	}
}

// After PageDown, from a page that begins with a whole line, the last one that could be
// read whole is still there.
func TestPagesKeepALineInView(t *testing.T) {
	fonts := pinnedFonts(t)
	f := newFixtureWith(t, numbers, fonts)
	f.open()
	for height := range 60 {
		f.window.Resize(fyne.NewSize(900, float32(300+height)))
		f.view.Restore(docview.Place{Offset: f.at("0001000")})
		f.view.Select(f.at("0001024"), f.at("0001024")) // some lines down, so that nothing scrolls
		_, last := docview.WholeLines(f.view)
		f.press(fyne.KeyPageDown)
		first, _ := docview.WholeLines(f.view)
		if last < first {
			t.Errorf("%d pixels high: after PageDown the first whole line starts at %d, past the last one before, %d", 300+height, first, last)
		}
	}
}

// Space leaves alone what is in hand.
func TestSpaceWhileSomethingIsInHand(t *testing.T) {
	f := newFixture(t, article)
	org, name := f.span("ORG", "Ilse Ceulen of the Harbour Police"), f.span("PERSON", "Ilse Ceulen")
	f.open(org, name)
	f.view.SelectSpan(name.UID)
	f.press(fyne.KeyReturn, fyne.KeySpace)
	f.wantCurrent("Space while borders move", name.UID)
	if !f.view.MovingBorders() {
		t.Error("Space leaves the borders")
	}
	f.press(fyne.KeyEscape, fyne.KeyEscape)
	f.view.Select(f.at("Ilse"), f.at(" of the Harbour"))
	if !f.view.KeepFragment() {
		t.Fatal("nothing is kept")
	}
	f.press(fyne.KeySpace)
	f.wantCurrent("Space while a fragment is kept", annotate.UID{})
	if n, _ := f.view.Kept(); n != 1 {
		t.Errorf("after Space %d fragments are kept, want 1", n)
	}
}

func TestSpansAreChosenByClickTabAndSpace(t *testing.T) {
	f := newFixture(t, article)
	quote := f.span("QUOTE", "“We had never seen so many,”", "“and we have seen a lot.”")
	org, name := f.span("ORG", "Ilse Ceulen of the Harbour Police"), f.span("PERSON", "Ilse Ceulen")
	claim := f.span("CLAIM", "In 2023 the harbour of Zandvoorde took in 116 tonnes")
	f.open(quote, org, name, claim)

	f.click(f.at("Ceulen"), 1, 0)
	f.wantCurrent("a click takes the innermost", name.UID)
	f.view.MouseMoved(f.mouse(f.at("seen"), 0, 0))
	f.press(fyne.KeySpace)
	f.wantCurrent("Space goes outwards", org.UID)
	f.press(fyne.KeySpace)
	f.wantCurrent("and round", name.UID)
	f.press(fyne.KeyTab)
	f.wantCurrent("Tab", claim.UID)
	f.press("Shift+Tab", "Shift+Tab", "Shift+Tab")
	f.wantCurrent("Shift+Tab", quote.UID)
	f.click(f.at("bananas"), 1, 0)
	f.wantCurrent("a click beside", annotate.UID{})
	f.click(f.at("said"), 1, 0)
	f.wantCurrent("a click between two fragments", annotate.UID{})
	f.view.SelectSpan(claim.UID)
	f.wantCurrent("SelectSpan", claim.UID)
	f.view.RemoveSpan(claim.UID)
	f.wantCurrent("a removed span", annotate.UID{})
}

func TestClickingAgainGoesOutwards(t *testing.T) {
	f := newFixture(t, article)
	org, name := f.span("ORG", "Ilse Ceulen of the Harbour Police"), f.span("PERSON", "Ilse Ceulen")
	f.open(org, name)
	f.click(f.at("Ceulen"), 1, 0)
	f.wantCurrent("the first click", name.UID)
	f.clock.Advance(time.Second) // so that it is no double click
	f.click(f.at("Ceulen"), 1, 0)
	f.wantCurrent("the second click", org.UID)
}

func TestTargetRange(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	f.view.Select(f.at("bananas")+2, f.at("bananas")+2)
	target, ok := f.view.TargetRange()
	if want := [][2]int{{f.at("bananas"), f.at("bananas") + 7}}; !ok || !cmp.Equal(want, target) {
		t.Errorf("the word under the caret: %v, want %v", target, want)
	}
	f.view.Select(f.at("Ilse"), f.at("of the"))
	f.view.KeepFragment()
	f.view.Select(f.at("Mayor"), f.at("Mayor"))
	if target, _ := f.view.TargetRange(); len(target) != 1 {
		t.Errorf("Select forgets kept fragments, but: %v", target)
	}
}

func TestBordersAreMovedAndWrittenOnce(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ilse Ceulen")
	f.open(name)
	var written [][][2]int
	f.view.OnBordersMoved = func(uid annotate.UID, ranges [][2]int) {
		if uid != name.UID {
			t.Errorf("borders of %v, want %v", uid, name.UID)
		}
		written = append(written, ranges)
	}
	f.press(fyne.KeyTab, fyne.KeyReturn)
	f.wantSelected("Enter", "Ilse Ceulen")
	f.press("Shift+Left", "Shift+Left", fyne.KeyTab)
	f.shortcut(fyne.KeyLeft, fyne.KeyModifierShift)
	f.wantSelected("both ends moved", "Inspector Ilse Ceul")
	f.view.TypedRune('p')
	if len(f.keys) > 0 {
		t.Errorf("a label key reached the window while borders move: %q", f.keys)
	}
	f.press(fyne.KeyEscape)
	if len(written) > 0 || f.view.MovingBorders() {
		t.Fatalf("Esc wrote %v", written)
	}
	f.press(fyne.KeyReturn, "Shift+Right", fyne.KeyReturn)
	start := f.at("Ilse")
	if diff := cmp.Diff([][][2]int{{{start, start + len("Ilse Ceulen ")}}}, written); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	f.wantCurrent("afterwards", name.UID)
	f.press(fyne.KeyReturn, fyne.KeyReturn)
	if len(written) != 1 {
		t.Error("borders that did not move were written")
	}
}

func TestKeysGoToTheWindow(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	f.view.KeyDown(&fyne.KeyEvent{Name: "P"})
	f.press("P") // arrives besides the character
	f.view.TypedRune('p')
	f.view.KeyUp(&fyne.KeyEvent{Name: "P"})
	docview.Hold(f.view, fyne.KeyModifierShift)
	f.view.KeyDown(&fyne.KeyEvent{Name: "1"})
	f.view.TypedRune('!')
	f.view.KeyUp(&fyne.KeyEvent{Name: "1"})
	docview.Hold(f.view, 0)
	f.press(fyne.KeyDelete, fyne.KeyF3, fyne.KeyEscape)
	f.view.TypedShortcut(&fyne.ShortcutCopy{})
	f.shortcut(fyne.KeyK, 0)
	f.shortcut(fyne.KeyPageDown, 0)
	want := []string{"p", "Shift+1", "Delete", "F3", "Escape", "Ctrl+C", "Ctrl+K", "Ctrl+Next"}
	if diff := cmp.Diff(want, f.keys); diff != "" {
		t.Errorf("keys that reached the window (-want +got):\n%s", diff)
	}
}

func TestNothingMovesWhenSomethingIsTagged(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	f.view.ScrollTo(len(f.doc.Text) / 2)
	place := f.view.Place()
	points := map[int]fyne.Position{}
	for offset := place.Offset; offset < place.Offset+600; offset += 7 {
		if p, ok := f.view.PointOf(offset); ok {
			points[offset] = p
		}
	}
	for _, label := range f.scheme.Labels {
		span := f.span("CLAIM", "Harbour police")
		span.UID, span.Label = annotate.NewUID(), label.UID
		span.Fragments, _ = annotate.Cover(f.doc.Text, [2]int{0, len(f.doc.Text)})
		f.view.PutSpan(span)
	}
	if diff := cmp.Diff(place, f.view.Place()); diff != "" {
		t.Errorf("the view moved (-before +after):\n%s", diff)
	}
	for offset, before := range points {
		if after, _ := f.view.PointOf(offset); after != before {
			t.Fatalf("the text at %d moved from %v to %v", offset, before, after)
		}
	}
}

func TestPlacesOutliveZoomAndOtherDocuments(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	f.view.ScrollTo(len(f.doc.Text) / 2)
	f.view.Select(f.view.Place().Offset+100, f.view.Place().Offset+100)
	place := f.view.Place()
	f.view.Open(nil, nil, nil, docview.Names{})
	f.open()
	f.view.Restore(place)
	if diff := cmp.Diff(place, f.view.Place()); diff != "" {
		t.Errorf("after coming back (-want +got):\n%s", diff)
	}
	f.view.Zoom(2)
	f.view.Zoom(-2)
	if got := f.view.Place().Offset; got != place.Offset {
		t.Errorf("after zooming in and out the pane begins at %d, want %d", got, place.Offset)
	}
}

func TestContextMenu(t *testing.T) {
	f := newFixture(t, article)
	name := f.span("PERSON", "Ilse Ceulen")
	f.open(name)
	var menus []fyne.Position
	f.view.OnContextMenu = func(at fyne.Position) { menus = append(menus, at) }
	f.view.MouseDown(f.mouse(f.at("Ceulen"), desktop.MouseButtonSecondary, 0))
	f.wantCurrent("a secondary click", name.UID)
	f.drag(f.at("record"), f.at("ad of"))
	f.view.MouseDown(f.mouse(f.at("record"), desktop.MouseButtonSecondary, 0))
	f.wantSelected("a secondary click on what is selected", "record load")
	f.press(desktop.KeyMenu, "Shift+F10", fyne.KeyF10)
	if len(menus) != 4 {
		t.Errorf("%d menus, want 4", len(menus))
	}
}

func TestWheelScrollsAndZooms(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	f.open()
	wheel := func(dy float32) { f.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)}) }
	wheel(-100)
	down := f.view.Place()
	if down.Offset == 0 {
		t.Error("the wheel does not scroll")
	}
	var zoomed []float32
	f.view.OnZoom = func(size float32) { zoomed = append(zoomed, size) }
	size := f.view.FontSize()
	docview.Hold(f.view, control)
	wheel(25)
	docview.Hold(f.view, 0)
	if f.view.FontSize() <= size || !cmp.Equal(zoomed, []float32{f.view.FontSize()}) {
		t.Errorf("Ctrl and the wheel: from %v to %v, told %v", size, f.view.FontSize(), zoomed)
	}
	if got := f.view.Place().Offset; got != down.Offset {
		t.Errorf("zooming moved the pane's top from %d to %d", down.Offset, got)
	}
	wheel(1e6)
	if got := f.view.Place().Offset; got != 0 {
		t.Errorf("far up is %d", got)
	}
}

// The text under the mouse stays there while Ctrl and the wheel zoom; keys keep the top.
func TestWheelZoomsAroundTheMouse(t *testing.T) {
	fonts := pinnedFonts(t)
	rapid.Check(t, func(rt *rapid.T) {
		f := openNumbers(t, fonts)
		f.view.ScrollTo(rapid.IntRange(len(numbers)/4, len(numbers)/2).Draw(rt, "to"))
		y := float32(rapid.IntRange(20, 580).Draw(rt, "y"))
		docview.Hold(f.view, control)
		for range rapid.IntRange(1, 6).Draw(rt, "notches") {
			dy := rapid.SampledFrom([]float32{25, -25}).Draw(rt, "dy")
			at := docview.OffsetAt(f.view, 450, y)
			before, _ := docview.LineAt(f.view, at)
			f.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(450, y)}, Scrolled: fyne.NewDelta(0, dy)})
			top, height := docview.LineAt(f.view, at)
			if float64(y) < top-1 || top+height+1 < float64(y) {
				rt.Fatalf("the line of byte %d was at %v and is at %v to %v, the mouse at %v", at, before, top, top+height, y)
			}
		}
	})
}

func TestScrollBar(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 200))
	f.open()
	at := func(y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(895, y)}, Button: desktop.MouseButtonPrimary}
	}
	f.view.MouseDown(at(5))
	f.view.Dragged(&fyne.DragEvent{PointEvent: at(300).PointEvent})
	f.view.MouseUp(at(300))
	f.view.DragEnd()
	middle, length := f.view.Place().Offset, len(f.doc.Text)
	if middle < length/3 || 2*length/3 < middle {
		t.Errorf("the thumb in the middle shows byte %d of %d", middle, length)
	}
	f.view.MouseDown(at(590))
	f.view.MouseUp(at(590))
	if page := f.view.Place().Offset; page <= middle || middle+5000 < page {
		t.Errorf("a click below the thumb leads from %d to %d", middle, page)
	}
	if f.selected() != "" || f.view.Caret() != 0 {
		t.Error("the scroll bar moved the caret")
	}
}

func TestSelectSpanDoesNotScrollWhereTheSpanIsInView(t *testing.T) {
	f := newFixture(t, strings.Repeat(article+"\n\n", 20))
	whole := f.span("CLAIM", "Harbour police")
	whole.Fragments, _ = annotate.Cover(f.doc.Text, [2]int{0, len(f.doc.Text)})
	name := f.span("PERSON", "Ilse Ceulen")
	f.open(whole, name)
	f.view.ScrollTo(len(f.doc.Text) / 2)
	place := f.view.Place().Offset
	f.view.SelectSpan(whole.UID)
	if got := f.view.Place().Offset; got != place {
		t.Errorf("the pane went from %d to %d", place, got)
	}
	f.view.SelectSpan(name.UID)
	if _, ok := f.view.PointOf(name.Start()); !ok {
		t.Error("a span out of view is not shown")
	}
}
