package segment

import (
	"iter"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// longestGrapheme is how far a character's ends are looked for.
const longestGrapheme = 4 << 10

// Graphemes yields start and end of each character of s.
func Graphemes(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for it := graphemes.FromString(s); it.Next(); {
			if !yield(it.Start(), it.End()) {
				return
			}
		}
	}
}

// IsGraphemeBorder reports whether off is a character's border. The ends of a
// text are borders; places outside of it are none.
func IsGraphemeBorder(text string, off int) bool {
	if off < 0 || off > len(text) {
		return false
	}
	start, _ := graphemeAt(text, off)
	return start == off
}

// GraphemeStart returns the last character's border at or before off.
func GraphemeStart(text string, off int) int {
	start, _ := graphemeAt(text, clamp(text, off))
	return start
}

// GraphemeEnd returns the first character's border at or after off.
func GraphemeEnd(text string, off int) int {
	off = clamp(text, off)
	start, end := graphemeAt(text, off)
	if start == off {
		return off
	}
	return end
}

// NextGrapheme returns the first character's border after off, or the text's
// end.
func NextGrapheme(text string, off int) int {
	_, end := graphemeAt(text, clamp(text, off))
	return end
}

// PrevGrapheme returns the last character's border before off, or 0.
func PrevGrapheme(text string, off int) int {
	return GraphemeStart(text, clamp(text, off)-1)
}

// graphemeAt returns the character with byte off; at the text's end, that.
func graphemeAt(text string, off int) (start, end int) {
	if off == len(text) {
		return off, off
	}
	if alone(text, off) {
		return off, off + 1
	}
	from := graphemeRestart(text, off)
	limit := runeStart(text, min(len(text), off+longestGrapheme))
	for it := graphemes.FromString(text[from:limit]); it.Next(); {
		if from+it.End() > off {
			return from + it.Start(), from + it.End()
		}
	}
	return limit, limit
}

// alone reports whether byte off is ASCII between ASCII, so a character by
// itself: only CR LF makes one of two.
func alone(text string, off int) bool {
	b := text[off]
	if b >= utf8.RuneSelf || b == '\r' || b == '\n' {
		return false
	}
	return (off == 0 || text[off-1] < utf8.RuneSelf) && (off+1 == len(text) || text[off+1] < utf8.RuneSelf)
}

// graphemeRestart returns a border at or before off whose left side doesn't
// matter.
//
// Such is a border between two code points that part when they stand alone,
// and of which the first attaches to nothing before it. For the rules that look
// further left join only after a mark or a joiner (GB9c: after a linker; GB11:
// after U+200D) and part only between regional indicators (GB12, GB13), which
// alone don't part; all others look at the two.
func graphemeRestart(text string, off int) int {
	limit := off - longestGrapheme
	b := runeStart(text, off)
	for b > 0 {
		a := runeStart(text, b-1)
		_, size := utf8.DecodeRuneInString(text[b:])
		if parts(text[a:b+size], b-a) && !attaches(text[a:b]) {
			return b
		}
		if a < limit {
			return a
		}
		b = a
	}
	return 0
}

// parts reports whether two code points, the second from byte at on, part when
// they stand alone.
func parts(pair string, at int) bool {
	if pair[0] < utf8.RuneSelf && pair[at] < utf8.RuneSelf {
		return pair != "\r\n"
	}
	it := graphemes.FromString(pair)
	return it.Next() && it.End() == at
}

// attaches reports whether a code point attaches to a letter before it.
func attaches(char string) bool {
	if char[0] < utf8.RuneSelf {
		return false
	}
	var pair [1 + utf8.UTFMax]byte
	pair[0] = 'x'
	it := graphemes.FromBytes(pair[:1+copy(pair[1:], char)])
	return it.Next() && it.End() > 1
}

// clamp returns off, or the end of text that it lies beyond.
func clamp(text string, off int) int { return max(0, min(off, len(text))) }

// runeStart returns where the code point with byte off begins.
func runeStart(text string, off int) int {
	for off > 0 && off < len(text) && !utf8.RuneStart(text[off]) {
		off--
	}
	return off
}
