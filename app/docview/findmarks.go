package docview

import "image/color"

// hitColours are the colours of what a search found.
type hitColours struct {
	fill    color.NRGBA // behind the text
	edge    color.NRGBA // round it, and on the scroll bar
	current color.NRGBA // behind the hit that is selected
}

// hitHue is what hits are tinted with: a marker pen's yellow, which no label has by
// default.
var hitHue = color.NRGBA{0xff, 0xd2, 0x1f, 255}

// hitShades mixes the colours of hits for a theme; on them text must be readable,
// and grey text still be seen.
func hitShades(background, text, grey color.NRGBA) hitColours {
	const strongest = 0.34
	return hitColours{
		fill: mix(background, hitHue, largest(strongest, func(share float64) bool {
			fill := mix(background, hitHue, share)
			return contrast(fill, text) >= readingContrast && contrast(fill, grey) >= lineContrast
		})),
		edge:    readable(hitHue, lineContrast, background),
		current: strong(hitHue, background, text),
	}
}

// strong is as much of a colour as text on it allows that is still to be read.
func strong(c, background, text color.NRGBA) color.NRGBA {
	return mix(background, c, largest(1, func(share float64) bool {
		return contrast(mix(background, c, share), text) >= textContrast
	}))
}

// composeHits marks what was found on the line: over fills and what is selected,
// no higher than the letters, so that these show around it.
func (c *lineComposer) composeHits() {
	h := &c.pane.hits
	if !h.marked {
		return
	}
	m, colours := &c.pane.measures, &c.pane.styles.palette.hits
	current := c.pane.currentHit()
	for i := h.reaching(c.line.Start); i < len(h.ranges) && h.ranges[i][0] < c.line.End; i++ {
		for _, r := range c.marked(h.ranges[i][0], h.ranges[i][1]) {
			b := box{x: r.X, y: m.round(c.y + c.line.TextTop), w: r.W, fill: colours.fill, stroke: colours.edge,
				strokeWidth: 1 / m.scale, radius: m.size / 6}
			b.h = m.round(c.y+c.line.TextBottom) - b.y
			if i == current {
				b.fill, b.stroke, b.strokeWidth = colours.current, c.pane.styles.palette.text, m.line
			}
			c.frame.below = append(c.frame.below, b)
		}
	}
}

// tickHeight is the height in pixels of a tick on the scroll bar.
const tickHeight = 2

// composeTicks marks at the scroll bar's edge, so that the thumb is still seen, about
// where hits are, with at most one tick for each tickHeight pixels; ticks that touch
// are one.
func (p *pane) composeTicks(f *frame) {
	h := &p.hits
	if _, _, shown := p.thumb(); !shown || !h.marked || len(h.ranges) == 0 {
		return
	}
	m := &p.measures
	rows := int(m.height / tickHeight)
	perRow := p.flow.Height() / float64(rows)
	tick := box{x: m.barX, w: m.barW * 0.4, fill: p.styles.palette.hits.edge}
	from := 0
	for row := range rows {
		to := p.flow.OffsetNear(float64(row+1) * perRow)
		if row == rows-1 {
			to = len(p.doc.Text)
		}
		i := h.from(from)
		from = to
		if i < len(h.ranges) && h.ranges[i][0] < to {
			if tick.h == 0 {
				tick.y = float64(row * tickHeight)
			}
			tick.h += tickHeight
			continue
		}
		if tick.h > 0 {
			f.above = append(f.above, tick)
		}
		tick.h = 0
	}
	if tick.h > 0 {
		f.above = append(f.above, tick)
	}
}
