package docview

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/textlayout"
)

func TestSelectionKeepsFragments(t *testing.T) {
	var s selection
	choose := func(start, end int) {
		s.moveTo(textlayout.At(start))
		s.extendTo(textlayout.At(end))
	}
	if s.keep() {
		t.Error("kept a fragment of nothing")
	}
	choose(20, 10)
	if !s.keep() {
		t.Error("did not keep [10, 20)")
	}
	choose(2, 5)
	s.keep()
	choose(18, 25)
	want := [][2]int{{2, 5}, {10, 25}}
	if diff := cmp.Diff(want, s.ranges()); diff != "" {
		t.Errorf("ranges (-want +got):\n%s", diff)
	}
	s.clear(textlayout.At(3))
	if got := s.ranges(); len(got) > 0 {
		t.Errorf("after clear: %v", got)
	}
}

func TestJoinedCoversTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var covered [testLength]bool
		var ranges [][2]int
		for range rapid.IntRange(0, 10).Draw(t, "ranges") {
			start := rapid.IntRange(0, testLength-1).Draw(t, "start")
			end := rapid.IntRange(start+1, testLength).Draw(t, "end")
			ranges = append(ranges, [2]int{start, end})
			for i := start; i < end; i++ {
				covered[i] = true
			}
		}
		last := -1
		for _, r := range joined(ranges) {
			if r[0] <= last {
				t.Fatalf("[%d, %d) touches what ends at %d", r[0], r[1], last)
			}
			for i := r[0]; i < r[1]; i++ {
				if !covered[i] {
					t.Fatalf("byte %d was not covered before", i)
				}
				covered[i] = false
			}
			last = r[1]
		}
		for i, left := range covered {
			if left {
				t.Fatalf("byte %d is not covered any more", i)
			}
		}
	})
}

func TestBorderMove(t *testing.T) {
	span := annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{Start: 10, End: 20}, {Start: 30, End: 40}}}
	for _, c := range []struct {
		name   string
		offset int
		do     func(*borderMove)
		want   [][2]int
	}{
		{"nothing", 10, func(b *borderMove) {}, [][2]int{{10, 20}, {30, 40}}},
		{"the end moves first", 10, func(b *borderMove) { b.moveTo(textlayout.At(25)) }, [][2]int{{10, 25}, {30, 40}}},
		{"of the fragment at hand", 35, func(b *borderMove) { b.moveTo(textlayout.At(45)) }, [][2]int{{10, 20}, {30, 45}}},
		{"swapped, the start", 35, func(b *borderMove) { b.swap(); b.moveTo(textlayout.At(28)) }, [][2]int{{10, 20}, {28, 40}}},
		{"swapped twice, the end", 10, func(b *borderMove) { b.swap(); b.swap(); b.moveTo(textlayout.At(22)) }, [][2]int{{10, 22}, {30, 40}}},
		{"never empty", 10, func(b *borderMove) { b.moveTo(textlayout.At(12)); b.moveTo(textlayout.At(10)) }, [][2]int{{10, 12}, {30, 40}}},
		{"across the other end", 10, func(b *borderMove) { b.moveTo(textlayout.At(5)) }, [][2]int{{5, 10}, {30, 40}}},
		{"into the next fragment", 10, func(b *borderMove) { b.moveTo(textlayout.At(33)) }, [][2]int{{10, 40}}},
	} {
		b := newBorderMove(&span, c.offset)
		c.do(b)
		if diff := cmp.Diff(c.want, b.result()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if unmoved := cmp.Equal(c.want, [][2]int{{10, 20}, {30, 40}}); b.changed() == unmoved {
			t.Errorf("%s: changed is %v", c.name, b.changed())
		}
	}
}
