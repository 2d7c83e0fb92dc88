package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"postil/annotate/fold"
)

// Query is what a reader looks for.
type Query struct {
	Text   string
	Folded bool // ignores case, accents and the like
}

// Empty is true for queries that find nothing in any text.
func (q Query) Empty() bool { return len(q.pattern().words) == 0 }

// pattern is a query made ready: words with white space between them.
type pattern struct {
	words  []string // none of them empty
	before bool     // white space must stand before the first word
	after  bool     // and behind the last one
}

func (q Query) pattern() pattern {
	s := strings.ToValidUTF8(q.Text, "\uFFFD")
	if q.Folded {
		s = fold.String(s)
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return pattern{words: strings.Fields(s), before: unicode.IsSpace(first), after: unicode.IsSpace(last)}
}

// verdict says whether a pattern is at a place.
type verdict int

const (
	no    verdict = iota
	yes           // it is
	later         // the text that is there ends before that is clear
)

// next finds the first place at or after from where the pattern is. whole says
// that s is the whole text and no beginning. With later there is no such place yet,
// and start is where to go on looking when more of the text is there.
func (p pattern) next(s string, from int, whole bool) (start, end int, v verdict) {
	first := p.words[0]
	for {
		i := strings.Index(s[from:], first)
		if i < 0 {
			return max(from, len(s)-len(first)+1), 0, later
		}
		start = from + i
		if p.before && !endsInSpace(s[:start]) {
			from = start + 1
			continue
		}
		if end, v = p.rest(s, start+len(first), whole); v != no {
			return start, end, v
		}
		from = start + 1
	}
}

// rest checks what must stand behind the first word, which ends at end, and tells
// where the last word ends.
func (p pattern) rest(s string, end int, whole bool) (int, verdict) {
	undecided := no // at the end of what was read so far
	if !whole {
		undecided = later
	}
	for _, word := range p.words[1:] {
		at := skipSpace(s, end)
		switch tail := s[at:]; {
		case at == end && at < len(s):
			return 0, no
		case strings.HasPrefix(tail, word):
			end = at + len(word)
		case strings.HasPrefix(word, tail):
			return 0, undecided
		default:
			return 0, no
		}
	}
	switch {
	case !p.after || skipSpace(s, end) > end:
		return end, yes
	case end == len(s):
		return 0, undecided
	}
	return 0, no
}

// skipSpace is where the white space ends that begins at from.
func skipSpace(s string, from int) int {
	for from < len(s) {
		r, size := utf8.DecodeRuneInString(s[from:])
		if !unicode.IsSpace(r) {
			break
		}
		from += size
	}
	return from
}

// endsInSpace is true if the last character of s is white space.
func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}
