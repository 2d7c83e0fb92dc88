package docview

import (
	"math"

	"postil/annotate/segment"
	"postil/app/textlayout"
)

// grip is one end of the range whose borders move, as it is drawn: a bar in the text,
// and on it a knob to take hold of.
type grip struct {
	bar, knob box
	moving    bool // the end that the keys move
}

// gripReach is how wide and how high at least the place is, in pixels, where the
// mouse takes hold of a grip.
const gripReach = 24

// target is where the mouse takes hold of the grip: its bar and its knob, and some
// room around.
func (g *grip) target() box {
	x, y := g.center()
	top, bottom := min(g.bar.y, y-gripReach/2), max(g.bar.y+g.bar.h, y+gripReach/2)
	return box{x: x - gripReach/2, y: top, w: gripReach, h: bottom - top}
}

// center is the middle of the knob.
func (g *grip) center() (x, y float64) { return g.knob.x + g.knob.w/2, g.knob.y + g.knob.h/2 }

// composeGrips draws the ends of the range whose borders move: the one that the keys
// move is filled, the other one hollow.
func (p *pane) composeGrips(f *frame, placed []textlayout.PlacedLine, top float64) {
	b, m := p.borders, &p.measures
	for _, moving := range []bool{false, true} {
		at, start := b.other(), !b.movesStart()
		if moving {
			at, start = b.moving, !start
		}
		bar, ok := p.caretBar(at, placed, top)
		if !ok {
			continue
		}
		g := grip{bar: bar, knob: m.knob(bar, start), moving: moving}
		if !moving {
			g.knob.fill, g.knob.stroke, g.knob.strokeWidth = p.styles.palette.background, bar.fill, max(1, m.round(m.size/9))
		}
		f.above = append(f.above, g.bar, g.knob)
		f.grips = append(f.grips, g)
	}
}

// knob is what to take hold of on the bar of a border: over the bar at a range's
// start, under it at its end.
func (m *measures) knob(bar box, start bool) box {
	d := 2 * m.round(m.size*0.35)
	k := box{x: bar.x + bar.w/2 - d/2, y: bar.y + bar.h - d/4, w: d, h: d, fill: bar.fill, radius: d / 2}
	if start {
		k.y = bar.y - d*3/4
	}
	return k
}

// gripAt is the grip at a point of the pane, of two the one whose knob is nearer; nil
// if there is none.
func (p *pane) gripAt(x, y float64) (found *grip) {
	nearest := math.Inf(1)
	for i := range p.frame.grips {
		g := &p.frame.grips[i]
		cx, cy := g.center()
		if t, d := g.target(), math.Hypot(x-cx, y-cy); t.contains(x, y) && d < nearest {
			found, nearest = g, d
		}
	}
	return found
}

// gripDrag is a border that the mouse holds by its grip.
type gripDrag struct {
	held   bool
	dx, dy float64    // from the middle of the border's bar to the mouse
	was    borderMove // what to go back to
}

// pressGrip takes hold of a grip at a point of the pane.
func (p *pane) pressGrip(g *grip, x, y float64) {
	if !g.moving {
		p.borders.swap()
	}
	p.goalX = -1
	p.drag = drag{down: true, x: x, y: y, grip: gripDrag{
		held: true, dx: x - (g.bar.x + g.bar.w/2), dy: y - (g.bar.y + g.bar.h/2), was: *p.borders,
	}}
}

// dragGrip moves the border that the mouse holds, by whole words, or with characters
// exactly.
func (p *pane) dragGrip(x, y float64, characters bool) {
	if p.borders == nil {
		return
	}
	fixed, hit := p.borders.fixed, p.hit(x-p.drag.grip.dx, y-p.drag.grip.dy)
	if characters {
		p.borders.moveTo(hit.Position)
		return
	}
	start, end := segment.SnapToWords(p.doc.Text, min(fixed, hit.Offset), max(fixed, hit.Offset))
	switch {
	case hit.Offset < fixed:
		p.borders.moveTo(textlayout.At(start))
	case hit.Offset > fixed:
		p.borders.moveTo(upstreamAt(end))
	}
}

// takeBack undoes what the mouse has dragged since its button went down.
func (p *pane) takeBack() {
	switch {
	case !p.drag.grip.held:
		p.selection.moveTo(p.drag.from)
	case p.borders != nil:
		*p.borders = p.drag.grip.was
	}
}
