package docview

import (
	"slices"
	"sort"

	"postil/annotate"
)

// zone is a place for lanes: spans in one zone that share a place are told apart
// by their lane.
type zone uint8

const (
	noZone    zone = iota // grey text
	underText             // between a line of text and the next
	inMargin              // beside the text
	zones
)

// laneCount is the number of lanes in each zone.
var laneCount = [zones]int{noZone: 0, underText: 4, inMargin: 3}

// overflow is the lane of what has none: it is counted, not drawn with a line of
// its own.
const overflow = -1

// The lanes of each look, in the order in which they are tried.
var (
	fillLanes    = []int{0, 1, 2, 3}
	lineLanes    = []int{1, 2, 3, 0}
	bracketLanes = []int{0, 1, 2}
)

// zoneOf is where spans of a look are drawn, with the lanes in the order in which
// they are tried. Underlines leave the first lane to fills, whose line belongs to
// the fill above it.
func zoneOf(look annotate.Look) (zone, []int) {
	switch look {
	case annotate.Fill:
		return underText, fillLanes
	case annotate.Underline:
		return underText, lineLanes
	case annotate.Bracket:
		return inMargin, bracketLanes
	}
	return noZone, nil
}

// zone is where a span is drawn.
func (e *entry) zone() zone {
	z, _ := zoneOf(e.style.look)
	return z
}

// bracketRoom is how far apart brackets in one lane stand where there is another
// lane, in bytes: about a line, so that two don't run into each other beside a line
// on which one ends and the next begins.
const bracketRoom = 120

// apart is how far apart spans in one lane of a zone should be.
func (z zone) apart() int {
	if z == inMargin {
		return bracketRoom
	}
	return 0
}

// divides is true for zones in which a span may change lanes. A bracket may not: two
// that share a line of text would run into each other beside it, and which text
// shares a line depends on the width.
func (z zone) divides() bool { return z == underText }

// room is what a span has of the lanes of its zone.
type room struct {
	lane  int       // from its first fragment to its last; overflow if no one lane is free
	parts []stretch // then those for which one is, in order; never written to
}

// noRoom is that of a span that has no lane anywhere.
var noRoom = room{lane: overflow}

func (r room) equals(o room) bool { return r.lane == o.lane && slices.Equal(r.parts, o.parts) }

// stretch is a range of a span, in bytes, that is in one lane, or in overflow.
type stretch struct{ start, end, lane int }

// stretches yields in which lanes a range of the span is, from its start to its end,
// what is in overflow included.
func (e *entry) stretches(start, end int) func(yield func(stretch) bool) {
	return func(yield func(stretch) bool) {
		if e.lane != overflow {
			yield(stretch{start, end, e.lane})
			return
		}
		first := sort.Search(len(e.parts), func(i int) bool { return e.parts[i].end > start })
		for _, s := range e.parts[first:] {
			if s.start >= end {
				break
			}
			if start < s.start && !yield(stretch{start, s.start, overflow}) {
				return
			}
			s.start, s.end = max(start, s.start), min(end, s.end)
			if !yield(s) {
				return
			}
			start = s.end
		}
		if start < end {
			yield(stretch{start, end, overflow})
		}
	}
}

// hasLane is true if the span has a lane somewhere in a range.
func (e *entry) hasLane(start, end int) bool {
	for s := range e.stretches(start, end) {
		if s.lane != overflow {
			return true
		}
	}
	return false
}

// joined is the room of a span that has lanes in stretches, which are in order and
// may touch.
func (e *entry) joined(parts []stretch) room {
	kept := parts[:0]
	for _, s := range parts {
		if last := len(kept) - 1; last >= 0 && kept[last].end == s.start && kept[last].lane == s.lane {
			kept[last].end = s.end
			continue
		}
		kept = append(kept, s)
	}
	if len(kept) == 1 && kept[0].start == e.start && kept[0].end == e.end {
		return room{lane: kept[0].lane}
	}
	return room{lane: overflow, parts: kept}
}
