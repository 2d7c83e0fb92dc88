package tokens

import (
	"bytes"
	"cmp"
	"slices"

	"postil/annotate"
	"postil/export/dataset"
)

// Resolver lets spans stay where a format has room for one in each place, by one
// of [dataset.Overlaps]. Places are counted by whoever uses it: tokens, or bytes.
//
// All of a span stays or none. Of equals the one stays that begins first, then
// the one of the label that the scheme names first, then the one that records
// list first, so that the same spans always stay.
type Resolver struct {
	overlap dataset.Overlap
	lose    func(s *annotate.Span, reason string)

	places     int
	Candidates []Candidate // of the piece in hand
	kept       []Candidate
	ranges     [][2]int // of all candidates
	taken      []byte   // 1 for each place that is
}

// Candidate is a span in search of its places.
type Candidate struct {
	Span         *annotate.Span // whose places they are
	Label        int            // index in the inventory
	column       int            // that it competes in
	Size         int            // how long it is
	first, after int            // of the resolver's ranges
}

// NewResolver returns a resolver by one of the ways out of overlap, which tells lose of
// every span that does not stay, and why.
func NewResolver(overlap dataset.Overlap, lose func(*annotate.Span, string)) *Resolver {
	return &Resolver{overlap: overlap, lose: lose}
}

// Begin makes room for a text of so many places.
func (r *Resolver) Begin(places int) {
	r.places = places
	r.Candidates, r.ranges = r.Candidates[:0], r.ranges[:0]
}

// RangesOf returns where a candidate stands.
func (r *Resolver) RangesOf(c *Candidate) [][2]int { return r.ranges[c.first:c.after] }

// Add takes a candidate in, for ranges that are in order and apart.
func (r *Resolver) Add(c Candidate, ranges [][2]int) {
	c.first = len(r.ranges)
	r.ranges = append(r.ranges, ranges...)
	c.after = len(r.ranges)
	r.Candidates = append(r.Candidates, c)
}

// Resolve hands over the candidates that stay, column by column and in order,
// and tells of the others.
func (r *Resolver) Resolve(columns int, keep func(column int, kept []Candidate)) {
	slices.SortStableFunc(r.Candidates, r.compare)
	r.once()
	for column := range columns {
		r.kept = r.kept[:0]
		for _, c := range r.Candidates {
			if c.column == column {
				r.kept = append(r.kept, c)
			}
		}
		if r.overlaps() {
			r.choose()
		}
		keep(column, r.kept)
	}
}

// compare orders candidates by start, then the longer first, and puts those that
// say the same side by side.
func (r *Resolver) compare(a, b Candidate) int {
	one, other := r.RangesOf(&a), r.RangesOf(&b)
	if d := cmp.Or(one[0][0]-other[0][0], b.Size-a.Size, a.Label-b.Label); d != 0 {
		return d
	}
	return slices.CompareFunc(one, other, func(x, y [2]int) int { return cmp.Or(x[0]-y[0], x[1]-y[1]) })
}

// once leaves one of several candidates that say the same.
func (r *Resolver) once() {
	left := r.Candidates[:0]
	for _, c := range r.Candidates {
		if last := len(left) - 1; 0 <= last && r.compare(left[last], c) == 0 {
			r.lose(c.Span, StandsTwice)
			continue
		}
		left = append(left, c)
	}
	r.Candidates = left
}

// overlaps tells whether two of the column need the same place.
func (r *Resolver) overlaps() bool {
	end := 0
	for _, c := range r.kept {
		ranges := r.RangesOf(&c)
		if ranges[0][0] < end {
			return true
		}
		end = ranges[len(ranges)-1][1]
	}
	return false
}

// choose lets the candidates of a column take their places, the preferred first.
func (r *Resolver) choose() {
	why := ""
	switch r.overlap {
	case dataset.Innermost:
		slices.SortStableFunc(r.kept, func(a, b Candidate) int { return a.Size - b.Size })
		why = "it overlaps another span, and of those the innermost stays"
	case dataset.First:
		why = "it overlaps another span, and of those the first stays"
	case dataset.SplitByLayer:
		slices.SortStableFunc(r.kept, func(a, b Candidate) int { return b.Size - a.Size })
		why = "it overlaps another span of its layer, and of those the longest stays"
	default:
		slices.SortStableFunc(r.kept, func(a, b Candidate) int { return b.Size - a.Size })
		why = "it overlaps another span, and of those the longest stays"
	}
	r.taken = append(r.taken[:0], make([]byte, r.places)...)
	left := r.kept[:0]
	for _, c := range r.kept {
		if !r.take(r.RangesOf(&c)) {
			r.lose(c.Span, why)
			continue
		}
		left = append(left, c)
	}
	r.kept = left
	slices.SortStableFunc(r.kept, r.compare)
}

// take takes places, unless one of them is taken.
func (r *Resolver) take(ranges [][2]int) bool {
	for _, g := range ranges {
		if 0 <= bytes.IndexByte(r.taken[g[0]:g[1]], 1) {
			return false
		}
	}
	for _, g := range ranges {
		for i := g[0]; i < g[1]; i++ {
			r.taken[i] = 1
		}
	}
	return true
}
