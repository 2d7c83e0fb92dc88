package docview

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
)

const testLength = 60 // bytes of the text that generated spans lie in

// looks are styles of every look.
var looks = []*spanStyle{{look: annotate.Fill}, {look: annotate.Underline}, {look: annotate.Bracket}, {look: annotate.Grey}}

// anyEntry generates a span of one or more fragments.
func anyEntry(t *rapid.T) *entry {
	var span annotate.Span
	copy(span.UID[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "uid"))
	at := rapid.IntRange(0, testLength-1).Draw(t, "start")
	for range rapid.IntRange(1, 3).Draw(t, "fragments") {
		end := rapid.IntRange(at+1, testLength).Draw(t, "end")
		span.Fragments = append(span.Fragments, annotate.Fragment{Start: at, End: end})
		if at = end + 1; at >= testLength {
			break
		}
	}
	return newEntry(&span, looks[rapid.IntRange(0, len(looks)-1).Draw(t, "look")])
}

// inOrder sorts entries as records list them.
func inOrder(entries []*entry) []*entry {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, func(a, b *entry) int { return annotate.CompareSpans(a.span, b.span) })
	return sorted
}

// uids are the names of entries, to compare lists by.
func uids(entries []*entry) []annotate.UID {
	var u []annotate.UID
	for _, e := range entries {
		u = append(u, e.span.UID)
	}
	return u
}

// model is what an index should hold: a plain list.
type model struct {
	index   *spanIndex
	entries []*entry
}

func (m *model) check(t *rapid.T) {
	sorted := inOrder(m.entries)
	start := rapid.IntRange(-1, testLength).Draw(t, "from")
	end := rapid.IntRange(start, testLength+1).Draw(t, "to")
	var want, at []*entry
	for _, e := range sorted {
		if e.span.Start() < end && start < e.span.End() {
			want = append(want, e)
		}
		if e.span.Covers(start) {
			at = append(at, e)
		}
	}
	got := slices.Collect(m.index.overlapping(start, end))
	if diff := cmp.Diff(uids(want), uids(got)); diff != "" {
		t.Fatalf("spans over [%d, %d) (-want +got):\n%s", start, end, diff)
	}
	here := m.index.at(start)
	if len(here) != len(at) {
		t.Fatalf("%d spans at %d, want %d", len(here), start, len(at))
	}
	if !slices.IsSortedFunc(here, func(a, b *entry) int { return (a.end - a.start) - (b.end - b.start) }) {
		t.Fatalf("the spans at %d are not ordered from the innermost outwards", start)
	}
	m.checkNeighbours(t, sorted)
}

// checkNeighbours walks through the index in both directions.
func (m *model) checkNeighbours(t *rapid.T, sorted []*entry) {
	var forward, backward []*entry
	for e := m.index.startingFrom(0); e != nil; e = m.index.next(e) {
		forward = append(forward, e)
	}
	for e := m.index.startingBefore(testLength); e != nil; e = m.index.prev(e) {
		backward = append(backward, e)
	}
	slices.Reverse(backward)
	if diff := cmp.Diff(uids(sorted), uids(forward)); diff != "" {
		t.Fatalf("walking forward (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(uids(sorted), uids(backward)); diff != "" {
		t.Fatalf("walking backward (-want +got):\n%s", diff)
	}
}

func TestSpanIndexAgreesWithAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{entries: rapid.SliceOfNDistinct(rapid.Custom(anyEntry), 0, 40, (*entry).uid).Draw(t, "spans")}
		m.index = newSpanIndex(inOrder(m.entries))
		m.check(t)
		t.Repeat(map[string]func(*rapid.T){
			"": m.check,
			"add": func(t *rapid.T) {
				e := anyEntry(t)
				if m.index.get(e.span.UID) != nil {
					t.Skip("the same UID twice")
				}
				m.index.add(e)
				m.entries = append(m.entries, e)
			},
			"remove": func(t *rapid.T) {
				if len(m.entries) == 0 {
					t.Skip("nothing to remove")
				}
				i := rapid.IntRange(0, len(m.entries)-1).Draw(t, "i")
				m.index.remove(m.entries[i])
				if m.index.get(m.entries[i].span.UID) != nil {
					t.Fatal("a removed span is still known")
				}
				m.entries = slices.Delete(m.entries, i, i+1)
			},
		})
	})
}

// uid is the entry's name.
func (e *entry) uid() annotate.UID { return e.span.UID }

// depth is the height of a tree.
func (e *entry) depth() int {
	if e == nil {
		return 0
	}
	return 1 + max(e.left.depth(), e.right.depth())
}

func TestSpanIndexStaysFlat(t *testing.T) {
	// UIDs made one after the other, starts in order: the worst for a plain tree.
	index := newSpanIndex(nil)
	const n = 20_000
	for i := range n {
		span := annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{Start: i, End: i + 1}}}
		index.add(newEntry(&span, looks[0]))
	}
	// A random tree of n nodes is about 2.99 log2(n) deep at most (B. Reed, 2003): 43.
	if got := index.root.depth(); got > 60 {
		t.Errorf("the tree of %d spans is %d deep", n, got)
	}
}
