package segment

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Tokens yields start and end of each token of text, in bytes: the words of UAX
// #29 and what stands between them, white space aside. Scripts that are written
// without spaces, of which UAX #29 makes long words, go by character: Katakana
// like the ideographs and Hiragana beside it.
func Tokens(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for it := words.FromString(text); it.Next(); {
			word := it.Value()
			first, _ := utf8.DecodeRuneInString(word)
			switch {
			case isSpace(word):
			case unicode.Is(unicode.Katakana, first):
				for start, end := range Graphemes(word) {
					if !yield(it.Start()+start, it.Start()+end) {
						return
					}
				}
			default:
				if !yield(it.Start(), it.End()) {
					return
				}
			}
		}
	}
}
