package docview

import (
	"cmp"
	"image/color"
	"slices"

	"postil/annotate"
	"postil/app/textlayout"
)

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
		c.composeGaps(e)
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
		area := c.composeCount(c.count(m.countSize, crowd), m.noteX-m.countSize/3, c.y+c.line.TextTop, c.line.Baseline-c.line.TextTop)
		c.hotspot(area, func() []*entry {
			return c.pane.covering(c.line.Start, c.line.End, func(e *entry) bool { return e.style.look == annotate.Bracket })
		})
	}
	if len(starting) > 0 && m.noteW > 0 {
		c.noteBeside(starting)
	}
}

// composeBracket draws a bracket's piece beside the line: whole where the span
// covers text of the line, dotted in the gap between fragments.
func (c *lineComposer) composeBracket(e *entry) {
	m := &c.pane.measures
	x := m.bracketX + float64(e.lane)*m.bracketPitch
	area := box{x: x - m.bracketPitch/2, y: c.y, w: m.bracketPitch, h: c.line.Height}
	c.hotspot(area, func() []*entry { return []*entry{e} })
	colour := e.style.shades.line
	if !c.covers(e) {
		c.frame.dots = append(c.frame.dots, m.dotsDown(x, c.y, c.line.Height, colour))
		return
	}
	top, bottom := c.y, c.y+c.line.Height
	starts, ends := c.line.Start <= e.start, e.end <= c.line.End
	if starts {
		top = m.round(c.y + c.line.TextTop + m.size*0.1)
	}
	if ends {
		bottom = c.laneTop(0)
	}
	thick := m.bracketLine
	w := thick
	if e == c.pane.current {
		w = thick * 2
	}
	foot := m.round(m.bracketPitch * 0.6)
	c.frame.above = append(c.frame.above, box{x: x, y: top, w: w, h: bottom - top, fill: colour})
	if starts {
		c.frame.above = append(c.frame.above, box{x: x - foot, y: top, w: foot, h: thick, fill: colour})
	}
	if ends {
		c.frame.above = append(c.frame.above, box{x: x - foot, y: bottom - thick, w: foot, h: thick, fill: colour})
	}
}

// covers is true for spans that cover text of the line, not only a gap of theirs.
func (c *lineComposer) covers(e *entry) bool { return len(c.fragments(e)) > 0 }

// composeCorners marks where in the text the fragments of a bracketed span begin
// and end, or frames them.
func (c *lineComposer) composeCorners(e *entry) {
	for _, f := range c.fragments(e) {
		if c.framed(e) {
			for _, r := range c.marked(f.Start, f.End) {
				c.composeBorder(e, r)
			}
			continue
		}
		clusters := c.line.Clusters
		first, _ := slices.BinarySearchFunc(clusters, f.Start, func(k textlayout.Cluster, at int) int { return cmp.Compare(k.Start, at) })
		after, _ := slices.BinarySearchFunc(clusters, f.End, func(k textlayout.Cluster, at int) int { return cmp.Compare(k.Start, at) })
		if c.line.Start <= f.Start && first < len(clusters) {
			k, left := c.edge(f, first, false)
			c.composeCorner(k, left, true, e.style.shades.line)
		}
		if f.End <= c.line.End && after > 0 {
			k, left := c.edge(f, after-1, true)
			c.composeCorner(k, left, false, e.style.shades.line)
		}
	}
}

// edge is where reading a fragment begins, or ends, on the line: the character at which
// it does, and whether on its left side. Where that character is the last one (or the
// first) of a run that goes against the line, such as a number in Arabic text, and the
// fragment holds all of the run and more, it is the run's outer side as the line goes.
func (c *lineComposer) edge(f annotate.Fragment, i int, end bool) (k textlayout.Cluster, left bool) {
	clusters := c.line.Clusters
	k = clusters[i]
	if k.RTL == c.line.RTL {
		return k, k.RTL == end
	}
	first, last := i, i
	for first > 0 && clusters[first-1].RTL == k.RTL {
		first--
	}
	for last+1 < len(clusters) && clusters[last+1].RTL == k.RTL {
		last++
	}
	whole := f.Start <= clusters[first].Start && clusters[last].End <= f.End
	more := f.Start < clusters[first].Start
	if !end {
		more = clusters[last].End < f.End
	}
	if outer, left := outermost(clusters[first:last+1], c.line.RTL == end); whole && more && c.outer(f, outer, left) {
		return outer, left
	}
	return k, k.RTL == end
}

// outermost is the leftmost of some characters, or the rightmost.
func outermost(clusters []textlayout.Cluster, left bool) (k textlayout.Cluster, onLeft bool) {
	k = clusters[0]
	for _, o := range clusters[1:] {
		if left && o.X0 < k.X0 || !left && o.X1 > k.X1 {
			k = o
		}
	}
	return k, left
}

// outer is true if nothing of a fragment stands farther out on the line than one of
// its characters.
func (c *lineComposer) outer(f annotate.Fragment, k textlayout.Cluster, left bool) bool {
	return !slices.ContainsFunc(c.line.Clusters, func(o textlayout.Cluster) bool {
		beyond := left && o.X0 < k.X0 || !left && o.X1 > k.X1
		return beyond && f.Start <= o.Start && o.End <= f.End
	})
}

// composeCorner draws a corner around the left or the right side of a character,
// over or under it, and beside it, so that it hides no ink.
func (c *lineComposer) composeCorner(k textlayout.Cluster, left, top bool, colour color.NRGBA) {
	m := &c.pane.measures
	long := m.round(m.size * 0.35)
	thin := max(1/m.scale, m.round(m.line*0.75))
	x := m.round(m.columnX+k.X0) - thin
	across := x
	if !left {
		x = m.round(m.columnX + k.X1)
		across = x + thin - long
	}
	upright := box{x: x, y: m.round(c.y + c.line.TextTop), w: thin, h: long, fill: colour}
	edge := upright.y
	if !top {
		edge = c.laneTop(0) - thin
		upright.y = min(m.round(c.y+c.line.Baseline)+1/m.scale, edge-thin)
		upright.h = edge + thin - upright.y
	}
	c.frame.above = append(c.frame.above, upright, box{x: across, y: edge, w: long, h: thin, fill: colour})
}
