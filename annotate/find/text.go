package find

import (
	"context"
	"sync"
	"unicode"
	"unicode/utf8"

	"postil/annotate/fold"
	"postil/annotate/segment"
)

// portion is how many bytes of a text are searched before a search asks whether it
// is still wanted.
const portion = 128 << 10

// Text is the text of a document, made ready for searching. Several goroutines may
// search it at once.
type Text struct {
	text string

	mu     sync.Mutex
	folded *fold.Mapper // as far as it was needed
}

// NewText prepares a text. It does nothing yet that takes time: the text is folded
// when a folded query first needs it, and kept so.
func NewText(text string) *Text { return &Text{text: text, folded: fold.NewMapper(text)} }

// Find returns all hits of a query, in order, as byte ranges [start, end) of the
// text. On the way it calls found, which may be nil, with the hits so far: at the
// first ones, and then ever more seldom. The slices that it gets are beginnings of
// the one returned, and never change. The only error is that of the context.
func (t *Text) Find(ctx context.Context, q Query, found func(hits [][2]int)) ([][2]int, error) {
	p := q.pattern()
	if len(p.words) == 0 {
		return nil, ctx.Err()
	}
	s := search{pattern: p, original: t.exactly}
	upTo := func(n int) (string, bool) { return beginning(t.text, n) }
	if q.Folded {
		upTo = func(n int) (string, bool) {
			f := t.foldTo(n)
			s.original = func(start, end int) (int, int, bool) {
				from, to := f.Original(start, end)
				return from, to, true
			}
			return beginning(f.Text, n)
		}
	}
	for shown, done := 0, false; !done; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.text, done = upTo(len(s.text) + portion)
		s.run(done)
		if found != nil && !done && len(s.hits) > 2*shown {
			shown = len(s.hits)
			found(s.hits[:shown:shown])
		}
	}
	return s.hits, nil
}

// foldTo folds the text until n bytes are there, or more, or all.
func (t *Text) foldTo(n int) fold.Folded {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.folded.Folded().Text) <= n && !t.folded.Done() {
		t.folded.Fold(portion)
	}
	return t.folded.Folded()
}

// beginning returns n bytes of s or a few less, to the border of a code point, or
// all of it.
func beginning(s string, n int) (part string, whole bool) {
	if n >= len(s) {
		return s, true
	}
	for i := n; n-i < utf8.UTFMax; i-- {
		if utf8.RuneStart(s[i]) {
			return s[:i], false
		}
	}
	return s[:n], false // no UTF-8
}

// exactly widens a range to whole grapheme clusters. ok is false where that would
// add an accent.
func (t *Text) exactly(start, end int) (from, to int, ok bool) {
	from, to = segment.GraphemeStart(t.text, start), segment.GraphemeEnd(t.text, end)
	return from, to, to == end || !accent(t.text[end:to])
}

// accent is true if s begins with a mark that makes another letter of the one
// before it.
func accent(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.Mn, unicode.Me) && !unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
		fold.String(s[:size]) == ""
}

// search is a search on its way through a text, which grows.
type search struct {
	pattern
	text     string
	at       int                                          // where to look next
	original func(start, end int) (from, to int, ok bool) // the place of a range of text in the document
	hits     [][2]int
}

// run adds the hits in the text that is there now; whole says that it is all.
func (s *search) run(whole bool) {
	for {
		start, end, v := s.next(s.text, s.at, whole)
		if v == later {
			s.at = start
			return
		}
		from, to, ok := s.original(start, end)
		if n := len(s.hits); !ok || n > 0 && from < s.hits[n-1][1] {
			_, size := utf8.DecodeRuneInString(s.text[start:])
			s.at = start + size
			continue
		}
		s.hits = append(s.hits, [2]int{from, to})
		s.at = end
	}
}
