package docview

import (
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
)

// lanesOf notes the lane of every span.
func lanesOf(entries []*entry) map[annotate.UID]int {
	lanes := map[annotate.UID]int{}
	for _, e := range entries {
		lanes[e.span.UID] = e.lane
	}
	return lanes
}

// checkLanes fails if two spans can't be told apart, or one hides for no reason.
func checkLanes(t *rapid.T, entries []*entry) {
	for _, e := range entries {
		zone, lanes := zoneOf(e.style.look)
		if e.lane != overflow && e.lane >= laneCount[zone] {
			t.Fatalf("lane %d in a zone of %d", e.lane, laneCount[zone])
		}
		taken := map[int]bool{}
		for _, o := range entries {
			theirs, _ := zoneOf(o.style.look)
			if o == e || theirs != zone || o.end <= e.start || e.end <= o.start || o.lane == overflow {
				continue
			}
			taken[o.lane] = true
		}
		if e.lane != overflow && taken[e.lane] {
			t.Fatalf("two spans in lane %d of one zone at [%d, %d)", e.lane, e.start, e.end)
		}
		if e.lane == overflow && len(taken) < len(lanes) {
			t.Fatalf("no lane for [%d, %d) although only %d of %d are taken", e.start, e.end, len(taken), len(lanes))
		}
	}
}

func TestLanesStayWhereTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := inOrder(rapid.SliceOfNDistinct(rapid.Custom(anyEntry), 0, 30, (*entry).uid).Draw(t, "spans"))
		layLanes(entries)
		checkLanes(t, entries)
		index := newSpanIndex(entries)

		added := anyEntry(t)
		if index.get(added.span.UID) != nil {
			t.Skip("the same UID twice")
		}
		before := lanesOf(entries)
		index.addWithLane(added, overflow)
		for _, e := range entries {
			if e.lane != before[e.span.UID] {
				t.Fatalf("adding [%d, %d) moved [%d, %d) from lane %d to %d", added.start, added.end, e.start, e.end, before[e.span.UID], e.lane)
			}
		}
		checkLanes(t, append(entries, added))

		index.removeWithLane(added)
		for _, e := range entries {
			if was := before[e.span.UID]; e.lane != was && was != overflow {
				t.Fatalf("removing [%d, %d) moved [%d, %d) from lane %d to %d", added.start, added.end, e.start, e.end, was, e.lane)
			}
		}
		checkLanes(t, entries)
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
