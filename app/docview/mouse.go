package docview

import (
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
	v.told()
	if v.pane.doc == nil || e.Button != desktop.MouseButtonPrimary && v.pane.drag.down || v.pressCard(e) {
		return
	}
	x, y := point(e.Position)
	if s := v.pane.stackAt(x, y); !s.sameAs(&v.pane.card.stack) {
		v.endHover()
	}
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
	if g := v.pane.gripAt(x, y); g != nil {
		v.change(func() { v.pane.pressGrip(g, x, y) })
		return
	}
	clicks := v.pane.drag.count(x, y, v.clock.Now(), fyne.CurrentApp().Driver().DoubleTapDelay())
	if clicks > 1 {
		v.endHover()
	}
	v.change(func() { v.pane.press(x, y, clicks, e.Modifier&fyne.KeyModifierShift != 0) })
}

// MouseUp is called by Fyne when a button goes up.
func (v *View) MouseUp(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || v.pane.doc == nil {
		return
	}
	if v.releaseGrip() {
		return
	}
	v.scroller.stop()
	v.pane.bar.held = false
	x, y := point(e.Position)
	clicked := v.pane.drag.down && !v.pane.drag.dragging
	v.change(func() { v.pane.release(x, y) })
	if clicked {
		v.awaitCard(x, y)
	}
}

// releaseGrip ends the moving of a border by the mouse, and writes what was moved, as
// Enter does. It reports whether the mouse held one.
func (v *View) releaseGrip() bool {
	d := &v.pane.drag
	if !d.down || !d.grip.held {
		return false
	}
	v.stopDragging()
	if d.dragging && v.pane.borders != nil {
		v.keepBorders()
	}
	return true
}

// stopDragging ends what the mouse does with its button down, wherever the button
// goes up. It reports whether text was being selected, or a border moved.
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
	v.endHover()
	exact := v.modifiers()&fyne.KeyModifierShortcutDefault != 0
	v.change(func() { v.pane.dragTo(x, y, exact) })
}

// DragEnd is called by Fyne after a drag. If it ended over something else, Fyne
// has taken the keyboard away: the pane takes it back.
func (v *View) DragEnd() {
	v.releaseGrip()
	v.stopDragging()
	v.focus()
}

// Scrolled is called by Fyne when the wheel turns; with Ctrl it zooms, and the text
// under the mouse stays there.
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	if v.pane.doc == nil {
		return
	}
	if v.modifiers()&fyne.KeyModifierShortcutDefault != 0 {
		switch {
		case e.Scrolled.DY > 0:
			v.zoomAround(e.Position, 1)
		case e.Scrolled.DY < 0:
			v.zoomAround(e.Position, -1)
		}
		return
	}
	if v.scrollCard(e) {
		return
	}
	if !v.pane.card.held {
		v.endHover()
	}
	v.pane.view.ScrollBy(-float64(e.Scrolled.DY) * wheelSpeed)
	v.repaint()
	if v.pane.drag.down && v.pane.drag.dragging {
		v.dragTo(point(e.Position))
	}
}

// zoomAround zooms so that the text at a point stays there.
func (v *View) zoomAround(at fyne.Position, steps int) {
	x, y := point(at)
	putBack := v.pane.hold(x, y)
	v.Zoom(steps)
	putBack()
	v.repaint()
}

// wheelSpeed makes a notch of the wheel (25 units of Fyne) about three lines.
const wheelSpeed = 3.5

// Cursor is asked for by Fyne.
func (v *View) Cursor() desktop.Cursor {
	switch {
	case v.onBar || v.pane.doc == nil:
		return desktop.DefaultCursor
	case v.onGrip && v.pane.borders != nil:
		return desktop.HResizeCursor
	case v.onCard && v.pane.card.open():
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

func point(p fyne.Position) (x, y float64) { return float64(p.X), float64(p.Y) }
