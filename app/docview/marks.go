package docview

import (
	"image/color"
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
	for _, e := range fills {
		for f := range c.fragments(e) {
			for _, r := range c.marked(f.Start, f.End) {
				c.frame.below = append(c.frame.below, box{x: r.X, y: r.Y, w: r.W, h: c.laneTop(max(0, e.lane)) - r.Y,
					fill: e.style.shades.fill, radius: c.pane.measures.size / 6})
				c.composeLane(e, r)
			}
		}
		c.composeGaps(e)
	}
}

// composeUnderlines draws spans that are a line in a lane.
func (c *lineComposer) composeUnderlines() {
	for _, e := range c.here {
		if e.style.look != annotate.Underline {
			continue
		}
		for f := range c.fragments(e) {
			for _, r := range c.marked(f.Start, f.End) {
				c.composeLane(e, r)
			}
		}
		c.composeGaps(e)
	}
}

// composeGrey frames the current span where it is greyed text, which draws
// nothing else.
func (c *lineComposer) composeGrey() {
	e := c.pane.current
	if e == nil || e.style.look != annotate.Grey || !slices.Contains(c.here, e) {
		return
	}
	for f := range c.fragments(e) {
		for _, r := range c.marked(f.Start, f.End) {
			c.composeBorder(e, r)
		}
	}
}

// composeGaps joins the fragments of a span with a thin line in its lane.
func (c *lineComposer) composeGaps(e *entry) {
	if e.lane == overflow {
		return
	}
	m := &c.pane.measures
	thin := 1 / m.scale
	for start, end := range c.gaps(e) {
		for _, r := range c.marked(start, end) {
			c.frame.above = append(c.frame.above, box{x: r.X, y: c.laneTop(e.lane) + m.round((m.line-thin)/2), w: r.W, h: thin,
				fill: e.style.shades.line})
		}
	}
}

// composeLane draws the line of a span under a piece of its text, thicker for the
// current span, which is framed besides.
func (c *lineComposer) composeLane(e *entry, r textlayout.Rect) {
	if e == c.pane.current {
		c.composeBorder(e, r)
	}
	if e.lane == overflow {
		c.crowded = append(c.crowded, r)
		return
	}
	m := &c.pane.measures
	w := max(m.line, r.W-1/m.scale) // so that spans side by side stay apart
	c.frame.above = append(c.frame.above, box{x: r.X, y: c.laneTop(e.lane), w: w, h: m.line, fill: e.style.shades.line})
}

// composeBorder frames a piece of the current span.
func (c *lineComposer) composeBorder(e *entry, r textlayout.Rect) {
	m := &c.pane.measures
	c.frame.above = append(c.frame.above, box{x: r.X - 1, y: r.Y, w: r.W + 2, h: r.H,
		stroke: e.style.shades.line, strokeWidth: m.line, radius: m.size / 6})
}

// composeCrowd says how many spans have no lane at a place.
func (c *lineComposer) composeCrowd() {
	slices.SortFunc(c.crowded, func(a, b textlayout.Rect) int { return int(a.X) - int(b.X) })
	for i := 0; i < len(c.crowded); {
		right, n := c.crowded[i].X+c.crowded[i].W, 1
		for i+n < len(c.crowded) && c.crowded[i+n].X < right {
			right = max(right, c.crowded[i+n].X+c.crowded[i+n].W)
			n++
		}
		i += n
		top := c.laneTop(0)
		c.composeCount(right, top, c.y+c.line.Height-top, n)
	}
}

// composeCount writes "+n" up to x in the middle of a height.
func (c *lineComposer) composeCount(x, top, height float64, n int) {
	p := c.pane
	m := &p.measures
	text := "+" + strconv.Itoa(n)
	note := p.notes.get(noteKey{text: text, size: m.size * 0.62, width: 4 * m.size, rows: 1})
	l := note.lines[0]
	b := box{x: m.round(x - l.Right - 2), y: top, w: m.round(l.Right + 2), h: height, fill: p.styles.palette.background}
	c.frame.above = append(c.frame.above, b)
	y := m.round(top + (b.h-l.Height)/2)
	c.frame.notes = append(c.frame.notes, inkedLine{l, b.x + 1, y, textlayout.Ink{Text: p.styles.palette.muted}})
}

// composeBrackets draws the spans in the margin: a bracket from line to line, with
// a foot at its start and its end, corners in the text where it begins and ends,
// and a note beside its first line.
func (c *lineComposer) composeBrackets() {
	m := &c.pane.measures
	var starting []*entry
	crowd := 0
	for _, e := range c.here {
		if e.style.look != annotate.Bracket {
			continue
		}
		c.composeCorners(e)
		if c.line.Start <= e.start {
			starting = append(starting, e)
			if e.lane == overflow {
				crowd++
			}
		}
		if e.lane != overflow {
			c.composeBracket(e)
		}
	}
	if crowd > 0 {
		c.composeCount(m.noteX-m.size*0.2, c.y+c.line.TextTop, c.line.Baseline-c.line.TextTop, crowd)
	}
	if len(starting) > 0 && m.noteW > 0 {
		c.noteBeside(starting)
	}
}

// composeBracket draws a bracket's piece beside the line: strong where the span
// covers text of the line, thin in the gap between fragments.
func (c *lineComposer) composeBracket(e *entry) {
	m := &c.pane.measures
	covered := false
	for range c.fragments(e) {
		covered = true
	}
	x := m.bracketX + float64(e.lane)*m.bracketPitch
	top, bottom := c.y, c.y+c.line.Height
	starts, ends := c.line.Start <= e.start, e.end <= c.line.End
	if starts {
		top = m.round(c.y + c.line.TextTop + m.size*0.1)
	}
	if ends {
		bottom = c.laneTop(0)
	}
	w := m.line
	if !covered {
		w = 1 / m.scale
	} else if e == c.pane.current {
		w = m.line * 2
	}
	colour := e.style.shades.line
	foot := m.round(m.bracketPitch * 0.6)
	c.frame.above = append(c.frame.above, box{x: x, y: top, w: w, h: bottom - top, fill: colour})
	if starts {
		c.frame.above = append(c.frame.above, box{x: x - foot, y: top, w: foot, h: m.line, fill: colour})
	}
	if ends {
		c.frame.above = append(c.frame.above, box{x: x - foot, y: bottom - m.line, w: foot, h: m.line, fill: colour})
	}
	area := bracketArea{box{x: x - m.bracketPitch/2, y: c.y, w: m.bracketPitch, h: c.line.Height}, e}
	c.frame.brackets = append(c.frame.brackets, area)
}

// composeCorners marks where in the text the fragments of a bracketed span begin
// and end; the current span is framed whole.
func (c *lineComposer) composeCorners(e *entry) {
	for f := range c.fragments(e) {
		rects := c.marked(f.Start, f.End)
		if len(rects) == 0 {
			continue
		}
		if e == c.pane.current {
			for _, r := range rects {
				c.composeBorder(e, r)
			}
			continue
		}
		leading, trailing := rects[0], rects[len(rects)-1]
		if c.line.RTL {
			leading, trailing = trailing, leading
		}
		if c.line.Start <= f.Start {
			c.composeCorner(leading, !c.line.RTL, true, e.style.shades.line)
		}
		if f.End <= c.line.End {
			c.composeCorner(trailing, c.line.RTL, false, e.style.shades.line)
		}
	}
}

// composeCorner draws a corner at the left or the right side of a piece of text,
// at its top or its bottom.
func (c *lineComposer) composeCorner(r textlayout.Rect, left, top bool, colour color.NRGBA) {
	m := &c.pane.measures
	long := m.round(m.size * 0.35)
	thin := max(1/m.scale, m.round(m.line*0.75))
	x, y := r.X, r.Y
	across := x
	if !left {
		x = r.X + r.W - thin
		across = r.X + r.W - long
	}
	edge := y
	if !top {
		y = r.Y + r.H - long
		edge = r.Y + r.H - thin
	}
	c.frame.above = append(c.frame.above,
		box{x: x, y: y, w: thin, h: long, fill: colour},
		box{x: across, y: edge, w: long, h: thin, fill: colour})
}
