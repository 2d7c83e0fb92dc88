package segment

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

const (
	// longestWord is how far a word's ends are looked for.
	longestWord = 2 << 10
	// longestGap is how far the next word is looked for.
	longestGap = 64 << 10
)

// WordAt returns the word at a caret: the one with byte off, or else the one
// that ends there. A word has a letter or a digit; spaces, punctuation and
// symbols are none, and ok is false where there are only such.
func WordAt(text string, off int) (start, end int, ok bool) {
	off = clamp(text, off)
	if start, end = wordSegment(text, off); isWord(text[start:end]) {
		return start, end, true
	}
	if off > 0 && start == off {
		if start, end = wordSegment(text, off-1); isWord(text[start:end]) {
			return start, end, true
		}
	}
	return off, off, false
}

// SnapToWords widens the range that a mouse was dragged over to whole words,
// and to whole characters elsewhere, and leaves out white space at its ends.
// Of a range of white space nothing is left.
func SnapToWords(text string, start, end int) (from, to int) {
	if end < start {
		start, end = end, start
	}
	return TrimSpace(text, outerStart(text, clamp(text, start)), outerEnd(text, clamp(text, end)))
}

// SnapToCharacters widens a range to whole grapheme clusters, and leaves out
// white space at its ends. Of a range of white space nothing is left.
func SnapToCharacters(text string, start, end int) (from, to int) {
	return TrimSpace(text, GraphemeStart(text, clamp(text, start)), GraphemeEnd(text, clamp(text, end)))
}

// outerStart returns the last place at or before off that is inside neither a
// word nor a character. A word may end inside a character, so that each is
// asked until both agree, or until that is farther than any word is long.
func outerStart(text string, off int) int {
	for limit := off - longestWord; ; {
		from := GraphemeStart(text, off)
		if s, e := wordSegment(text, from); isWord(text[s:e]) {
			from = s
		}
		if from == off || from <= limit {
			return from
		}
		off = from
	}
}

// outerEnd is outerStart for the first place at or after off.
func outerEnd(text string, off int) int {
	for limit := off + longestWord; ; {
		to := GraphemeEnd(text, off)
		if s, e := wordSegment(text, to); s < to && isWord(text[s:e]) {
			to = e
		}
		if to == off || to >= limit {
			return to
		}
		off = to
	}
}

// NextWord returns where Ctrl+Right goes: the end of the word with byte off,
// or of the next one; the text's end where there is none.
func NextWord(text string, off int) int {
	off = clamp(text, off)
	from := wordRestart(text, off)
	limit := runeStart(text, min(len(text), off+longestGap))
	for it := words.FromString(text[from:limit]); it.Next(); {
		if end := from + it.End(); end > off && isWord(it.Value()) {
			return end
		}
	}
	return limit
}

// PrevWord returns where Ctrl+Left goes: the beginning of the word before off
// or around it; 0 where there is none.
func PrevWord(text string, off int) int {
	off = clamp(text, off)
	limit := off - longestGap
	for to := off; to > 0; {
		from := wordRestart(text, to-1)
		found := -1
		for it := words.FromString(text[from:wordLimit(text, to)]); it.Next(); {
			if from+it.Start() >= to {
				break
			}
			if isWord(it.Value()) {
				found = from + it.Start()
			}
		}
		if found >= 0 {
			return found
		}
		if from < limit {
			return from
		}
		to = from
	}
	return 0
}

// WordCount returns the number of words of text. An ideograph counts as one.
func WordCount(text string) int {
	n := 0
	for it := words.FromString(text); it.Next(); {
		if isWord(it.Value()) {
			n++
		}
	}
	return n
}

// isWord reports whether a segment has a letter or a digit. Spaces with a mark
// after them are one segment, and some marks are letters: no word either.
func isWord(segment string) bool {
	for at, r := range segment {
		if at == 0 && unicode.IsSpace(r) {
			return false
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// wordSegment returns the segment with byte off: a word, or what stands
// between words. At the text's end it is empty.
func wordSegment(text string, off int) (start, end int) {
	from := wordRestart(text, off)
	for it := words.FromString(text[from:wordLimit(text, off)]); it.Next(); {
		if from+it.End() > off {
			return from + it.Start(), from + it.End()
		}
	}
	return len(text), len(text)
}

// wordLimit returns where a scan for the word at off ends.
func wordLimit(text string, off int) int {
	return runeStart(text, min(len(text), off+longestWord))
}

// wordRestart returns a border at or before off whose left side doesn't matter.
//
// Such is a border between two code points that part when they stand alone,
// both of which are letters, digits, white space or the like: the rules that
// look beyond two neighbours are about punctuation inside words and numbers
// (WB6, WB7, WB11, WB12), about quotation marks in Hebrew (WB7b, WB7c), about
// marks and format characters (WB4) and about regional indicators (WB15, WB16).
func wordRestart(text string, off int) int {
	limit := off - longestWord
	b := runeStart(text, off)
	for b > 0 {
		a := runeStart(text, b-1)
		right, size := utf8.DecodeRuneInString(text[b:])
		left, _ := utf8.DecodeRuneInString(text[a:])
		if local(left) && size > 0 && local(right) && wordsPart(text[a:b+size], b-a) {
			return b
		}
		if a < limit {
			return a
		}
		b = a
	}
	return 0
}

// local reports whether the rules about r look at its neighbours only.
func local(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiLocal[r]
	}
	// Two letters of half-width Katakana count as marks.
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) && r != '\uFF9E' && r != '\uFF9F'
}

// asciiLocal are letters, digits, space, line feed and the punctuation that
// never stands inside a word or number.
var asciiLocal = func() (t [utf8.RuneSelf]bool) {
	for _, b := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n\t!#$%&()*+-/<=>?@[]^`{|}~" {
		t[b] = true
	}
	return t
}()

// wordsPart reports whether two code points, the second from byte at on, part
// when they stand alone.
func wordsPart(pair string, at int) bool {
	it := words.FromString(pair)
	return it.Next() && it.End() == at
}

// TrimSpace leaves out characters of white space at the ends of a range of whole
// characters. A space with a mark on it is none. Of a range of white space nothing
// is left.
func TrimSpace(text string, start, end int) (from, to int) {
	for start < end {
		next := NextGrapheme(text, start)
		if !isSpace(text[start:next]) {
			break
		}
		start = next
	}
	for start < end {
		prev := PrevGrapheme(text, end)
		if !isSpace(text[prev:end]) {
			break
		}
		end = prev
	}
	return start, end
}

// isSpace reports whether a character is white space, without a mark on it.
func isSpace(char string) bool {
	for _, r := range char {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}
