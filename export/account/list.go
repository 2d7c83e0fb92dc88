package account

import (
	"cmp"
	"iter"
	"slices"

	"postil/annotate"
)

// List is a list of things with what happened to them. A million of them may
// stand in it, most with one of a few reasons and many on one document: an entry
// holds reason and document by number, and entries are kept in chunks, which
// nothing copies when the list grows.
type List struct {
	chunks    [][]entry
	documents []annotate.UID
	reasons   []Reason // in the order in which they came, counted
	numbers   map[string]uint32
	last      annotate.UID // the thing that was added last
	things    int
}

// entry is an [Item], its document and its reason by number.
type entry struct {
	id               annotate.UID
	document, reason uint32
}

// chunkSize is how many entries a chunk has.
const chunkSize = 4096

// Add adds an item. Those of one document, and those of one thing, come one after
// the other.
func (l *List) Add(i Item) {
	if n := len(l.documents); n == 0 || l.documents[n-1] != i.Document {
		l.documents = append(l.documents, i.Document)
	}
	number, known := l.numbers[i.Reason]
	if !known {
		if l.numbers == nil {
			l.numbers = map[string]uint32{}
		}
		number = uint32(len(l.reasons))
		l.numbers[i.Reason] = number
		l.reasons = append(l.reasons, Reason{Text: i.Reason})
	}
	l.reasons[number].Count++
	if l.things == 0 || l.last != i.ID {
		l.things++
		l.last = i.ID
	}
	if n := len(l.chunks); n == 0 || len(l.chunks[n-1]) == chunkSize {
		l.chunks = append(l.chunks, make([]entry, 0, chunkSize))
	}
	chunk := &l.chunks[len(l.chunks)-1]
	*chunk = append(*chunk, entry{i.ID, uint32(len(l.documents) - 1), number})
}

// Len returns how many items there are, one for each reason of each thing.
func (l *List) Len() int {
	if len(l.chunks) == 0 {
		return 0
	}
	last := len(l.chunks) - 1
	return last*chunkSize + len(l.chunks[last])
}

// Things returns how many things there are, each once however many reasons it has.
func (l *List) Things() int { return l.things }

// At returns item i.
func (l *List) At(i int) Item {
	e := &l.chunks[i/chunkSize][i%chunkSize]
	return Item{e.id, l.documents[e.document], l.reasons[e.reason].Text}
}

// All yields the items in the order in which they were added.
func (l *List) All() iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for i := range l.Len() {
			if !yield(l.At(i)) {
				return
			}
		}
	}
}

// Reason is why things were left out or changed, and how many.
type Reason struct {
	Text  string `json:"reason"`
	Count int    `json:"count"`
}

// Reasons returns the reasons with the number of their items, the most frequent
// first, of equals in the order of the alphabet.
func (l *List) Reasons() []Reason {
	reasons := append([]Reason{}, l.reasons...)
	slices.SortFunc(reasons, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	return reasons
}
