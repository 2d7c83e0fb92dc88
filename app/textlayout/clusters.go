package textlayout

import (
	"iter"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// clusters yields start and end of the grapheme clusters of s (UAX #29). A byte that is
// no UTF-8 is a cluster by itself, whatever stands around it.
func clusters(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for at := 0; at < len(s); {
			valid := validPrefix(s[at:])
			for g := graphemes.FromString(s[at : at+valid]); g.Next(); {
				if !yield(at+g.Start(), at+g.End()) {
					return
				}
			}
			if at += valid; at < len(s) {
				if !yield(at, at+1) {
					return
				}
				at++
			}
		}
	}
}

// validPrefix is the length of the longest beginning of s that is UTF-8.
func validPrefix(s string) int {
	if utf8.ValidString(s) {
		return len(s)
	}
	for at := 0; ; {
		r, n := utf8.DecodeRuneInString(s[at:])
		if r == utf8.RuneError && n <= 1 {
			return at
		}
		at += n
	}
}
