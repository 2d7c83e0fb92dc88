package textlayout

import "sort"

// Line is one laid-out line. It never changes; coordinates are relative to the
// column's left edge and the line's top.
type Line struct {
	// Start and End are the line's byte range, white space and line break at its
	// end included: every byte of the document belongs to exactly one line.
	Start, End int
	// TextEnd is End without the line break (a soft-wrapped line has none).
	TextEnd int
	// Height of the line with its lane; the next line begins below it.
	Height float64
	// Baseline is the distance of the baseline from the line's top.
	Baseline float64
	// TextTop and TextBottom bound the tallest ascent and descent on the line:
	// carets and selections span them. The lane begins at TextBottom or below.
	TextTop, TextBottom float64
	// Left and Right bound the clusters without white space at the line's end.
	Left, Right float64
	// RTL is true if the paragraph runs from right to left.
	RTL bool
	// Runs in visual order, from left to right.
	Runs []Run
	// Clusters in logical order: one for each grapheme cluster of [Start, End).
	Clusters []Cluster

	soft   bool
	origin float64 // where an empty line's caret stands
	size   float64 // pixels per em
	glyphs []placedGlyph
	ink    ink
	key    LineKey
}

// LineKey identifies a line for as long as the column's width and style stay the
// same, also when it was evicted and laid out again. It is comparable.
type LineKey struct {
	Generation uint64
	Start      int
}

// Cluster is a grapheme cluster on a line, drawn in [X0, X1). In a ligature, which
// has one drawing for several clusters, each has an equal part of its width.
type Cluster struct {
	Start, End int
	X0, X1     float64
	RTL        bool
}

// leading is the x of the edge where reading the cluster begins.
func (c Cluster) leading() float64 {
	if c.RTL {
		return c.X1
	}
	return c.X0
}

// trailing is the x of the edge where reading the cluster ends.
func (c Cluster) trailing() float64 {
	if c.RTL {
		return c.X0
	}
	return c.X1
}

// Run is a piece of a line in one direction, drawn in [X0, X1). It holds the
// clusters [First, Last) of its line.
type Run struct {
	Start, End  int
	First, Last int
	X0, X1      float64
	RTL         bool
}

// Key is the line's stable identity.
func (l *Line) Key() LineKey { return l.key }

// clusterAt is the index of the cluster that holds the byte at offset, or
// len(Clusters).
func (l *Line) clusterAt(offset int) int {
	return sort.Search(len(l.Clusters), func(i int) bool { return l.Clusters[i].End > offset })
}

// CaretX is the x at which a caret at p stands. A position outside of the line
// gives its nearer end.
func (l *Line) CaretX(p Position) float64 {
	if len(l.Clusters) == 0 {
		return l.origin
	}
	i := l.clusterAt(p.Offset)
	if p.Affinity == Upstream && i > 0 && l.Clusters[i-1].End == p.Offset {
		return l.Clusters[i-1].trailing()
	}
	if i == len(l.Clusters) {
		return l.endX()
	}
	return l.Clusters[i].leading()
}

// endX is the x of the line's end in the paragraph's direction, white space at the
// end included.
func (l *Line) endX() float64 {
	if len(l.Runs) == 0 {
		return l.origin
	}
	if l.RTL {
		return l.Runs[0].X0
	}
	return l.Runs[len(l.Runs)-1].X1
}

// Hit finds what is drawn at x.
func (l *Line) Hit(x float64) Hit {
	for _, r := range l.Runs {
		if x < r.X0 || x >= r.X1 {
			continue
		}
		for _, c := range l.Clusters[r.First:r.Last] {
			if x < c.X0 || x >= c.X1 {
				continue
			}
			h := Hit{Position: Position{c.Start, Downstream}, Start: c.Start, End: c.End, Inside: true}
			if (x >= (c.X0+c.X1)/2) != c.RTL {
				h.Position = Position{c.End, Upstream}
			}
			return h
		}
	}
	return l.hitOutside(x)
}

// hitOutside gives the logical start or end of the line.
func (l *Line) hitOutside(x float64) Hit {
	beyondLeft := len(l.Runs) > 0 && x < l.Runs[0].X0
	p := At(l.TextEnd)
	switch {
	case len(l.Runs) == 0 || beyondLeft != l.RTL:
		p = At(l.Start)
	case l.soft:
		p = Position{l.End, Upstream}
	}
	return Hit{Position: p, Start: p.Offset, End: p.Offset}
}

// RangeRects covers the clusters of the byte range [start, end) that are on this
// line, those that it holds in part too, from left to right, in line coordinates: X
// from the column's edge, Y and H from TextTop to TextBottom. A logical range falls into several rectangles where
// directions are mixed. Line breaks have no width; an empty range gives nothing.
func (l *Line) RangeRects(start, end int) []Rect {
	var rects []Rect
	if start >= end {
		return nil
	}
	for _, r := range l.Runs {
		if r.End <= start || end <= r.Start {
			continue
		}
		x0, x1 := r.X1, r.X0
		for _, c := range l.Clusters[r.First:r.Last] {
			if c.Start < end && start < c.End {
				x0, x1 = min(x0, c.X0), max(x1, c.X1)
			}
		}
		if x0 >= x1 {
			continue
		}
		if n := len(rects); n > 0 && rects[n-1].X+rects[n-1].W >= x0-0.01 {
			rects[n-1].W = x1 - rects[n-1].X
			continue
		}
		rects = append(rects, Rect{x0, l.TextTop, x1 - x0, l.TextBottom - l.TextTop})
	}
	return rects
}

// PlacedLine is a line with the world y of its top.
type PlacedLine struct {
	*Line
	Y float64
}
