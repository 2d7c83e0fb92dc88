package pasttag

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Class says how well a query fits an entry; the lower the better.
type Class int

// The classes of a match.
const (
	Whole     Class = iota // the query is the entry
	Prefix                 // the entry begins with it
	WordStart              // a word of the entry begins with it
	Inside                 // it stands somewhere in the entry
	Scattered              // its characters stand in the entry in order, with others between
)

// classify returns the best class in which query stands in folded without
// anything between, and the byte where; Scattered where it does not. It does not
// look for classes behind worst, and returns Scattered for them too.
func classify(folded, query string, worst Class) (Class, int) {
	if strings.HasPrefix(folded, query) {
		if len(folded) == len(query) {
			return Whole, 0
		}
		return Prefix, 0
	}
	if worst <= Prefix {
		return Scattered, 0
	}
	first := strings.Index(folded, query)
	for at := first; 0 <= at; {
		if before, _ := utf8.DecodeLastRuneInString(folded[:at]); !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return WordStart, at
		}
		next := strings.Index(folded[at+1:], query)
		if next < 0 {
			return Inside, first
		}
		at += 1 + next
	}
	return Scattered, 0
}

// Weights of what counts beside the letters: a tag is worth more than a bare
// text, and each doubling of the spans that carry an entry is worth usageWeight
// characters of length. What no span carries costs more than any letters gain,
// so that a name that was never used comes last in its class.
const (
	tagWeight    = 4
	usageWeight  = 2
	unusedWeight = -1000
)

// usage is how much an entry's past counts in its favour.
func (e *entry) usage() int16 {
	w := usageWeight * bits.Len(uint(e.Spans))
	if e.Spans == 0 {
		w = unusedWeight
	}
	if e.IsTag {
		w += tagWeight
	}
	return int16(w)
}

// candidate is a match on its way into the page.
type candidate struct {
	place int
	class Class
	score int // the higher the better, within a class
	at    int // byte in the folded text, for classes before Scattered
	last  time.Time
}

func compareCandidates(a, b candidate) int {
	return cmp.Or(
		cmp.Compare(a.class, b.class),
		cmp.Compare(b.score, a.score),
		b.last.Compare(a.last),
		cmp.Compare(a.place, b.place),
	)
}

// best keeps the first limit candidates in the order of compare.
type best struct {
	limit   int
	compare func(a, b candidate) int
	list    []candidate
}

// worst returns the class behind which nothing comes onto the page any more.
func (b *best) worst() Class {
	if len(b.list) < b.limit {
		return Scattered
	}
	return b.list[len(b.list)-1].class
}

// hopeless tells whether a candidate of this class and score is sure not to
// come onto the page.
func (b *best) hopeless(class Class, score int) bool {
	if len(b.list) < b.limit {
		return false
	}
	w := b.list[len(b.list)-1]
	return w.class < class || w.class == class && score < w.score
}

// offer adds c where it belongs among the best; admit is asked only then.
func (b *best) offer(c candidate, admit func(place int) bool) {
	full := len(b.list) == b.limit
	if full && 0 <= b.compare(c, b.list[len(b.list)-1]) || !admit(c.place) {
		return
	}
	i, _ := slices.BinarySearchFunc(b.list, c, b.compare)
	if full {
		b.list = b.list[:len(b.list)-1]
	}
	b.list = slices.Insert(b.list, i, c)
}
