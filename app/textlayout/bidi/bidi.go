// Package bidi is the Unicode Bidirectional Algorithm (UAX #9) from characters to
// resolved levels, and from the levels of a line to its visual order.
//
// It keeps explicit formatting characters in the text, as UAX #9 section 5.2
// describes, and gives each the level of the character before it. The tables of
// character classes are those of golang.org/x/text/unicode/bidi.
package bidi

import "golang.org/x/text/unicode/bidi"

// Level is an embedding level: even from left to right, odd from right to left.
type Level uint8

// RTL is true for the levels that run from right to left.
func (l Level) RTL() bool { return l&1 == 1 }

// maxDepth is the highest explicit level (BD2).
const maxDepth = 125

// class is the bidirectional character class of a rune.
func class(r rune) bidi.Class {
	if r < 0x80 {
		return ascii[r]
	}
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

var ascii = func() (t [0x80]bidi.Class) {
	for r := range t {
		p, _ := bidi.LookupRune(rune(r))
		t[r] = p.Class()
	}
	return t
}()

// direction is the class of the text at a level.
func direction(l Level) bidi.Class {
	if l.RTL() {
		return bidi.R
	}
	return bidi.L
}

// isIsolate is true for the characters that open an isolate (BD8).
func isIsolate(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// isRemoved is true for the characters that rule X9 leaves out.
func isRemoved(c bidi.Class) bool {
	switch c {
	case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.BN:
		return true
	}
	return false
}

// FirstStrong finds the level that the first strong character outside of isolates
// gives to a paragraph (rules P2 and P3); ok is false if there is none, and then
// the level is 0.
func FirstStrong(paragraph string) (level Level, ok bool) {
	depth := 0
	for _, r := range paragraph {
		switch c := class(r); {
		case isIsolate(c):
			depth++
		case c == bidi.PDI && depth > 0:
			depth--
		case depth > 0:
		case c == bidi.L:
			return 0, true
		case c == bidi.R || c == bidi.AL:
			return 1, true
		}
	}
	return 0, false
}

// Resolve gives every rune of a paragraph its level (rules X1 to I2) in a paragraph
// of the given level. Rule L1 depends on lines: see [Reset].
func Resolve(text []rune, base Level) []Level {
	levels := make([]Level, len(text))
	classes := make([]bidi.Class, len(text))
	simple := base == 0
	for i, r := range text {
		classes[i] = class(r)
		simple = simple && !turns(classes[i])
	}
	if simple {
		return levels
	}
	p := &paragraph{text: text, original: classes, base: base, levels: levels}
	p.explicit()
	for _, s := range p.sequences() {
		s.weak()
		s.brackets()
		s.neutral()
		s.implicit()
	}
	p.fillRemoved()
	return levels
}

// paragraph is the state of resolving one paragraph.
type paragraph struct {
	text     []rune
	original []bidi.Class // as looked up
	current  []bidi.Class // after overrides
	levels   []Level
	base     Level
	match    []int // of an isolate initiator its PDI, of a matching PDI its initiator, else -1
}

// fillRemoved gives the characters that X9 leaves out the level before them.
func (p *paragraph) fillRemoved() {
	level := p.base
	for i, c := range p.original {
		if isRemoved(c) {
			p.levels[i] = level
		}
		level = p.levels[i]
	}
}

// Space says what rule L1 does with a character, whatever its resolved level.
type Space uint8

const (
	// NoSpace keeps its level, and that of the white space before it.
	NoSpace Space = iota
	// Trailing takes the paragraph's level at a line's end and before a separator: white
	// space, the controls of isolates, and what rule X9 leaves out (section 5.2).
	Trailing
	// Separator always takes the paragraph's level: tabs and paragraph separators.
	Separator
)

// SpaceOf is what rule L1 does with a rune.
func SpaceOf(r rune) Space {
	switch c := class(r); {
	case c == bidi.S || c == bidi.B:
		return Separator
	case c == bidi.WS || c == bidi.PDI || isIsolate(c) || isRemoved(c):
		return Trailing
	}
	return NoSpace
}

// Reset applies rule L1 to the levels of the characters of one line in a paragraph of
// level base; space tells what each of them is, by its index.
func Reset(levels []Level, base Level, space func(i int) Space) {
	trailing := true
	for i := len(levels) - 1; i >= 0; i-- {
		s := space(i)
		trailing = s == Separator || trailing && s == Trailing
		if trailing {
			levels[i] = base
		}
	}
}

// VisualOrder is rule L2: the indices of the pieces of a line, given in logical
// order with their levels, in the order in which they stand from left to right.
func VisualOrder(levels []Level) []int {
	order := make([]int, len(levels))
	highest, lowestOdd := Level(0), Level(255)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l.RTL() {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd && l > 0; l-- {
		for i := 0; i < len(order); i++ {
			if levels[order[i]] < l {
				continue
			}
			j := i
			for j < len(order) && levels[order[j]] >= l {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return order
}
