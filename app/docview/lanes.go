package docview

import (
	"math"

	"postil/annotate"
)

// zone is a place for lanes: spans in one zone that share a place are told apart
// by their lane.
type zone uint8

const (
	noZone    zone = iota // grey text
	underText             // between a line of text and the next
	inMargin              // beside the text
)

// laneCount is the number of lanes in each zone.
var laneCount = [...]int{noZone: 0, underText: 4, inMargin: 3}

// overflow is the lane of a span for which no lane was free: it is counted, not
// drawn with a line of its own.
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

// sameZone is true if two entries are drawn in one zone.
func sameZone(a, b *entry) bool {
	za, _ := zoneOf(a.style.look)
	zb, _ := zoneOf(b.style.look)
	return za == zb
}

// A span gets the first lane that is free from its first fragment to its last, and
// keeps it: what is added or removed beside it never moves it. Only spans in
// overflow move up, into a lane that became free.

// layLanes gives lanes to entries in order, at the opening of a document.
func layLanes(sorted []*entry) {
	var ends [len(laneCount)][4]int // of the last span in each lane
	for zone := range ends {
		for lane := range ends[zone] {
			ends[zone][lane] = -bracketRoom
		}
	}
	for _, e := range sorted {
		zone, lanes := zoneOf(e.style.look)
		taken, near := 0, 0
		for _, lane := range lanes {
			if ends[zone][lane] > e.start {
				taken |= 1 << lane
			}
			if ends[zone][lane] > e.start-zone.room() {
				near |= 1 << lane
			}
		}
		if e.lane = firstFree(lanes, taken, near); e.lane != overflow {
			ends[zone][e.lane] = e.end
		}
	}
}

// keepLanes gives entries in order the lanes that the same spans at the same places
// have in another index, and returns those that get none from it.
func keepLanes(from *spanIndex, sorted []*entry) (without []*entry) {
	var old []*entry
	for e := range from.overlapping(-1, math.MaxInt) {
		old = append(old, e)
	}
	for _, e := range sorted {
		for len(old) > 0 && old[0].compare(e) < 0 {
			old = old[1:]
		}
		e.lane = overflow
		if len(old) > 0 && old[0].compare(e) == 0 && sameZone(old[0], e) {
			e.lane = old[0].lane
		}
		if e.lane == overflow {
			without = append(without, e)
		}
	}
	return without
}

// bracketRoom is how far apart brackets in one lane stand where there is another
// lane, in bytes: about a line, so that two don't run into each other beside a line
// on which one ends and the next begins.
const bracketRoom = 120

// room is how far apart spans in one lane of a zone should be.
func (z zone) room() int {
	if z == inMargin {
		return bracketRoom
	}
	return 0
}

// firstFree is the first lane that is neither taken nor near to another span, else
// the first that is not taken.
func firstFree(lanes []int, taken, near int) int {
	for _, without := range [...]int{taken | near, taken} {
		for _, lane := range lanes {
			if without&(1<<lane) == 0 {
				return lane
			}
		}
	}
	return overflow
}

// addWithLane puts an entry into the index and gives it a lane: the wanted one if
// it is free.
func (x *spanIndex) addWithLane(e *entry, wanted int) {
	e.lane = x.freeLane(e, wanted)
	x.add(e)
}

// removeWithLane takes an entry out and lets spans in overflow have its lane.
func (x *spanIndex) removeWithLane(e *entry) {
	x.remove(e)
	if e.lane != overflow {
		x.promote(e)
	}
}

// freeLane is a lane for e that no other span occupies where e is: the wanted one
// (unless that is overflow), else the first free one.
func (x *spanIndex) freeLane(e *entry, wanted int) int {
	zone, lanes := zoneOf(e.style.look)
	all := 1<<laneCount[zone] - 1
	taken, near := 0, 0
	for o := range x.overlapping(e.start-zone.room(), e.end+zone.room()) {
		if taken == all {
			return overflow
		}
		if o == e || o.lane == overflow || !sameZone(o, e) {
			continue
		}
		near |= 1 << o.lane
		if o.start < e.end && e.start < o.end {
			taken |= 1 << o.lane
		}
	}
	if wanted != overflow && taken&(1<<wanted) == 0 {
		return wanted
	}
	return firstFree(lanes, taken, near)
}

// promote gives lanes to spans in overflow where a span was.
func (x *spanIndex) promote(removed *entry) {
	for o := range x.overlapping(removed.start, removed.end) {
		if o.lane == overflow && sameZone(o, removed) {
			o.lane = x.freeLane(o, overflow)
		}
	}
}
