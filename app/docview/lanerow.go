package docview

import (
	"slices"
	"sort"
)

// laneRow is one lane from the beginning of the text to its end: the ranges of it
// that are taken, in order, for every block of text that they reach into. Blocks
// keep the cost of taking a range from growing with the text.
type laneRow [][]extent

// extent is a range of bytes.
type extent struct{ start, end int }

// blockBits makes a block 4,096 bytes of text.
const blockBits = 12

// next is the first range taken that reaches into [from, to); ok is false if there is
// none.
func (r laneRow) next(from, to int) (taken extent, ok bool) {
	for b := from >> blockBits; b < len(r) && b<<blockBits < to; b++ {
		if i := reaching(r[b], from); i < len(r[b]) {
			return r[b][i], r[b][i].start < to
		}
	}
	return extent{}, false
}

// reaching is the number of the first range that ends after an offset.
func reaching(block []extent, offset int) int {
	return sort.Search(len(block), func(i int) bool { return block[i].end > offset })
}

// take takes a range that is free.
func (r *laneRow) take(start, end int) {
	last := (end - 1) >> blockBits
	for len(*r) <= last {
		*r = append(*r, nil)
	}
	for b := start >> blockBits; b <= last; b++ {
		block := &(*r)[b]
		*block = slices.Insert(*block, reaching(*block, start), extent{start, end})
	}
}

// free lets the ranges go that are taken in [start, end).
func (r laneRow) free(start, end int) {
	for b := start >> blockBits; b < len(r) && b<<blockBits < end; b++ {
		first := reaching(r[b], start)
		after := first + sort.Search(len(r[b])-first, func(i int) bool { return r[b][first+i].start >= end })
		r[b] = slices.Delete(r[b], first, after)
	}
}
