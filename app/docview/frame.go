package docview

import (
	"image/color"
	"slices"
	"sort"

	"postil/annotate"
	"postil/app/textlayout"
)

// box is a rectangle to paint, in pixels of the pane.
type box struct {
	x, y, w, h   float64
	fill, stroke color.NRGBA
	strokeWidth  float64
	radius       float64
}

// contains is true for points on the box.
func (b *box) contains(x, y float64) bool {
	return b.x <= x && x < b.x+b.w && b.y <= y && y < b.y+b.h
}

// sameAreaAs is true for boxes in the same place.
func (b *box) sameAreaAs(o *box) bool { return b.x == o.x && b.y == o.y && b.w == o.w && b.h == o.h }

// inkedLine is a line of text to paint; (x, y) is where its own origin is.
type inkedLine struct {
	line *textlayout.Line
	x, y float64
	ink  textlayout.Ink
}

// frame is everything that the pane shows, from back to front. Its slices are used
// again for the next frame.
type frame struct {
	below    []box // behind the text: fills, what is selected
	lines    []inkedLine
	above    []box // lanes, brackets, caret, scroll bar
	notes    []inkedLine
	dots     []dotted
	card     []box // the card, above all
	cardText []inkedLine

	hotspots []hotspot
	margin   []marginNote // of the lines, from above
}

func (f *frame) reset() {
	*f = frame{below: f.below[:0], lines: f.lines[:0], above: f.above[:0], notes: f.notes[:0],
		dots: f.dots[:0], card: f.card[:0], cardText: f.cardText[:0], hotspots: f.hotspots[:0], margin: f.margin[:0]}
}

// compose makes the frame for what the pane shows now. Its cost depends on what is
// visible only.
func (p *pane) compose() *frame {
	f := &p.frame
	f.reset()
	p.notes.age()
	if p.doc == nil {
		return f
	}
	placed := p.view.Lines()
	top := p.top()
	for _, l := range placed {
		c := &lineComposer{pane: p, frame: f, line: l.Line, y: p.measures.round(l.Y - top)}
		c.compose()
	}
	p.composeNotes(f)
	p.composeCaret(f, placed, top)
	p.composeBar(f)
	p.composeTicks(f)
	p.composeCard(f)
	return f
}

// top is the world y of the pane's top edge.
func (p *pane) top() float64 { return p.view.Top() - p.measures.top }

// composeCaret draws the caret, if the pane has the keyboard, and what tells
// which border moves.
func (p *pane) composeCaret(f *frame, placed []textlayout.PlacedLine, top float64) {
	if !p.focused && p.borders == nil || len(placed) == 0 {
		return
	}
	caret := p.caret()
	first, last := placed[0], placed[len(placed)-1]
	if caret.Offset < first.Start || last.End < caret.Offset {
		return
	}
	l := p.flow.LineAt(caret)
	m := &p.measures
	w := max(1, m.round(m.size/8))
	bar := box{
		x: m.round(m.columnX + l.CaretX(caret) - w/2), y: m.round(l.Y-top) + l.TextTop,
		w: w, h: l.TextBottom - l.TextTop, fill: p.styles.palette.caret,
	}
	f.above = append(f.above, bar)
	if p.borders != nil {
		f.above = append(f.above, m.knob(bar, p.borders.movesStart()))
	}
}

// knob is the grip on the bar of a border that moves: over the bar at a range's
// start, under it at its end.
func (m *measures) knob(bar box, start bool) box {
	d := 2 * m.round(m.size*0.3)
	k := box{x: bar.x + bar.w/2 - d/2, y: bar.y + bar.h - d/4, w: d, h: d, fill: bar.fill, radius: d / 2}
	if start {
		k.y = bar.y - d*3/4
	}
	return k
}

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

// tail is a little room behind the end of the line: on its left or its right, as the
// paragraph runs, whatever the direction of its last word.
func (c *lineComposer) tail() textlayout.Rect {
	m := &c.pane.measures
	w := m.round(m.size * 0.3)
	x := c.line.CaretX(textlayout.At(c.line.TextEnd))
	if runs := c.line.Runs; len(runs) > 0 {
		if x = runs[len(runs)-1].X1; c.line.RTL {
			x = runs[0].X0
		}
	}
	x = m.round(m.columnX + x)
	if c.line.RTL {
		x -= w
	}
	y := m.round(c.y + c.line.TextTop)
	return textlayout.Rect{X: x, Y: y, W: w, H: c.laneTop(0) - y}
}

// composeSelection draws what is selected, with a little tail where it goes on
// beyond a line break.
func (c *lineComposer) composeSelection() {
	for _, r := range c.pane.selected() {
		if r[1] <= c.line.Start || c.line.End <= r[0] {
			continue
		}
		rects := c.rects(r[0], r[1])
		if r[0] <= c.line.TextEnd && c.line.TextEnd < r[1] && c.line.TextEnd < c.line.End {
			rects = append(rects, c.tail())
		}
		for _, t := range rects {
			c.frame.below = append(c.frame.below, box{x: t.X, y: t.Y, w: t.W, h: t.H, fill: c.pane.styles.palette.selection})
		}
	}
}
