package docview

import (
	"postil/annotate"
	"postil/app/textlayout"
)

// mostCardRows is how many rows of a card are in view at once.
const mostCardRows = 10

// composeCard draws the card under the line of its place, or above where it fits
// better; not while borders move, and not while its place is out of view.
func (p *pane) composeCard(f *frame) {
	c, m := &p.card, &p.measures
	c.area, c.boxes = box{}, c.boxes[:0]
	if !c.open() || p.borders != nil {
		return
	}
	l := p.flow.LineAt(textlayout.At(c.offset))
	top := l.Y - p.top()
	if top+l.TextBottom <= 0 || m.height <= top+l.TextTop {
		return
	}
	gap, pad := m.round(m.size*0.15), m.round(m.size*0.3)
	under, over := m.round(top+l.Height)+gap, m.round(top+l.TextTop)-gap
	t, below := p.fitTable(m.height-under-2*pad, over-2*pad)
	b := box{y: under, w: m.round(t.width()) + m.sample() + 4*pad, h: float64(len(t.cells))*t.rowHeight + 2*pad,
		fill: p.styles.palette.card, stroke: p.styles.palette.border, strokeWidth: 1, radius: m.round(m.size / 3)}
	if !below {
		b.y = over - b.h
	}
	if len(t.cells) < len(c.entries) {
		b.w += pad // for the thumb
	}
	b.x = c.left - 2*pad
	if l.RTL {
		b.x = c.right + 2*pad - b.w
	}
	b.x = m.round(max(0, min(b.x, m.barX-b.w)))
	c.area = b
	f.card = append(f.card, b)
	p.composeRows(f, t, pad)
	p.composeThumb(f, pad)
}

// sample is the width of what shows a span's look on the card, with the gap after it.
func (m *measures) sample() float64 { return m.round(m.size * 1.25) }

// fitTable sets as many rows as there is room for under the place, or above it.
func (p *pane) fitTable(under, over float64) (t *cardTable, below bool) {
	c := &p.card
	follow := c.shown != p.current
	c.shown = p.current
	limit := min(p.measures.barX*0.95, 50*p.measures.size) - p.measures.sample() - 4*p.measures.round(p.measures.size*0.3)
	for n := min(len(c.entries), mostCardRows); ; n-- {
		c.window(n, follow)
		t = p.setTable(c.entries[c.first:c.first+n], limit, &c.widest)
		height := float64(n) * t.rowHeight
		switch {
		case height <= under:
			return t, true
		case height <= over:
			return t, false
		case n == 1:
			return t, under >= over
		}
	}
}

// composeRows draws the rows in view, and marks the current span's and the one
// that the mouse is on.
func (p *pane) composeRows(f *frame, t *cardTable, pad float64) {
	c, m := &p.card, &p.measures
	colours := p.styles.palette
	for i := range t.cells {
		e := c.entries[c.first+i]
		row := box{x: c.area.x + 1, y: c.area.y + pad + float64(i)*t.rowHeight, w: c.area.w - 2, h: t.rowHeight}
		c.boxes = append(c.boxes, row)
		switch e {
		case p.current:
			row.fill = colours.cardChosen
			f.card = append(f.card, row, box{x: row.x, y: row.y, w: m.round(m.size * 0.2), h: row.h, fill: colours.caret})
		case c.over:
			row.fill = colours.cardOver
			f.card = append(f.card, row)
		}
		x := c.area.x + 2*pad
		p.composeSample(f, e, x, row.y+t.baseline-m.round(m.size*0.6), m.round(m.size*0.8))
		p.composeRow(f, t, i, e, x+m.sample(), row.y)
	}
}

// composeSample draws a little of what a span looks like in the text.
func (p *pane) composeSample(f *frame, e *entry, x, y, w float64) {
	m := &p.measures
	h := m.round(m.size * 0.55)
	if e == p.current { // whose row has a ground of its own
		rim := m.round(m.size / 8)
		f.card = append(f.card, box{x: x - rim, y: y - rim, w: w + 2*rim, h: h + m.line + 2*rim, fill: p.styles.palette.card, radius: rim})
	}
	line := box{x: x, y: y + h, w: w, h: m.line, fill: e.style.shades.line}
	switch e.style.look {
	case annotate.Fill:
		f.card = append(f.card, box{x: x, y: y, w: w, h: h, fill: e.style.shades.fill})
	case annotate.Bracket:
		foot := m.round(m.bracketPitch * 0.6)
		right := x + m.round((w+foot)/2)
		line = box{x: right - m.line, y: y, w: m.line, h: h + m.line, fill: line.fill}
		f.card = append(f.card, box{x: right - m.line - foot, y: y, w: foot, h: m.line, fill: line.fill},
			box{x: right - m.line - foot, y: y + h, w: foot, h: m.line, fill: line.fill})
	case annotate.Grey:
		line = box{x: x, y: y + m.round(h*0.4), w: w, h: m.line, fill: p.styles.palette.grey}
	}
	f.card = append(f.card, line)
}

// composeThumb shows which of the rows are in view where not all are.
func (p *pane) composeThumb(f *frame, pad float64) {
	c, m := &p.card, &p.measures
	if len(c.boxes) == len(c.entries) {
		return
	}
	room := c.area.h - 2*pad
	share := func(rows int) float64 { return m.round(room * float64(rows) / float64(len(c.entries))) }
	w := m.round(m.size * 0.2)
	f.card = append(f.card, box{x: c.area.x + c.area.w - 1 - w - m.round(pad/3), y: c.area.y + pad + share(c.first), w: w,
		h: share(len(c.boxes)), fill: p.styles.palette.bar, radius: w / 2})
}
