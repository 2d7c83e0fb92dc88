package recording

import (
	"math/rand/v2"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"postil/annotate"
	"postil/app/docview"
)

// Kinds are the kinds of action, in the order in which they are reported.
var Kinds = []string{"wheel", "bar", "page", "ends", "span", "drag", "extend", "tag", "undo", "hover", "zoom", "resize"}

// Action is what happens in one frame.
type Action struct {
	Kind string
	Do   func()
}

// Script is what the hands do in a pane, a fixed sequence without end.
type Script struct {
	view   *docview.View
	doc    *annotate.Document
	spans  []annotate.Span
	scheme *annotate.Scheme

	rand   *rand.Rand
	rest   func(time.Duration) // lets time go by
	queue  []Action
	round  int
	tagged []annotate.UID
}

// NewScript begins a script for the pane in which the document is open. rest lets
// time go by for the pane; it does nothing where time is the wall's.
func NewScript(view *docview.View, doc *annotate.Document, spans []annotate.Span, scheme *annotate.Scheme, rest func(time.Duration)) *Script {
	return &Script{view: view, doc: doc, spans: spans, scheme: scheme, rand: rand.New(rand.NewPCG(5, 6)), rest: rest}
}

// Next is the next action.
func (s *Script) Next() Action {
	for len(s.queue) == 0 {
		s.plan()
		s.round++
	}
	a := s.queue[0]
	s.queue = s.queue[1:]
	return a
}

// plan queues one round: everything a few times, at a new place of the text.
func (s *Script) plan() {
	at := s.rand.IntN(len(s.doc.Text))
	s.add("span", 1, func(int) { s.view.ScrollTo(at) })
	s.add("wheel", 40, func(i int) { s.wheel(-25 - float32(i%3)*25) })
	s.add("wheel", 10, func(int) { s.wheel(75) })
	s.planHover()
	s.planTag()
	s.planDrag()
	s.add("span", 1, func(int) { s.view.ScrollTo(at / 2) })
	s.add("extend", 1, func(int) { s.press(600, 400, 0) })
	s.add("extend", 1, func(int) { s.view.DragEnd() })
	s.add("page", 12, func(int) { s.key(fyne.KeyPageDown, 0) })
	s.add("page", 6, func(int) { s.key(fyne.KeyPageUp, 0) })
	s.add("span", 8, func(int) { s.view.SelectSpan(s.spans[s.rand.IntN(len(s.spans))].UID) })
	s.add("span", 6, func(int) { s.key(fyne.KeyTab, 0) })
	s.add("zoom", 4, func(int) { s.view.Zoom(1) })
	s.add("zoom", 7, func(int) { s.view.Zoom(-1) })
	s.add("zoom", 1, func(int) { s.view.Zoom(0) })
	s.add("resize", 14, func(i int) { s.resize(Width-400-30*i, Height-10*i) })
	s.add("resize", 1, func(i int) { s.resize(Width, Height) })
	s.planEnds()
	s.planBar()
}

// add queues an action some times.
func (s *Script) add(kind string, times int, do func(i int)) {
	for i := range times {
		s.queue = append(s.queue, Action{kind, func() { do(i) }})
	}
}

// planHover moves the mouse over the text and rests on the way.
func (s *Script) planHover() {
	s.add("hover", 6, func(i int) {
		e := &desktop.MouseEvent{PointEvent: point(400+float32(i)*60, 150+float32(i)*90)}
		s.view.MouseMoved(e)
		s.rest(time.Second)
	})
	s.add("hover", 1, func(int) { s.view.MouseOut() })
}

// planTag tags words in view, in every fourth round all of the document, and takes
// everything back.
func (s *Script) planTag() {
	s.add("tag", 6, func(int) {
		start, end, ok := s.word(s.view.Place().Offset + s.rand.IntN(1500))
		if ok {
			s.tag(s.rand.IntN(len(s.scheme.Labels)), start, end)
		}
	})
	if s.round%4 == 1 {
		s.add("extend", 1, func(int) { s.key(fyne.KeyA, fyne.KeyModifierShortcutDefault) })
		s.add("tag", 1, func(int) { s.tag(s.round%3, 0, len(s.doc.Text)) })
		s.add("wheel", 10, func(i int) { s.wheel(-50) })
	}
	s.add("undo", 7, func(int) {
		if n := len(s.tagged); n > 0 {
			s.view.RemoveSpan(s.tagged[n-1])
			s.tagged = s.tagged[:n-1]
		}
	})
}

// word is the first word after an offset.
func (s *Script) word(from int) (start, end int, ok bool) {
	text := s.doc.Text
	for i := from; i < len(text); i++ {
		if text[i] == ' ' && start > 0 && i > start {
			return start, i, true
		}
		if text[i] == ' ' || text[i] == '\n' {
			start = i + 1
		}
	}
	return 0, 0, false
}

func (s *Script) tag(label, start, end int) {
	span := NewSpan(s.doc, &s.scheme.Labels[label], start, end)
	s.tagged = append(s.tagged, span.UID)
	s.view.PutSpan(span)
}

// frame is how long a frame may take on a screen that shows sixty a second.
const frame = time.Second / 60

// planDrag draws a selection that grows while the text scrolls under it, and then
// extends it over some pages, over a thousand, and to the end.
func (s *Script) planDrag() {
	s.add("drag", 1, func(int) { s.press(500, 300, 0) })
	s.add("drag", 6, func(i int) { s.view.Dragged(&fyne.DragEvent{PointEvent: point(450+float32(i)*60, 200+float32(i)*60)}) })
	s.add("drag", 16, func(i int) {
		s.view.Dragged(&fyne.DragEvent{PointEvent: point(450+float32(i)*30, Height+float32(i)*8)})
		s.rest(frame)
	})
	s.add("drag", 1, func(int) { s.view.DragEnd() })
	s.add("extend", 6, func(int) { s.key(fyne.KeyPageDown, fyne.KeyModifierShift) })
	s.add("extend", 6, func(int) { s.key(fyne.KeyRight, fyne.KeyModifierShift) })
	const pages = 1000 * 3000 // bytes
	s.add("extend", 1, func(int) { s.view.ScrollTo((s.view.Caret() + pages) % len(s.doc.Text)) })
	s.add("extend", 1, func(int) { s.press(600, 400, fyne.KeyModifierShift) })
	s.add("drag", 8, func(i int) { s.view.Dragged(&fyne.DragEvent{PointEvent: point(450+float32(i)*60, 500)}) })
	s.add("drag", 1, func(int) { s.view.DragEnd() })
	s.add("wheel", 6, func(int) { s.wheel(-50) })
	s.add("extend", 1, func(int) { s.key(fyne.KeyEnd, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift) })
	s.add("wheel", 6, func(int) { s.wheel(50) })
}

// planEnds goes to the text's ends.
func (s *Script) planEnds() {
	s.add("ends", 1, func(int) { s.key(fyne.KeyEnd, fyne.KeyModifierShortcutDefault) })
	s.add("wheel", 3, func(int) { s.wheel(50) })
	s.add("ends", 1, func(int) { s.key(fyne.KeyEnd, 0) })
	s.add("ends", 1, func(int) { s.key(fyne.KeyHome, 0) })
	s.add("ends", 1, func(int) { s.key(fyne.KeyHome, fyne.KeyModifierShortcutDefault) })
}

// planBar takes the scroll bar's thumb at the text's beginning, draws it to and fro,
// and lets it go.
func (s *Script) planBar() {
	const x, grip = Width - 6, 10
	s.add("bar", 1, func(int) { s.press(x, grip, 0) })
	y := float32(grip)
	s.add("bar", 24, func(i int) {
		step := float32(1 + s.rand.IntN(30))
		if i%4 == 3 {
			step = float32(s.rand.IntN(Height)) - y // in one go
		}
		y = min(max(y+step, 0), Height)
		s.view.Dragged(&fyne.DragEvent{PointEvent: point(x, y)})
	})
	s.add("bar", 1, func(int) { s.view.DragEnd() })
}

func (s *Script) wheel(dy float32) {
	s.view.Scrolled(&fyne.ScrollEvent{PointEvent: point(600, 400), Scrolled: fyne.NewDelta(0, dy)})
}

func (s *Script) key(name fyne.KeyName, modifiers fyne.KeyModifier) {
	if modifiers == 0 {
		s.view.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	s.view.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: modifiers})
}

func (s *Script) press(x, y float32, modifiers fyne.KeyModifier) {
	s.view.MouseDown(&desktop.MouseEvent{PointEvent: point(x, y), Button: desktop.MouseButtonPrimary, Modifier: modifiers})
}

func (s *Script) resize(width, height int) {
	s.view.Resize(fyne.NewSize(float32(width), float32(height)))
}

func point(x, y float32) fyne.PointEvent {
	return fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)}
}
