package bidi

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// maxBracketDepth is the number of open brackets that BD16 keeps in mind.
const maxBracketDepth = 63

// pair is a bracket pair by its places in a sequence.
type pair struct{ open, close int }

// canonical maps a bracket to the one that it is canonically equivalent to.
func canonical(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// bracket looks up whether a rune is a paired bracket; closer is the bracket that
// closes it or, for a closing one, itself.
func bracket(r rune) (closer rune, opens, ok bool) {
	p, _ := bidi.LookupRune(r)
	if !p.IsBracket() {
		return 0, false, false
	}
	r = canonical(r)
	if !p.IsOpeningBracket() {
		return r, false, true
	}
	closer, _ = utf8.DecodeRuneInString(bidi.ReverseString(string(r)))
	return closer, true, true
}

// pairs is BD16: the bracket pairs in the order of their opening brackets.
func (s *sequence) pairs() []pair {
	type opened struct {
		at     int
		closer rune
	}
	var stack []opened
	var found []pair
	for i, at := range s.at {
		if s.class[i] != bidi.ON {
			continue
		}
		closer, opens, ok := bracket(s.p.text[at])
		switch {
		case !ok:
		case opens && len(stack) == maxBracketDepth:
			return found[:0]
		case opens:
			stack = append(stack, opened{i, closer})
		default:
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].closer == closer {
					found = append(found, pair{stack[k].at, i})
					stack = stack[:k]
					break
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b pair) int { return a.open - b.open })
	return found
}

// brackets is rule N0.
func (s *sequence) brackets() {
	embedding := direction(s.level)
	before, seen := s.sos, 0 // the last strong class before the place seen
	for _, p := range s.pairs() {
		for ; seen < p.open; seen++ {
			if c := strongOf(s.class[seen]); c != bidi.ON {
				before = c
			}
		}
		switch inside := s.strongInside(p, embedding); inside {
		case bidi.ON: // nothing strong: left to N1 and N2
		case embedding:
			s.setPair(p, embedding)
		default:
			if before != inside {
				inside = embedding
			}
			s.setPair(p, inside)
		}
	}
}

// strongInside is the class of the text between two brackets: the embedding's if
// it occurs, else the other one if that occurs, else ON.
func (s *sequence) strongInside(p pair, embedding bidi.Class) bidi.Class {
	inside := bidi.ON
	for _, c := range s.class[p.open+1 : p.close] {
		switch c = strongOf(c); c {
		case bidi.ON:
		case embedding:
			return c
		default:
			inside = c
		}
	}
	return inside
}

// setPair resolves both brackets and the marks that stand on them.
func (s *sequence) setPair(p pair, c bidi.Class) {
	for _, i := range []int{p.open, p.close} {
		s.class[i] = c
		for j := i + 1; j < len(s.at) && s.p.original[s.at[j]] == bidi.NSM; j++ {
			s.class[j] = c
		}
	}
}
