package docview

import "postil/annotate"

// overflow is the lane of a span for which no lane was free: it is counted, not
// drawn with a line of its own.
const overflow = -1

// laneCount is how many spans of one look can be told apart at one place. Grey
// text has no lanes.
func laneCount(look annotate.Look) int {
	switch look {
	case annotate.Fill, annotate.Bracket:
		return 3
	case annotate.Underline:
		return 2
	}
	return 0
}

// Spans of one look that share a place are told apart by their lane. A span gets
// the lowest lane that is free from its first fragment to its last, and keeps it:
// what is added or removed beside it never moves it. Only spans in overflow move
// up, into a lane that became free.

// layLanes gives lanes to entries in order, at the opening of a document.
func layLanes(sorted []*entry) {
	ends := map[annotate.Look][]int{}
	for _, e := range sorted {
		look := e.style.look
		if ends[look] == nil {
			ends[look] = make([]int, laneCount(look))
		}
		e.lane = overflow
		for lane, end := range ends[look] {
			if end <= e.start {
				e.lane = lane
				ends[look][lane] = e.end
				break
			}
		}
	}
}

// addWithLane puts an entry into the index and gives it a lane. It tries the
// wanted one first, unless that is overflow.
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

// freeLane is a lane for e that no other span of its look occupies where e is.
func (x *spanIndex) freeLane(e *entry, wanted int) int {
	count := laneCount(e.style.look)
	all := 1<<count - 1
	taken := 0
	for o := range x.overlapping(e.start, e.end) {
		if o != e && o.lane != overflow && o.style.look == e.style.look {
			taken |= 1 << o.lane
		}
		if taken == all {
			return overflow
		}
	}
	if 0 <= wanted && wanted < count && taken&(1<<wanted) == 0 {
		return wanted
	}
	for lane := range count {
		if taken&(1<<lane) == 0 {
			return lane
		}
	}
	return overflow
}

// promote gives lanes to spans in overflow where a span was removed.
func (x *spanIndex) promote(removed *entry) {
	for o := range x.overlapping(removed.start, removed.end) {
		if o.lane == overflow && o.style.look == removed.style.look {
			o.lane = x.freeLane(o, overflow)
		}
	}
}
