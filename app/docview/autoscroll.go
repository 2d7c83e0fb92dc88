package docview

import "time"

// autoscroll moves the text while a selection is dragged at or beyond the pane's
// upper or lower edge, also while the mouse rests there.
type autoscroll struct {
	x, y   float64
	cancel func() // nil while nothing scrolls
}

// frameTime is the time from one step to the next.
const frameTime = 16 * time.Millisecond

// follow takes note of where the mouse is, and begins or ends to scroll.
func (a *autoscroll) follow(v *View, x, y float64) {
	a.x, a.y = x, y
	moving := edgeSpeed(y, v.pane.measures.height) != 0
	switch {
	case !moving:
		a.stop()
	case a.cancel == nil:
		a.cancel = v.clock.Every(frameTime, func() { a.step(v) })
	}
}

// stop ends scrolling.
func (a *autoscroll) stop() {
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
}

// step scrolls for one frame and takes the selection along.
func (a *autoscroll) step(v *View) {
	view, before := v.pane.view, v.pane.view.Anchor()
	view.ScrollBy(edgeSpeed(a.y, v.pane.measures.height) * frameTime.Seconds())
	if view.Anchor() != before {
		v.dragTo(a.x, a.y)
	}
}
