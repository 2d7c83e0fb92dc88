package jsontext

import (
	"bytes"
	"cmp"
	"hash/maphash"
	"slices"

	"postil/annotate/segment"
)

// names are the keys of the objects that a scanner stands in, kept to find one that
// stands twice. All objects share one list, and the keys of each are compared when it
// ends.
type names struct {
	all     []name
	objects []int // where in all the names of each object begin, the innermost last
	scratch []byte
}

// name is a key.
type name struct {
	hash       uint64 // of what it means
	start, end int    // between its quotation marks, in the scanner's text
}

// usualNames is how many keys stand around the innermost value of a usual record.
const usualNames = 64

var seed = maphash.MakeSeed()

func newNames() *names { return &names{all: make([]name, 0, usualNames)} }

// reset forgets everything but the memory.
func (n *names) reset() { n.all, n.objects = n.all[:0], n.objects[:0] }

// open begins an object.
func (n *names) open() {
	if n != nil {
		n.objects = append(n.objects, len(n.all))
	}
}

// add adds a key of the innermost object. It is literal where it has no escapes.
func (n *names) add(text []byte, start, end int, literal bool) {
	if n == nil {
		return
	}
	key := text[start:end]
	if !literal {
		n.scratch = unescape(n.scratch[:0], key)
		key = n.scratch
	}
	n.all = append(n.all, name{maphash.Bytes(seed, key), start, end})
}

// close ends the innermost object, and reports an error where one of its keys stands
// twice.
func (n *names) close(text []byte) error {
	if n == nil {
		return nil
	}
	last := len(n.objects) - 1
	here := n.all[n.objects[last]:]
	n.all, n.objects = n.all[:n.objects[last]], n.objects[:last]
	again, ok := repeated(text, here)
	if !ok {
		return nil
	}
	key := unescape(nil, text[again.start:again.end])
	return &Error{Offset: again.start - 1, What: "the key " + segment.Excerpt(string(key)) + " stands twice in one object"}
}

// fewNames are compared one by one, as far as a word with a bit for each does not
// already tell them apart.
const fewNames = 64

// repeated returns the first key that stood before. It may sort them.
func repeated(text []byte, keys []name) (again name, found bool) {
	if fewNames < len(keys) {
		return repeatedOfMany(text, keys)
	}
	seen := uint64(0)
	for i, k := range keys {
		bit := uint64(1) << (k.hash % 64)
		if seen&bit != 0 && slices.ContainsFunc(keys[:i], func(o name) bool { return same(text, o, k) }) {
			return k, true
		}
		seen |= bit
	}
	return name{}, false
}

// repeatedOfMany is [repeated] in time that does not grow with the square of their
// number.
func repeatedOfMany(text []byte, keys []name) (again name, found bool) {
	slices.SortFunc(keys, func(a, b name) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.start, b.start)) })
	for i := 1; i < len(keys); i++ {
		if k := keys[i]; (!found || k.start < again.start) && same(text, keys[i-1], k) {
			again, found = k, true
		}
	}
	return again, found
}

// same tells whether two keys mean the same.
func same(text []byte, a, b name) bool {
	return a.hash == b.hash && bytes.Equal(unescape(nil, text[a.start:a.end]), unescape(nil, text[b.start:b.end]))
}
