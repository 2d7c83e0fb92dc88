package docview

import (
	"slices"
	"sort"

	"postil/annotate"
	"postil/app/textlayout"
)

// lineComposer draws one line with the marks on it.
type lineComposer struct {
	pane  *pane
	frame *frame
	line  *textlayout.Line
	y     float64 // of the line's top

	here    []*entry // the spans that reach into the line
	crowded []piece  // of spans without a lane

	// What was marked last on the line: spans that all cover it are marked alike.
	markedRange [2]int
	markedRects []textlayout.Rect
}

func (c *lineComposer) compose() {
	p := c.pane
	c.here, c.crowded = p.here[:0], p.crowded[:0]
	for e := range p.index.overlapping(c.line.Start, c.line.End) {
		c.here = append(c.here, e)
	}
	p.here = c.here
	ink := textlayout.Ink{Text: p.styles.palette.text, Ranges: c.greyRanges()}
	c.composeBrackets()
	c.composeFills()
	c.composeUnderlines()
	c.composeGrey()
	c.composeCrowd()
	p.crowded = c.crowded
	c.composeSelection()
	c.composeHits()
	c.frame.lines = append(c.frame.lines, inkedLine{c.line, p.measures.columnX, c.y, ink})
}

// laneTop is the y of a lane of the line.
func (c *lineComposer) laneTop(lane int) float64 {
	m := &c.pane.measures
	return c.y + m.round(c.line.Height-c.pane.flow.Style().Lane-m.laneRise) + float64(lane)*m.linePace
}

// marked are the places of a fragment on the line, less white space at the line's
// end.
func (c *lineComposer) marked(start, end int) []textlayout.Rect {
	here := [2]int{max(start, c.line.Start), min(end, c.line.End)}
	if here == c.markedRange {
		return c.markedRects
	}
	m := &c.pane.measures
	left, right := m.round(m.columnX+c.line.Left), m.round(m.columnX+c.line.Right)
	rects := c.rects(start, end)
	kept := rects[:0]
	for _, r := range rects {
		x0, x1 := max(r.X, left), min(r.X+r.W, right)
		if x0 < x1 {
			r.X, r.W = x0, x1-x0
			kept = append(kept, r)
		}
	}
	c.markedRange, c.markedRects = here, kept
	return kept
}

// rects are the places of a range on the line, in pixels of the pane, from the
// text's top to the first lane.
func (c *lineComposer) rects(start, end int) []textlayout.Rect {
	m := &c.pane.measures
	rects := c.line.RangeRects(start, end)
	bottom := c.laneTop(0)
	for i := range rects {
		r := &rects[i]
		right := m.round(m.columnX + r.X + r.W)
		r.X = m.round(m.columnX + r.X)
		r.W = right - r.X
		r.Y = m.round(c.y + r.Y)
		r.H = bottom - r.Y
	}
	return rects
}

// fragments are those of a span that are on the line.
func (c *lineComposer) fragments(e *entry) []annotate.Fragment {
	all := e.span.Fragments
	first := sort.Search(len(all), func(i int) bool { return all[i].End > c.line.Start })
	last := first
	for last < len(all) && all[last].Start < c.line.End {
		last++
	}
	return all[first:last]
}

// gaps yields the ranges between the fragments of a span that are on the line.
func (c *lineComposer) gaps(e *entry) func(yield func(start, end int) bool) {
	all := e.span.Fragments
	first, _ := slices.BinarySearchFunc(all, c.line.Start, func(f annotate.Fragment, at int) int {
		if f.Start <= at {
			return -1
		}
		return 1
	})
	return func(yield func(start, end int) bool) {
		for i := max(1, first); i < len(all) && all[i-1].End < c.line.End; i++ {
			if c.line.Start < all[i].Start && !yield(all[i-1].End, all[i].Start) {
				return
			}
		}
	}
}
