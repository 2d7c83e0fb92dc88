package docview

import (
	"cmp"
	"slices"
	"strconv"

	"postil/annotate"
	"postil/app/textlayout"
)

// composeFills draws soft fills, longer spans behind shorter ones, each down to its
// line in full colour in its lane.
func (c *lineComposer) composeFills() {
	fills := c.pane.fills[:0]
	for _, e := range c.here {
		if e.style.look == annotate.Fill {
			fills = append(fills, e)
		}
	}
	slices.SortStableFunc(fills, func(a, b *entry) int { return (b.end - b.start) - (a.end - a.start) })
	c.pane.fills = fills
	hidden := -1 // the fill before, if its span has no lane
	for _, e := range fills {
		crowded := !e.hasLane(max(e.start, c.line.Start), min(e.end, c.line.End))
		for _, f := range c.fragments(e) {
			for _, r := range c.marked(f.Start, f.End) {
				b := box{x: r.X, y: r.Y, w: r.W, h: c.laneTop(max(0, e.lane)) - r.Y,
					fill: e.style.shades.fill, radius: c.pane.measures.size / 6}
				hidden = c.composeFill(b, crowded, hidden)
			}
			c.composeLanes(e, f)
		}
		c.composeGaps(e)
	}
}

// composeFill draws a fill. One without a lane takes the place of another one, the box
// at hidden, that it covers exactly: however many there are, they are one box. It
// gives what is hidden for the next fill.
func (c *lineComposer) composeFill(b box, crowded bool, hidden int) int {
	if crowded && hidden >= 0 && c.frame.below[hidden].sameAreaAs(&b) {
		c.frame.below[hidden] = b
		return hidden
	}
	c.frame.below = append(c.frame.below, b)
	if !crowded {
		return -1
	}
	return len(c.frame.below) - 1
}

// composeUnderlines draws spans that are a line in a lane.
func (c *lineComposer) composeUnderlines() {
	for _, e := range c.here {
		if e.style.look != annotate.Underline {
			continue
		}
		for _, f := range c.fragments(e) {
			c.composeLanes(e, f)
		}
		c.composeGaps(e)
	}
}

// composeGaps joins the fragments of a span with dots, in its lanes. Those of a framed
// span are joined also where it has none.
func (c *lineComposer) composeGaps(e *entry) {
	if len(e.span.Fragments) == 1 {
		return
	}
	m := &c.pane.measures
	for start, end := range c.gaps(e) {
		for s := range e.stretches(max(start, c.line.Start), min(end, c.line.End)) {
			y := c.laneTop(s.lane)
			if e.zone() != underText || s.lane == overflow {
				if !c.framed(e) {
					continue
				}
				y = c.laneTop(0) - m.line
			}
			for _, r := range c.marked(s.start, s.end) {
				c.frame.dots = append(c.frame.dots, m.dotsAcross(r, y, e.style.shades.line))
			}
		}
	}
}

// piece is a part of the line that a stretch of a span covers.
type piece struct {
	textlayout.Rect
	stretch
	entry *entry
}

// composeLanes draws the line of a span under a fragment, and frames it.
func (c *lineComposer) composeLanes(e *entry, f annotate.Fragment) {
	if c.framed(e) {
		for _, r := range c.marked(f.Start, f.End) {
			c.composeBorder(e, r)
		}
	}
	m := &c.pane.measures
	for s := range e.stretches(max(f.Start, c.line.Start), min(f.End, c.line.End)) {
		for _, r := range c.marked(s.start, s.end) {
			if s.lane == overflow {
				c.crowded = append(c.crowded, piece{r, s, e})
				continue
			}
			w := max(m.line, r.W-1/m.scale) // so that spans side by side stay apart
			c.frame.above = append(c.frame.above, box{x: r.X, y: c.laneTop(s.lane), w: w, h: m.line, fill: e.style.shades.line})
		}
	}
}

// framed is true for the current span, and for the one whose row of the card the
// mouse is on.
func (c *lineComposer) framed(e *entry) bool { return e == c.pane.current || e == c.pane.card.over }

// composeBorder frames a piece of a span.
func (c *lineComposer) composeBorder(e *entry, r textlayout.Rect) {
	m := &c.pane.measures
	rim := m.round(1)
	c.frame.above = append(c.frame.above, box{x: r.X - rim, y: r.Y, w: r.W + 2*rim, h: r.H,
		stroke: e.style.shades.line, strokeWidth: m.line, radius: m.size / 6})
}

// composeCrowd says how many spans have no lane at a place.
func (c *lineComposer) composeCrowd() {
	slices.SortFunc(c.crowded, func(a, b piece) int { return cmp.Compare(a.X, b.X) })
	for crowded := c.crowded; len(crowded) > 0; {
		right, n := crowded[0].X+crowded[0].W, 1
		for ; n < len(crowded) && crowded[n].X < right; n++ {
			right = max(right, crowded[n].X+crowded[n].W)
		}
		c.composeGroup(crowded[:n], right)
		crowded = crowded[n:]
	}
}

// composeGroup counts the spans of pieces that overlap up to x, where reading them
// ends.
func (c *lineComposer) composeGroup(pieces []piece, x float64) {
	group := c.pane.group // a span may be in several pieces
	clear(group)
	start, end := c.line.End, c.line.Start
	for _, p := range pieces {
		group[p.entry] = true
		start, end = min(start, p.start), max(end, p.end)
	}
	top := c.laneTop(0)
	count := c.count(c.pane.measures.size*0.62, len(group))
	if c.line.RTL {
		x = pieces[0].X + count.Right + countPad
	}
	area := c.composeCount(count, x, top, c.y+c.line.Height-top)
	c.hotspot(area, func() []*entry { return c.pane.covering(start, end, func(*entry) bool { return true }) })
}

// hotspot makes an area stand for spans.
func (c *lineComposer) hotspot(area box, spans func() []*entry) {
	c.frame.hotspots = append(c.frame.hotspots, hotspot{area, c.line, spans})
}

// count is "+n", set in a font size.
func (c *lineComposer) count(size float64, n int) *textlayout.Line {
	return c.pane.notes.get(noteKey{text: "+" + strconv.Itoa(n), size: size, width: 8 * size, rows: 1}).lines[0]
}

// countPad is the room around a count, in pixels.
const countPad = 2

// composeCount writes a count up to x in the middle of a height.
func (c *lineComposer) composeCount(l *textlayout.Line, x, top, height float64) box {
	p := c.pane
	m := &p.measures
	b := box{x: m.round(x - l.Right - countPad), y: top, w: m.round(l.Right + countPad), h: height, fill: p.styles.palette.background}
	c.frame.above = append(c.frame.above, b)
	y := m.round(top + (b.h-l.Height)/2)
	c.frame.notes = append(c.frame.notes, inkedLine{l, b.x + countPad/2, y, textlayout.Ink{Text: p.styles.palette.muted}})
	return b
}
