package docview

import (
	"encoding/binary"
	"slices"

	"postil/annotate"
)

// entry is a span of the open document, as a node of the index.
type entry struct {
	span       *annotate.Span
	start, end int // from the first fragment to the last
	style      *spanStyle
	room       // in the lanes of its zone

	maxEnd      int // the largest end in the subtree
	left, right *entry
	priority    uint64
}

// newEntry wraps a span.
func newEntry(span *annotate.Span, style *spanStyle) *entry {
	e := &entry{}
	e.init(span, style)
	return e
}

func (e *entry) init(span *annotate.Span, style *spanStyle) {
	*e = entry{span: span, start: span.Start(), end: span.End(), style: style, room: noRoom, priority: priority(span.UID)}
	e.maxEnd = e.end
}

// priority is pseudo-random, but the same for the same span: the index's shape
// depends on what is in it and not on how it came there (splitmix64's finaliser,
// S. Vigna, 2015).
func priority(uid annotate.UID) uint64 {
	x := binary.LittleEndian.Uint64(uid[:8]) ^ binary.LittleEndian.Uint64(uid[8:])*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// compare orders entries as [annotate.CompareSpans] orders spans.
func (e *entry) compare(o *entry) int {
	if e.start != o.start {
		return e.start - o.start
	}
	if e.end != o.end {
		return o.end - e.end
	}
	return slices.Compare(e.span.UID[:], o.span.UID[:])
}

// update recomputes what e knows about its subtree.
func (e *entry) update() {
	e.maxEnd = e.end
	if e.left != nil {
		e.maxEnd = max(e.maxEnd, e.left.maxEnd)
	}
	if e.right != nil {
		e.maxEnd = max(e.maxEnd, e.right.maxEnd)
	}
}

// spanIndex finds spans by place: a treap (C. Aragon and R. Seidel, 1989) ordered
// by start, with the largest end of every subtree. Adding, removing and finding a
// span cost O(log n); the k spans that touch a range are found in O(log n + k).
type spanIndex struct {
	root  *entry
	byUID map[annotate.UID]*entry
}

// newSpanIndex makes an index of entries that are in order, in O(n).
func newSpanIndex(sorted []*entry) *spanIndex {
	x := &spanIndex{byUID: make(map[annotate.UID]*entry, len(sorted))}
	var spine []*entry // the right spine, root first
	for _, e := range sorted {
		x.byUID[e.span.UID] = e
		var last *entry
		for len(spine) > 0 && spine[len(spine)-1].priority < e.priority {
			last = spine[len(spine)-1]
			spine = spine[:len(spine)-1]
			last.update()
		}
		e.left = last
		if n := len(spine); n > 0 {
			spine[n-1].right = e
		}
		spine = append(spine, e)
	}
	for i := len(spine) - 1; i >= 0; i-- {
		spine[i].update()
	}
	if len(spine) > 0 {
		x.root = spine[0]
	}
	return x
}

// get is the entry of a span, nil if there is none.
func (x *spanIndex) get(uid annotate.UID) *entry { return x.byUID[uid] }

// add puts an entry in that is not there.
func (x *spanIndex) add(e *entry) {
	x.byUID[e.span.UID] = e
	x.root = insert(x.root, e)
}

// remove takes an entry out.
func (x *spanIndex) remove(e *entry) {
	delete(x.byUID, e.span.UID)
	x.root = remove(x.root, e)
	e.left, e.right = nil, nil
	e.update()
}

func insert(t, e *entry) *entry {
	if t == nil || t.priority < e.priority {
		e.left, e.right = split(t, e)
		e.update()
		return e
	}
	if e.compare(t) < 0 {
		t.left = insert(t.left, e)
	} else {
		t.right = insert(t.right, e)
	}
	t.update()
	return t
}

// split parts t into what comes before e and what comes after it.
func split(t, e *entry) (before, after *entry) {
	if t == nil {
		return nil, nil
	}
	if t.compare(e) < 0 {
		before, after = split(t.right, e)
		t.right = before
		t.update()
		return t, after
	}
	before, after = split(t.left, e)
	t.left = after
	t.update()
	return before, t
}

func remove(t, e *entry) *entry {
	switch {
	case t == nil:
		return nil
	case t == e:
		return join(t.left, t.right)
	case e.compare(t) < 0:
		t.left = remove(t.left, e)
	default:
		t.right = remove(t.right, e)
	}
	t.update()
	return t
}

// join makes one tree of two, of which a comes before b.
func join(a, b *entry) *entry {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	case b.priority < a.priority:
		a.right = join(a.right, b)
		a.update()
		return a
	}
	b.left = join(a, b.left)
	b.update()
	return b
}

// overlapping yields, in order, the spans that reach into [start, end) from their
// first fragment to their last, gaps between fragments included.
func (x *spanIndex) overlapping(start, end int) func(yield func(*entry) bool) {
	return func(yield func(*entry) bool) { overlapping(x.root, start, end, yield) }
}

func overlapping(t *entry, start, end int, yield func(*entry) bool) bool {
	if t == nil || t.maxEnd <= start {
		return true
	}
	if !overlapping(t.left, start, end, yield) {
		return false
	}
	if t.start >= end {
		return true
	}
	if t.end > start && !yield(t) {
		return false
	}
	return overlapping(t.right, start, end, yield)
}

// at are the spans that cover the byte at offset, the innermost first: the
// shorter before the longer, of equal ones the later in order.
func (x *spanIndex) at(offset int) []*entry {
	var found []*entry
	for e := range x.overlapping(offset, offset+1) {
		if e.span.Covers(offset) {
			found = append(found, e)
		}
	}
	return fromInnermost(found)
}

// next is the first span after e in order, nil at the end.
func (x *spanIndex) next(e *entry) *entry {
	return x.first(func(t *entry) bool { return e.compare(t) < 0 })
}

// prev is the last span before e in order, nil at the beginning.
func (x *spanIndex) prev(e *entry) *entry {
	return x.last(func(t *entry) bool { return t.compare(e) < 0 })
}

// startingFrom is the first span that starts at or after offset.
func (x *spanIndex) startingFrom(offset int) *entry {
	return x.first(func(t *entry) bool { return t.start >= offset })
}

// startingBefore is the last span that starts before offset.
func (x *spanIndex) startingBefore(offset int) *entry {
	return x.last(func(t *entry) bool { return t.start < offset })
}

// first is the first entry for which a condition holds that holds for all after it.
func (x *spanIndex) first(holds func(*entry) bool) *entry {
	var found *entry
	for t := x.root; t != nil; {
		if holds(t) {
			found, t = t, t.left
		} else {
			t = t.right
		}
	}
	return found
}

// last is the last entry for which a condition holds that holds for all before it.
func (x *spanIndex) last(holds func(*entry) bool) *entry {
	var found *entry
	for t := x.root; t != nil; {
		if holds(t) {
			found, t = t, t.right
		} else {
			t = t.left
		}
	}
	return found
}
