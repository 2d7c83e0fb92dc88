package docview_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/docview"
)

// grips is a pane in which the borders of a name move, and a mouse for their grips.
type grips struct {
	*fixture
	name    annotate.Span
	written []string // what the span covers, each time that is written
}

func takeBorders(t *testing.T) *grips {
	g := &grips{fixture: newFixture(t, strings.Repeat(article+"\n\n", 20))}
	g.name = g.span("PERSON", "Ilse Ceulen")
	g.open(g.name)
	g.view.SelectSpan(g.name.UID)
	if !g.view.MoveBorders() {
		t.Fatal("the borders of the current span do not move")
	}
	g.view.OnBordersMoved = func(uid annotate.UID, ranges [][2]int) {
		if uid != g.name.UID || len(ranges) != 1 {
			t.Fatalf("written: %v, %v", uid, ranges)
		}
		g.written = append(g.written, g.doc.Text[ranges[0][0]:ranges[0][1]])
	}
	return g
}

// place is the middle of the knob at the start or at the end of what is selected.
func (g *grips) place(start bool) fyne.Position {
	g.t.Helper()
	places := docview.Grips(g.view)
	if len(places) != 2 {
		g.t.Fatalf("%d grips are seen, want 2", len(places))
	}
	p := places[1]
	if start {
		p = places[0]
	}
	return fyne.NewPos(float32(p.Min.X+p.Max.X)/2, float32(p.Min.Y+p.Max.Y)/2)
}

// hold presses the button on a grip, and moves it as far as it is from one place in
// the text to another.
func (g *grips) hold(start bool, from, to int) (at fyne.Position) {
	g.t.Helper()
	at = g.place(start)
	g.view.MouseDown(button(at))
	at = at.Add(g.point(to).Subtract(g.point(from)))
	g.move(at)
	return at
}

func (g *grips) move(at fyne.Position) {
	g.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
}

func (g *grips) release(at fyne.Position) {
	g.view.MouseUp(button(at))
	g.view.DragEnd()
}

func button(at fyne.Position) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
}

// wantWritten fails unless just that was written and the borders no longer move.
func (g *grips) wantWritten(what string, want ...string) {
	g.t.Helper()
	if diff := cmp.Diff(want, g.written); diff != "" || g.view.MovingBorders() {
		g.t.Errorf("%s: borders move: %v; written (-want +got):\n%s", what, g.view.MovingBorders(), diff)
	}
	g.wantCurrent(what, g.name.UID)
}

func TestGripsMoveBordersByWords(t *testing.T) {
	for what, c := range map[string]struct {
		start    bool
		from, to string
		want     string
	}{
		"the end on":              {false, " of the Harbour", "arbour Police", "Ilse Ceulen of the Harbour"},
		"the end back":            {false, " of the Harbour", "se Ceulen", "Ilse"},
		"the end across":          {false, " of the Harbour", "said Inspector", "said Inspector "},
		"the start back":          {true, "Ilse", "ector Ilse", "Inspector Ilse Ceulen"},
		"the start on":            {true, "Ilse", "eulen", "Ceulen"},
		"the end to another line": {false, " of the Harbour", "ave seen", "Ilse Ceulen of the Harbour Police, “and we have"},
	} {
		g := takeBorders(t)
		at := g.hold(c.start, g.at(c.from), g.at(c.to))
		g.wantSelected(what, c.want)
		g.release(at)
		g.wantWritten(what, c.want)
	}
}

func TestGripsMoveBordersByCharactersWithCtrl(t *testing.T) {
	g := takeBorders(t)
	docview.Hold(g.view, control)
	at := g.hold(true, g.at("Ilse"), g.at("tor Ilse"))
	g.wantSelected("with Ctrl", "tor Ilse Ceulen")
	g.release(at)
	g.wantWritten("with Ctrl", "tor Ilse Ceulen")
}

// A grip that is let go over something else is let go all the same, and one that
// comes back writes nothing.
func TestGripsAreLetGo(t *testing.T) {
	g := takeBorders(t)
	g.hold(false, g.at(" of the Harbour"), g.at("arbour Police"))
	g.view.DragEnd()
	g.wantWritten("outside", "Ilse Ceulen of the Harbour")

	g = takeBorders(t)
	back := g.place(false)
	g.hold(false, g.at(" of the Harbour"), g.at("arbour Police"))
	g.move(back)
	g.release(back)
	g.wantWritten("back where it was")
}

func TestEscTakesADraggedBorderBack(t *testing.T) {
	g := takeBorders(t)
	at := g.hold(true, g.at("Ilse"), g.at("ector Ilse"))
	g.press(fyne.KeyEscape)
	g.wantSelected("Esc", "Ilse Ceulen")
	g.move(at.AddXY(-60, 0))
	g.release(at)
	if !g.view.MovingBorders() || g.written != nil {
		t.Errorf("after Esc the borders move: %v, written: %q", g.view.MovingBorders(), g.written)
	}
	if !g.view.MovesStart() {
		t.Error("the keys move another end than the one that was held")
	}
	g.press(fyne.KeyEscape)
	g.wantWritten("Esc again")
}

// A click on a grip only says which end the keys move; one beside the grips leaves the
// borders as they were.
func TestClicksWhileBordersMove(t *testing.T) {
	g := takeBorders(t)
	at := g.place(true).AddXY(7, -7)
	g.view.MouseDown(button(at))
	g.move(at.AddXY(2, 1)) // a hand that trembles
	g.release(at)
	if !g.view.MovesStart() || g.written != nil {
		t.Errorf("a click on the start's grip: it moves: %v; written: %q", g.view.MovesStart(), g.written)
	}
	g.clock.Advance(time.Second)
	g.click(g.at("eulen"), 1, 0)
	g.wantWritten("a click beside")
}

func TestTextScrollsWhileAGripIsHeld(t *testing.T) {
	g := takeBorders(t)
	g.view.MouseDown(button(g.place(false)))
	g.move(fyne.NewPos(300, 700))
	g.clock.Advance(time.Second)
	g.release(fyne.NewPos(300, 700))
	if len(g.written) != 1 || len(g.written[0]) < 3*len(article) {
		t.Errorf("written: %d times", len(g.written))
	}
	if g.view.Place().Offset == 0 {
		t.Error("the text does not scroll")
	}
}

func TestPointerSaysWhereAGripIs(t *testing.T) {
	g := takeBorders(t)
	for at, want := range map[fyne.Position]desktop.Cursor{
		g.place(true): desktop.HResizeCursor, g.place(false).AddXY(7, 7): desktop.HResizeCursor, g.place(true).SubtractXY(40, 0): desktop.TextCursor,
	} {
		g.view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		if got := g.view.Cursor(); got != want {
			t.Errorf("at %v the pointer is %v, want %v", at, got, want)
		}
	}
	g.press(fyne.KeyEscape)
	if got := g.view.Cursor(); got != desktop.TextCursor {
		t.Errorf("without grips the pointer is %v", got)
	}
}

// In text from right to left the end of a range is at its left.
func TestGripsInTextFromRightToLeft(t *testing.T) {
	g := &grips{fixture: newFixture(t, "מנהל הנמל ספר ארבעים ארגזים של בננות.")}
	g.name = g.span("PERSON", "הנמל")
	g.open(g.name)
	g.view.SelectSpan(g.name.UID)
	g.view.MoveBorders()
	at := g.hold(false, g.at(" ספר"), g.at("רבעים"))
	g.wantSelected("the end to the left", "הנמל ספר ארבעים")
	g.release(at)
	g.view.MoveBorders()
	at = g.hold(true, g.at("הנמל"), g.at("נהל"))
	g.wantSelected("the start to the right", "מנהל הנמל")
	g.release(at)
}
