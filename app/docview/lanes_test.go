package docview

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"postil/annotate"
)

// laned are spans with their lanes, without a pane.
type laned struct {
	*laneKeeper
}

func layLanes(entries []*entry) laned {
	sorted := inOrder(entries)
	for _, e := range sorted {
		e.room = noRoom
	}
	return laned{newLaneKeeper(newSpanIndex(sorted), asMade(sorted))}
}

func (l laned) add(e *entry) {
	e.room = noRoom
	l.index.add(e)
	l.change(nil, []*entry{e})
}

func (l laned) remove(e *entry) {
	l.index.remove(e)
	l.change([]*entry{e}, nil)
}

func (l laned) entries() []*entry { return slices.Collect(l.index.overlapping(-1, testLength+1)) }

// rooms notes the lanes of every span.
func rooms(entries []*entry) map[annotate.UID]room {
	all := map[annotate.UID]room{}
	for _, e := range entries {
		all[e.span.UID] = e.room
	}
	return all
}

func sameRooms(a, b map[annotate.UID]room) bool { return maps.EqualFunc(a, b, room.equals) }

// laneAt is the lane of a span at a byte.
func (e *entry) laneAt(offset int) int {
	for s := range e.stretches(offset, offset+1) {
		return s.lane
	}
	return overflow
}

// keepLanes fails if a span that had a lane at some byte has another one there. It may
// lose it only if something comes back whose lane it was.
func keepLanes(t *rapid.T, mayLose bool, entries []*entry, before map[annotate.UID]room) {
	for _, e := range entries {
		was, there := before[e.span.UID]
		if !there {
			continue
		}
		old := *e
		old.room = was
		for s := range old.stretches(e.start, e.end) {
			for at := s.start; at < s.end && s.lane != overflow; at++ {
				if now := e.laneAt(at); now != s.lane && !(mayLose && now == overflow) {
					t.Fatalf("[%d, %d) was in lane %d at %d and is in %d", e.start, e.end, s.lane, at, now)
				}
			}
		}
	}
}

// checkLanes fails if two spans can't be told apart at some byte, or one hides for no
// reason.
func checkLanes(t *rapid.T, entries []*entry) {
	for _, e := range entries {
		for s := range e.stretches(e.start, e.end) {
			checkStretch(t, e, s, entries)
		}
	}
}

func checkStretch(t *rapid.T, e *entry, s stretch, entries []*entry) {
	z, lanes := zoneOf(e.style.look)
	if s.lane >= laneCount[z] || s.start >= s.end {
		t.Fatalf("%+v in a zone of %d lanes", s, laneCount[z])
	}
	full := true // the lanes are taken all along the stretch, for what may not be divided
	taken := map[int]bool{}
	for at := s.start; at < s.end; at++ {
		here := map[int]bool{}
		for _, o := range entries {
			if o != e && o.zone() == z && o.start <= at && at < o.end {
				here[o.laneAt(at)] = true
			}
		}
		delete(here, overflow)
		if s.lane != overflow && here[s.lane] {
			t.Fatalf("two spans in lane %d of one zone at %d", s.lane, at)
		}
		maps.Copy(taken, here)
		full = full && len(here) == len(lanes)
	}
	if s.lane == overflow && (z.divides() && !full || len(taken) < len(lanes)) {
		t.Fatalf("no lane for [%d, %d) although only %d of %d are taken", s.start, s.end, len(taken), len(lanes))
	}
}

// crowd generates spans of which many share a place, as made one after the other.
func crowd(t *rapid.T) []*entry {
	entries := rapid.SliceOfNDistinct(rapid.Custom(anyEntry), 0, 40, (*entry).uid).Draw(t, "spans")
	for i, e := range entries {
		e.span.Created = time.UnixMilli(int64(i/2) * 1000) // some at once
	}
	slices.SortFunc(entries, (*entry).compareMade)
	return entries
}

func TestLanesStayWhereTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := layLanes(nil)
		for _, e := range crowd(t) {
			before := rooms(l.entries())
			l.add(e)
			after := rooms(l.entries())
			delete(after, e.span.UID)
			if !sameRooms(before, after) {
				t.Fatalf("adding [%d, %d) moved %v to %v", e.start, e.end, before, after)
			}
			checkLanes(t, l.entries())
		}
		for _, e := range rapid.Permutation(l.entries()).Draw(t, "removed") {
			before := rooms(l.entries())
			l.remove(e)
			keepLanes(t, false, l.entries(), before)
			checkLanes(t, l.entries())
		}
	})
}

func TestLanesAreTheSameAfterReopening(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made := crowd(t)
		l := layLanes(nil)
		for _, e := range made {
			l.add(e)
		}
		one := rooms(l.entries())
		if again := rooms(layLanes(made).entries()); !sameRooms(one, again) {
			t.Fatalf("one after the other %v, at the opening %v", one, again)
		}
		rest := layLanes(made[:len(made)/2])
		rest.index = newSpanIndex(inOrder(made))
		rest.change(nil, made[len(made)/2:])
		if again := rooms(rest.entries()); !sameRooms(one, again) {
			t.Fatalf("one after the other %v, half of them at once %v", one, again)
		}
	})
}

func TestRemovedSpansGetTheirLanesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made := crowd(t)
		l := layLanes(made)
		gone := rapid.Permutation(made).Draw(t, "removed")
		gone = gone[:rapid.IntRange(0, len(gone)).Draw(t, "how many")]
		before := rooms(l.entries())
		atOnce := rapid.Bool().Draw(t, "at once")
		if atOnce {
			for _, e := range gone {
				l.index.remove(e)
			}
			l.change(gone, nil)
		} else {
			for _, e := range gone {
				l.remove(e)
			}
		}
		var back []*entry
		for _, e := range slices.Backward(gone) {
			back = append(back, newEntry(e.span, e.style))
		}
		if atOnce || rapid.Bool().Draw(t, "back at once") {
			for _, e := range back {
				l.index.add(e)
			}
			l.change(nil, rapid.Permutation(back).Draw(t, "back"))
		} else {
			for _, e := range back {
				l.add(e)
			}
		}
		if after := rooms(l.entries()); !sameRooms(before, after) {
			t.Fatalf("before %v, after they came back %v", before, after)
		}
	})
}

func TestUnderlinesLeaveTheFirstLaneToFills(t *testing.T) {
	quote := newEntry(&annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{Start: 0, End: 50}}}, looks[1])
	name := newEntry(&annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{Start: 10, End: 14}}}, looks[0])
	layLanes([]*entry{quote, name})
	if quote.lane != 1 || name.lane != 0 {
		t.Errorf("quote in lane %d, name in lane %d; want 1 and 0", quote.lane, name.lane)
	}
}

func TestSpansChangeLanesOnlyWhereTheyMust(t *testing.T) {
	at := func(start, end, look int) *entry {
		return newEntry(&annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{Start: start, End: end}}}, looks[look])
	}
	l := layLanes(nil)
	for _, e := range []*entry{at(20, 30, 0), at(20, 40, 0), at(22, 26, 0), at(24, 50, 0)} {
		l.add(e)
	}
	quote := at(0, 60, 1)
	l.add(quote)
	want := room{overflow, []stretch{{0, 24, 3}, {26, 60, 2}}}
	if !quote.room.equals(want) {
		t.Errorf("a quote under four names has %v, want %v", quote.room, want)
	}
}

// A span whose borders move stays in its lane, though a lower one has become free.
func TestMovedBordersKeepTheLane(t *testing.T) {
	at := func(uid annotate.UID, start, end int) *entry {
		return newEntry(&annotate.Span{UID: uid, Fragments: []annotate.Fragment{{Start: start, End: end}}}, looks[0])
	}
	moved := annotate.NewUID()
	first, second := at(annotate.NewUID(), 0, 10), at(moved, 5, 15)
	l := layLanes(nil)
	l.add(first)
	l.add(second)
	l.remove(first)
	wider := at(moved, 5, 20)
	wider.room = noRoom
	l.index.remove(second)
	l.index.add(wider)
	l.change([]*entry{second}, []*entry{wider})
	if second.lane != 1 || wider.lane != 1 {
		t.Errorf("in lane %d before its border moved and in %d after, want 1 and 1", second.lane, wider.lane)
	}
}
