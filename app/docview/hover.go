package docview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// hover opens and closes the card after the mouse: when it has rested on a place
// with spans, and when it has left both the place and the card for as long. On the
// way from one to the other nothing changes.
type hover struct {
	on  stack  // what the mouse is on; the card's, if it is on the card
	due func() // cancels what is to come; nil if nothing is
}

// hoverDelay is how long the mouse rests on a place before its card shows, and how
// long it may be away from it.
const hoverDelay = 350 * time.Millisecond

// MouseIn is called by Fyne when the mouse comes onto the pane, which takes the
// keyboard if nobody has it.
func (v *View) MouseIn(e *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.Focused() == nil {
		c.Focus(v)
	}
	v.MouseMoved(e)
}

// MouseMoved is called by Fyne when the mouse moves over the pane.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	x, y := point(e.Position)
	v.onBar, v.onCard = x >= v.pane.measures.barX, false
	if v.pane.drag.down {
		if e.Button&desktop.MouseButtonPrimary != 0 {
			return
		}
		v.stopDragging() // the button went up where Fyne didn't tell
	}
	if v.onGrip = v.pane.gripAt(x, y) != nil; v.onGrip {
		v.endHover()
		return
	}
	v.pointOnCard(x, y)
	c := &v.pane.card
	if v.onCard = c.holds(x, y); v.onCard {
		c.held = false
		v.hover.cancel()
		v.hover.on = c.stack
		return
	}
	s := v.pane.stackAt(x, y)
	if s.sameAs(&v.hover.on) {
		return
	}
	v.hover.cancel()
	v.hover.on = s
	switch {
	case s.sameAs(&c.stack), c.held && len(s.entries) == 0:
	case !c.fanned() && len(s.entries) == 0:
		v.showCard(s) // closes it
	default:
		v.hover.due = v.clock.After(hoverDelay, func() { v.showCard(v.pane.renewed(s)) })
	}
}

// pointOnCard shows which row of the card the mouse is on.
func (v *View) pointOnCard(x, y float64) {
	c := &v.pane.card
	if over := c.entryAt(x, y); over != c.over {
		c.over = over
		v.repaint()
	}
}

// showCard opens the card for a stack; one without spans closes it.
func (v *View) showCard(s stack) {
	v.hover.due = nil
	if v.pane.openCard(s, false) {
		v.repaint()
	}
}

// awaitCard opens the card for the spans at a point, of which one was chosen by a
// click, once no further click can come.
func (v *View) awaitCard(x, y float64) {
	s := v.pane.stackAt(x, y)
	v.hover.cancel()
	v.hover.on = s
	if v.pane.fans(s) && !s.sameAs(&v.pane.card.stack) {
		v.hover.due = v.clock.After(hoverDelay, func() { v.showCard(v.pane.renewed(s)) })
	}
}

// MouseOut is called by Fyne when the mouse leaves the pane.
func (v *View) MouseOut() {
	v.onBar, v.onCard, v.onGrip = false, false, false
	if v.pane.card.held {
		v.hover.cancel()
		v.hover.on = stack{}
		return
	}
	v.endHover()
}

// endHover closes the card.
func (v *View) endHover() {
	v.hover.cancel()
	v.hover.on = stack{}
	if v.pane.closeCard() {
		v.repaint()
	}
}

// cancel drops what is to come.
func (h *hover) cancel() {
	if h.due != nil {
		h.due()
		h.due = nil
	}
}

// pressCard does what a button of the mouse means on the card: it chooses the span
// of a row, but not while fragments are kept for another. It reports whether the
// mouse was on the card.
func (v *View) pressCard(e *desktop.MouseEvent) bool {
	c := &v.pane.card
	x, y := point(e.Position)
	if !c.holds(x, y) {
		return false
	}
	if row := c.entryAt(x, y); row != nil && len(v.pane.selection.kept) == 0 {
		v.change(func() { v.pane.chooseRow(row) })
		if e.Button == desktop.MouseButtonSecondary && v.OnContextMenu != nil {
			v.OnContextMenu(e.AbsolutePosition)
		}
	}
	return true
}

// scrollCard shows other rows of the card if the wheel turns on it. It reports
// whether it did.
func (v *View) scrollCard(e *fyne.ScrollEvent) bool {
	c := &v.pane.card
	x, y := point(e.Position)
	if !c.holds(x, y) || len(c.boxes) == len(c.entries) {
		return false
	}
	rows := 1
	if e.Scrolled.DY > 0 {
		rows = -1
	}
	if c.scroll(rows) {
		v.repaint()
		v.pointOnCard(x, y)
	}
	return true
}
