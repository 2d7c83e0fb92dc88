package docview

// The scroll bar: a thumb on a track at the pane's right edge. Where the thumb is
// follows from the heights that are known, so it may creep while a long document
// is explored; the text never moves for that.

const shortestThumb = 28

// thumb is the scroll bar's thumb: top and height. shown is false if all text is
// in view.
func (p *pane) thumb() (top, height float64, shown bool) {
	if p.doc == nil {
		return 0, 0, false
	}
	room := p.measures.height
	total := p.flow.Height() + p.measures.top
	if total <= room || room <= shortestThumb {
		return 0, 0, false
	}
	height = max(shortestThumb, room*room/total)
	if most := p.view.MaxTop(); most > 0 {
		top = (room - height) * min(1, max(0, p.view.Top()/most))
	}
	return top, height, true
}

// composeBar draws the scroll bar.
func (p *pane) composeBar(f *frame) {
	top, height, shown := p.thumb()
	if !shown {
		return
	}
	m := &p.measures
	f.above = append(f.above,
		box{x: m.barX, w: m.barW, h: m.height, fill: p.styles.palette.barBackground},
		box{x: m.barX + 3, y: m.round(top) + 1, w: m.barW - 6, h: m.round(height) - 2,
			fill: p.styles.palette.bar, radius: (m.barW - 6) / 2})
}

// barDrag is a thumb that the mouse holds.
type barDrag struct {
	held bool
	grip float64 // where on the thumb
}

// pressBar takes hold of the thumb, or goes a page towards y beside it. It reports
// whether the point was on the scroll bar.
func (p *pane) pressBar(x, y float64) bool {
	top, height, shown := p.thumb()
	if !shown || x < p.measures.barX {
		return false
	}
	switch {
	case y < top:
		p.view.ScrollBy(-p.page())
	case y >= top+height:
		p.view.ScrollBy(p.page())
	default:
		p.bar = barDrag{held: true, grip: y - top}
	}
	return true
}

// dragBar moves the thumb that is held to y.
func (p *pane) dragBar(y float64) {
	_, height, _ := p.thumb()
	share := (y - p.bar.grip) / max(1, p.measures.height-height)
	p.view.ScrollToY(min(1, max(0, share)) * p.view.MaxTop())
}
