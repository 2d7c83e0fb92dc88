package docview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Fyne's mouse interfaces. Clicks are counted here: a widget that takes double
// taps would get every single one late.
var (
	_ desktop.Mouseable  = (*View)(nil)
	_ desktop.Hoverable  = (*View)(nil)
	_ desktop.Cursorable = (*View)(nil)
	_ fyne.Draggable     = (*View)(nil)
	_ fyne.Scrollable    = (*View)(nil)
)

// MouseDown is called by Fyne when a button goes down on the pane.
func (v *View) MouseDown(e *desktop.MouseEvent) {
	v.focus()
	v.input()
	if v.pane.doc == nil || e.Button != desktop.MouseButtonPrimary && v.pane.drag.down {
		return
	}
	x, y := point(e.Position)
	if e.Button == desktop.MouseButtonSecondary {
		v.contextMenu(x, y, e.AbsolutePosition)
		return
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if v.pane.pressBar(x, y) {
		v.repaint()
		return
	}
	clicks := v.pane.drag.count(x, y, v.clock.Now(), fyne.CurrentApp().Driver().DoubleTapDelay())
	v.change(func() { v.pane.press(x, y, clicks, e.Modifier&fyne.KeyModifierShift != 0) })
}

// MouseUp is called by Fyne when a button goes up.
func (v *View) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || v.pane.doc == nil {
		return
	}
	v.scroller.stop()
	v.pane.bar.held = false
	x, y := point(e.Position)
	v.change(func() { v.pane.release(x, y) })
}

// stopDragging ends what the mouse does with its button down, wherever the button
// goes up. It reports whether text was being selected.
func (v *View) stopDragging() bool {
	v.scroller.stop()
	v.pane.bar.held = false
	selecting := v.pane.drag.down
	v.pane.drag.down = false
	return selecting
}

// contextMenu chooses what is under the mouse and asks the window for a menu. A
// selection under the mouse stays.
func (v *View) contextMenu(x, y float64, at fyne.Position) {
	v.change(func() { v.pane.pointAt(x, y) })
	if v.OnContextMenu != nil {
		v.OnContextMenu(at)
	}
}

// Dragged is called by Fyne when the mouse moves with a button down, also beyond
// the pane.
func (v *View) Dragged(e *fyne.DragEvent) {
	if v.pane.doc == nil {
		return
	}
	x, y := point(e.Position)
	if v.pane.bar.held {
		v.pane.dragBar(y)
		v.repaint()
		return
	}
	if !v.pane.drag.down || v.pane.drag.trembles(x, y) {
		return
	}
	v.dragTo(x, y)
	v.scroller.follow(v, x, y)
}

func (v *View) dragTo(x, y float64) {
	exact := v.modifiers()&fyne.KeyModifierShortcutDefault != 0
	v.change(func() { v.pane.dragTo(x, y, exact) })
}

// DragEnd is called by Fyne after a drag. If it ended over something else, Fyne
// has taken the keyboard away: the pane takes it back.
func (v *View) DragEnd() {
	v.stopDragging()
	v.focus()
}

// Scrolled is called by Fyne when the wheel turns; with Ctrl it zooms.
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	if v.pane.doc == nil {
		return
	}
	if v.modifiers()&fyne.KeyModifierShortcutDefault != 0 {
		switch {
		case e.Scrolled.DY > 0:
			v.Zoom(1)
		case e.Scrolled.DY < 0:
			v.Zoom(-1)
		}
		return
	}
	v.endHover()
	v.pane.view.ScrollBy(-float64(e.Scrolled.DY) * wheelSpeed)
	v.repaint()
}

// wheelSpeed makes a notch of the wheel (25 units of Fyne) about three lines.
const wheelSpeed = 3.5

// MouseIn is called by Fyne when the mouse comes onto the pane.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved is called by Fyne when the mouse moves over the pane.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	x, y := point(e.Position)
	v.onBar = x >= v.pane.measures.barX
	if v.pane.drag.down {
		if e.Button&desktop.MouseButtonPrimary != 0 {
			return
		}
		v.stopDragging() // the button went up where Fyne didn't tell
	}
	h := v.pane.hoverAt(x, y)
	if h.sameAs(&v.hover) {
		return
	}
	v.endHover()
	v.hover = h
	if len(h.entries) > 0 {
		v.hoverDelay = v.clock.After(hoverDelay, func() { v.showCard(h) })
	}
}

// hoverDelay is how long the mouse rests on a span before the card shows.
const hoverDelay = 350 * time.Millisecond

// showCard shows the card.
func (v *View) showCard(h hover) {
	v.hoverDelay = nil
	v.pane.hovered = h
	v.repaint()
}

// MouseOut is called by Fyne when the mouse leaves the pane.
func (v *View) MouseOut() {
	v.onBar = false
	v.endHover()
}

func (v *View) endHover() {
	if v.hoverDelay != nil {
		v.hoverDelay()
		v.hoverDelay = nil
	}
	v.hover = hover{}
	if len(v.pane.hovered.entries) > 0 {
		v.pane.hovered = hover{}
		v.repaint()
	}
}

// Cursor is asked for by Fyne.
func (v *View) Cursor() desktop.Cursor {
	if v.onBar || v.pane.doc == nil {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

func point(p fyne.Position) (x, y float64) { return float64(p.X), float64(p.Y) }
