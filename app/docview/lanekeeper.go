package docview

import (
	"cmp"
	"slices"

	"postil/annotate"
)

// laneKeeper gives the spans of an open document their lanes.
//
// A span gets the first lane that is free from its first fragment to its last. Where
// none is, it gets lanes in stretches, with as few changes of lane as possible, and
// is without one only where all are taken. What it got it keeps, whatever comes:
// what is added takes what is left. When a span goes, others get its room where they
// have none; when it comes back, they give it back.
//
// At the opening of a document lanes are given in the order in which the spans were
// made, so that it looks as it looked when the last was added.
type laneKeeper struct {
	index *spanIndex
	rows  [zones][4]laneRow
	left  map[place]departure
	count int // of departures so far
}

// place is a span at a place: with other ends or in another zone it is another.
type place struct {
	uid        annotate.UID
	start, end int
	zone       zone
}

func placeOf(e *entry) place { return place{e.span.UID, e.start, e.end, e.zone()} }

// departure is what happened when a span went.
type departure struct {
	number   int // counting from 1
	room     room
	promoted []promotion
}

// promotion is that a span got more room.
type promotion struct {
	of            place
	before, after room
}

// A span over so many changes of lanes that this is not enough stays in overflow
// from its first fragment to its last: what is tagged must show at once.
const (
	mostParts = 1000
	mostSteps = 4000
)

// newLaneKeeper gives lanes to all spans of an index, in the order in which they were
// made.
func newLaneKeeper(index *spanIndex, made []*entry) *laneKeeper {
	k := &laneKeeper{index: index, left: map[place]departure{}}
	for _, e := range made {
		k.allot(e, overflow)
	}
	return k
}

// change tells of spans that have left the index and of others that are in it now.
// A span that comes with other ends than the one of its UID that left keeps its lane
// where it can.
func (k *laneKeeper) change(left, come []*entry) {
	before := map[annotate.UID]*entry{} // those that come, as they were
	for _, e := range come {
		before[e.span.UID] = nil
	}
	for _, e := range left {
		k.vacate(e)
		if _, changed := before[e.span.UID]; changed {
			before[e.span.UID] = e
		} else {
			k.depart(e, before)
		}
	}
	again, fresh := k.returning(come)
	var back []*entry
	for _, e := range again {
		if k.restore(e) {
			back = append(back, e)
		} else {
			fresh = append(fresh, e)
		}
	}
	for _, e := range fresh {
		k.allot(e, wanted(e, before[e.span.UID]))
	}
	for _, e := range back { // where there is more room than there was
		k.fill(e, e.start, e.end)
	}
	for _, e := range left {
		if before[e.span.UID] == e {
			k.depart(e, nil)
		}
	}
}

// wanted is the lane that a span should have that was at another place before, if it
// was (else it is nil).
func wanted(e, before *entry) int {
	if before == nil || before.zone() != e.zone() {
		return overflow
	}
	return before.lane
}

// depart gives to others what a span had, except to those that only come, and takes
// down what to do when it comes back.
func (k *laneKeeper) depart(e *entry, come map[annotate.UID]*entry) {
	k.count++
	k.left[placeOf(e)] = departure{k.count, e.room, k.promote(e, come)}
}

// returning divides spans that come into those that were there before, the last one
// that left first, and others in the order in which they were made.
func (k *laneKeeper) returning(come []*entry) (again, fresh []*entry) {
	for _, e := range come {
		if k.left[placeOf(e)].number > 0 {
			again = append(again, e)
		} else {
			fresh = append(fresh, e)
		}
	}
	slices.SortFunc(again, func(a, b *entry) int { return k.left[placeOf(b)].number - k.left[placeOf(a)].number })
	slices.SortFunc(fresh, (*entry).compareMade)
	return again, fresh
}

// restore gives a span that comes back what it had, and takes from others what they
// got when it left. It reports whether that was possible without moving anything to
// another lane, as it is where nothing else has changed since; if not, it leaves
// everything as it is.
func (k *laneKeeper) restore(e *entry) bool {
	d := k.left[placeOf(e)]
	delete(k.left, placeOf(e))
	var losers []*entry
	var rooms []room
	for _, p := range slices.Backward(d.promoted) {
		o := k.index.get(p.of.uid)
		if o == nil || placeOf(o) != p.of || !o.room.equals(p.after) {
			continue // it has left, or changed since
		}
		losers, rooms = append(losers, o), append(rooms, o.room)
		k.vacate(o)
		k.give(o, p.before)
	}
	restored := k.give(e, d.room)
	for _, o := range losers {
		restored = restored && !k.fill(o, o.start, o.end)
	}
	if restored {
		return true
	}
	k.vacate(e)
	for _, o := range losers {
		k.vacate(o)
	}
	for i, o := range losers {
		k.give(o, rooms[i])
	}
	e.room = noRoom
	return false
}

// compareMade orders entries as they were made: by time, in milliseconds as projects
// keep it; those made at once, in the order of the text.
func (e *entry) compareMade(o *entry) int {
	if d := cmp.Compare(e.span.Created.UnixMilli(), o.span.Created.UnixMilli()); d != 0 {
		return d
	}
	return e.compare(o)
}

// promote gives the room that a span had to those that have none there, in the order
// in which they were made, except to those that only come.
func (k *laneKeeper) promote(left *entry, come map[annotate.UID]*entry) (promoted []promotion) {
	if !left.hasLane(left.start, left.end) {
		return nil
	}
	var waiting []*entry
	for e := range k.index.overlapping(left.start, left.end) {
		if _, comes := come[e.span.UID]; !comes && e.lane == overflow && e.zone() == left.zone() {
			waiting = append(waiting, e)
		}
	}
	slices.SortFunc(waiting, (*entry).compareMade)
	for _, e := range waiting {
		before := e.room
		if k.fill(e, left.start, left.end) {
			promoted = append(promoted, promotion{placeOf(e), before, e.room})
		}
	}
	return promoted
}

// allot gives a span that has none its lanes: the wanted one (unless that is overflow)
// if it is free.
func (k *laneKeeper) allot(e *entry, wanted int) {
	zone, lanes := zoneOf(e.style.look)
	e.room = noRoom
	if wanted != overflow && k.give(e, room{lane: wanted}) {
		return
	}
	for _, apart := range [...]int{zone.apart(), 0} {
		for _, lane := range lanes {
			if k.isFree(zone, lane, e.start-apart, e.end+apart) {
				k.give(e, room{lane: lane})
				return
			}
		}
	}
	k.divide(e, e.start, e.end)
}

// isFree is true if nothing of a lane is taken in a range.
func (k *laneKeeper) isFree(z zone, lane, start, end int) bool {
	_, taken := k.rows[z][lane].next(max(0, start), end)
	return !taken
}

// give gives room to a span that has none. It reports whether it is free; else it
// gives nothing.
func (k *laneKeeper) give(e *entry, r room) bool {
	z := e.zone()
	e.room = r
	for s := range e.stretches(e.start, e.end) {
		if s.lane != overflow && !k.isFree(z, s.lane, s.start, s.end) {
			e.room = noRoom
			return false
		}
	}
	for s := range e.stretches(e.start, e.end) {
		if s.lane != overflow {
			k.rows[z][s.lane].take(s.start, s.end)
		}
	}
	return true
}

// vacate frees the lanes of a span, which keeps them in mind.
func (k *laneKeeper) vacate(e *entry) {
	for s := range e.stretches(e.start, e.end) {
		if s.lane != overflow {
			k.rows[e.zone()][s.lane].free(s.start, s.end)
		}
	}
}

// fill gives a span lanes in a range where it has none. It reports whether it got any.
func (k *laneKeeper) fill(e *entry, start, end int) bool {
	switch {
	case e.lane != overflow:
		return false
	case len(e.parts) > 0:
		return k.divide(e, max(start, e.start), min(end, e.end))
	}
	k.allot(e, overflow) // may have been too much to divide
	return e.hasLane(e.start, e.end)
}

// divide gives a span in stretches, from start to end, the lanes that are free where
// it has none. It reports whether it got any.
func (k *laneKeeper) divide(e *entry, start, end int) bool {
	if !e.zone().divides() {
		return false
	}
	var parts []stretch
	got, steps := false, mostSteps
	for s := range e.stretches(e.start, e.end) {
		if s.lane != overflow {
			parts = append(parts, s)
			continue
		}
		before := len(parts)
		parts = k.freeStretches(parts, e, extent{max(s.start, start), min(s.end, end)}, &steps)
		got = got || len(parts) > before
	}
	if !got || len(parts) > mostParts || steps < 0 {
		return false
	}
	k.vacate(e)
	return k.give(e, e.joined(parts))
}

// freeStretches appends stretches of a range for which a lane is free. The lane that
// is free farthest on gives the fewest changes. It counts down the steps it takes,
// and ends early when there are none left.
func (k *laneKeeper) freeStretches(parts []stretch, e *entry, in extent, steps *int) []stretch {
	zone, lanes := zoneOf(e.style.look)
	for in.start < in.end {
		if *steps--; *steps < 0 {
			break
		}
		before := overflow // stay in the lane where others lead no farther
		if n := len(parts); n > 0 {
			before = parts[n-1].lane
		}
		best := stretch{in.start, in.start, overflow}
		blocked := in.end // until when, if all lanes are
		for _, lane := range lanes {
			free := in.end
			if taken, ok := k.rows[zone][lane].next(in.start, in.end); ok {
				free = max(in.start, taken.start)
				blocked = min(blocked, taken.end)
			}
			if free > best.end || free == best.end && free > in.start && lane == before {
				best.end, best.lane = free, lane
			}
		}
		if in.start = blocked; best.lane != overflow {
			parts = append(parts, best)
			in.start = best.end
		}
	}
	return parts
}
