package segment

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Tokens yields start and end of each token of text, in bytes, in order and
// apart: the words of UAX #29 and what stands between them, punctuation mark by
// punctuation mark, all of the text but its white space.
//
// It departs from the annex in few places. No token holds white space: a
// narrow no-break space inside a number (U+202F, which the annex takes for a
// connector) parts it, and a mark after a space stands alone. And Katakana, of
// which the annex makes long words, goes by character like the ideographs and
// Hiragana beside it. Hangul goes by what stands between spaces; Thai, Lao,
// Khmer and Burmese go by character, since their words need a dictionary, the
// vowel AM (U+0E33, U+0EB3) with the character that it belongs to.
func Tokens(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		scan := words.FromString(text)
		for at := 0; at < len(text); {
			if size := spaceAt(text, at); 0 < size {
				at += size
				continue
			}
			end := simpleToken(text, at)
			if end == at {
				// No rule looks behind a word's beginning.
				scan.SetText(text[at:])
				scan.Next()
				end = at + scan.End()
				whole, byCharacter := oneToken(text[at:end])
				end = at + whole
				if vowelAM(text[end:]) {
					scan.SetText(text[end:])
					scan.Next()
					end += scan.End()
				}
				if byCharacter {
					if !characters(text[at:end], at, yield) {
						return
					}
					at = end
					continue
				}
			}
			if !yield(at, end) {
				return
			}
			at = end
		}
	}
}

// spaceAt returns the length of the white space at byte at, 0 for none.
func spaceAt(text string, at int) int {
	if b := text[at]; b < utf8.RuneSelf {
		if b == ' ' || '\t' <= b && b <= '\r' {
			return 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	if unicode.IsSpace(r) {
		return size
	}
	return 0
}

// What an ASCII character may do in a word.
const (
	apart  = iota // stands alone between ASCII
	inside        // a letter, a digit or a connector
	middle        // joins letters or digits on both its sides (WB6, WB7, WB11, WB12)
)

var asciiToken = func() (t [utf8.RuneSelf]byte) {
	for b := range t {
		switch {
		case '0' <= b && b <= '9', 'a' <= b|0x20 && b|0x20 <= 'z', b == '_':
			t[b] = inside
		case b == '.', b == ',', b == ':', b == ';', b == '\'':
			t[b] = middle
		}
	}
	return t
}()

// simpleToken returns the end of the token at byte at where ASCII alone decides
// about it, which is nearly always in texts in Latin letters, else at.
func simpleToken(text string, at int) int {
	end := at
	for end < len(text) && text[end] < utf8.RuneSelf && asciiToken[text[end]] == inside {
		end++
	}
	switch {
	case end == len(text):
		return end
	case utf8.RuneSelf <= text[end]:
		return at
	case end == at: // a punctuation mark; a mark on it would not be ASCII
		if end+1 == len(text) || text[end+1] < utf8.RuneSelf {
			return end + 1
		}
		return at
	case asciiToken[text[end]] == apart:
		return end
	case end+1 == len(text) || text[end+1] < utf8.RuneSelf && asciiToken[text[end+1]] != inside:
		return end // what could join it has nothing to join
	}
	return at
}

// oneToken returns how much of a word is a token, which is all before its first
// white space, and whether that goes by character.
func oneToken(word string) (length int, byCharacter bool) {
	for at, r := range word {
		switch {
		case r < utf8.RuneSelf && r != ' ' && r != '\t':
		case unicode.IsSpace(r):
			return at, byCharacter
		case katakana(r):
			byCharacter = true
		}
	}
	return len(word), byCharacter
}

// vowelAM tells whether text goes on with the one letter that the annex takes for
// a word by itself but for a part of the character before it.
func vowelAM(text string) bool {
	return strings.HasPrefix(text, "\u0E33") || strings.HasPrefix(text, "\u0EB3")
}

// katakana tells what UAX #29 joins to Katakana words: the script, and the marks
// and signs that Hiragana has in common with it.
func katakana(r rune) bool {
	return 0x3031 <= r && (unicode.Is(unicode.Katakana, r) ||
		0x3031 <= r && r <= 0x3035 || r == 0x309B || r == 0x309C || r == 0x30A0 || r == 0x30FC || r == 0xFF70)
}

// characters yields a word with Katakana: its Katakana by character, and what
// connects to it in one piece. at is where the word begins.
func characters(word string, at int, yield func(start, end int) bool) bool {
	from := 0
	for start, end := range Graphemes(word) {
		first, _ := utf8.DecodeRuneInString(word[start:])
		if !katakana(first) {
			continue
		}
		if from < start && !yield(at+from, at+start) || !yield(at+start, at+end) {
			return false
		}
		from = end
	}
	return from == len(word) || yield(at+from, at+len(word))
}
