package export

import (
	"bytes"
	"cmp"
	"slices"

	"postil/annotate"
)

// resolver lets spans stay where a format has room for one in each place, by one
// of [Overlaps]. Places are counted by whoever uses it: tokens, or bytes.
//
// All of a span stays or none. Of equals the one stays that begins first, then
// the one of the label that the scheme names first, then the one that records
// list first, so that the same spans always stay.
type resolver struct {
	overlap Overlap
	lose    func(s *annotate.Span, reason string)

	places     int
	candidates []candidate
	kept       []candidate
	ranges     [][2]int // of all candidates
	taken      []byte   // 1 for each place that is
}

// candidate is a span in search of its places.
type candidate struct {
	span         *annotate.Span
	label        int // index in the inventory
	column       int // that it competes in
	size         int // how long it is
	first, after int // of the resolver's ranges
}

func newResolver(overlap Overlap, lose func(*annotate.Span, string)) *resolver {
	return &resolver{overlap: overlap, lose: lose}
}

// begin makes room for a text of so many places.
func (r *resolver) begin(places int) {
	r.places = places
	r.candidates, r.ranges = r.candidates[:0], r.ranges[:0]
}

// rangesOf returns where a candidate stands.
func (r *resolver) rangesOf(c *candidate) [][2]int { return r.ranges[c.first:c.after] }

// add takes a candidate in, for ranges that are in order and apart.
func (r *resolver) add(c candidate, ranges [][2]int) {
	c.first = len(r.ranges)
	r.ranges = append(r.ranges, ranges...)
	c.after = len(r.ranges)
	r.candidates = append(r.candidates, c)
}

// resolve hands over the candidates that stay, column by column and in order,
// and tells of the others.
func (r *resolver) resolve(columns int, keep func(column int, kept []candidate)) {
	slices.SortStableFunc(r.candidates, r.compare)
	r.once()
	for column := range columns {
		r.kept = r.kept[:0]
		for _, c := range r.candidates {
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
func (r *resolver) compare(a, b candidate) int {
	one, other := r.rangesOf(&a), r.rangesOf(&b)
	if d := cmp.Or(one[0][0]-other[0][0], b.size-a.size, a.label-b.label); d != 0 {
		return d
	}
	return slices.CompareFunc(one, other, func(x, y [2]int) int { return cmp.Or(x[0]-y[0], x[1]-y[1]) })
}

// once leaves one of several candidates that say the same.
func (r *resolver) once() {
	left := r.candidates[:0]
	for _, c := range r.candidates {
		if last := len(left) - 1; 0 <= last && r.compare(left[last], c) == 0 {
			r.lose(c.span, standsTwice)
			continue
		}
		left = append(left, c)
	}
	r.candidates = left
}

// overlaps tells whether two of the column need the same place.
func (r *resolver) overlaps() bool {
	end := 0
	for _, c := range r.kept {
		ranges := r.rangesOf(&c)
		if ranges[0][0] < end {
			return true
		}
		end = ranges[len(ranges)-1][1]
	}
	return false
}

// choose lets the candidates of a column take their places, the preferred first.
func (r *resolver) choose() {
	why := ""
	switch r.overlap {
	case Innermost:
		slices.SortStableFunc(r.kept, func(a, b candidate) int { return a.size - b.size })
		why = "it overlaps another span, and of those the innermost stays"
	case First:
		why = "it overlaps another span, and of those the first stays"
	case SplitByLayer:
		slices.SortStableFunc(r.kept, func(a, b candidate) int { return b.size - a.size })
		why = "it overlaps another span of its layer, and of those the longest stays"
	default:
		slices.SortStableFunc(r.kept, func(a, b candidate) int { return b.size - a.size })
		why = "it overlaps another span, and of those the longest stays"
	}
	r.taken = append(r.taken[:0], make([]byte, r.places)...)
	left := r.kept[:0]
	for _, c := range r.kept {
		if !r.take(r.rangesOf(&c)) {
			r.lose(c.span, why)
			continue
		}
		left = append(left, c)
	}
	r.kept = left
	slices.SortStableFunc(r.kept, r.compare)
}

// take takes places, unless one of them is taken.
func (r *resolver) take(ranges [][2]int) bool {
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
