package bidi

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// OneWay is true if every character of a text has level 0 in a paragraph of level 0,
// whatever stands around it: there are none that run, or make others run, from right
// to left.
func OneWay(s string) bool {
	for i := 0; i < len(s); {
		if b := s[i]; b < 0xD6 || !suspect(b, s[i:]) {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if turns(class(r)) {
			return false
		}
		i += n
	}
	return true
}

// suspect is true if b, the first byte of s, begins characters of scripts from right
// to left or controls of direction.
func suspect(b byte, s string) bool {
	switch {
	case b < 0xE0, b == 0xE2, b == 0xEF: // Hebrew to Nko; controls; presentation forms
		return true
	case b == 0xE0: // Samaritan to Arabic Extended-A, then Devanagari
		return len(s) > 1 && s[1] < 0xA4
	case b == 0xF0: // Cypriot, Adlam and others, not emoji
		return len(s) > 1 && s[1] != 0x9F
	}
	return false
}

// turns is true for the classes that can give a character another level than 0 in a
// paragraph of level 0.
func turns(c bidi.Class) bool {
	switch c {
	case bidi.R, bidi.AL, bidi.AN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.LRI, bidi.RLI, bidi.FSI:
		return true
	}
	return false
}

// cutter finds the places of [Cuts].
type cutter struct {
	cuts     []int
	brackets []openBracket // BD16's stack
	isolates int           // how many are open
}

// openBracket is an opening bracket, and what would close it.
type openBracket struct {
	at     int
	closer rune
}

// Cuts are byte offsets inside a paragraph, at least every bytes apart where there
// are so many, between which its levels can be resolved part by part: the part between
// two of them, resolved together with the character after it, gets the levels that it
// has in the whole paragraph of whatever level.
//
// Each stands before a strong character that no embedding, isolate or bracket pair is
// around: of what is before such a character the rules W1 to N2 see nothing behind it.
// From the first embedding or override on there are none, as they may be left open to
// the paragraph's end; nor if more brackets are open than BD16 keeps in mind.
func Cuts(paragraph string, every int) []int {
	var x cutter
	last := 0
	for i, r := range paragraph {
		switch c := class(r); c {
		case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.B:
			if len(x.brackets) > 0 {
				x.dropAfter(x.brackets[0].at)
			}
			return x.cuts
		case bidi.LRI, bidi.RLI, bidi.FSI:
			x.isolates++
		case bidi.PDI:
			x.isolates = max(0, x.isolates-1)
		case bidi.L, bidi.R, bidi.AL:
			if x.isolates == 0 && i-last >= every {
				x.cuts = append(x.cuts, i)
				last = i
			}
		case bidi.ON:
			if x.isolates == 0 && !x.bracket(i, r) {
				return nil
			}
		}
	}
	return x.cuts
}

// bracket notes a bracket at byte i; ok is false where BD16 gives up.
func (x *cutter) bracket(i int, r rune) (ok bool) {
	closer, opens, is := bracket(r)
	switch {
	case !is:
	case opens && len(x.brackets) == maxBracketDepth:
		return false
	case opens:
		x.brackets = append(x.brackets, openBracket{i, closer})
	default:
		for k := len(x.brackets) - 1; k >= 0; k-- {
			if x.brackets[k].closer == closer {
				x.dropAfter(x.brackets[k].at)
				x.brackets = x.brackets[:k]
				break
			}
		}
	}
	return true
}

// dropAfter gives up the cuts behind byte at: they are inside of a bracket pair.
func (x *cutter) dropAfter(at int) {
	for n := len(x.cuts); n > 0 && x.cuts[n-1] > at; n-- {
		x.cuts = x.cuts[:n-1]
	}
}
