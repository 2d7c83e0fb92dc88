package segment

import (
	"iter"
	"strings"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences yields start and end of each sentence of text, in bytes, without the
// white space around; what is only white space is none. A line feed ends every
// sentence (UAX #29, SB4).
func Sentences(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for it := sentences.FromString(text); it.Next(); {
			if start, end := TrimSpace(text, it.Start(), it.End()); start < end && !yield(start, end) {
				return
			}
		}
	}
}

// longestSentence is how far a sentence's ends are looked for.
const longestSentence = 16 << 10

// SentenceAt returns the sentence with byte off, or at the text's end the last
// one, without the white space around it. A line feed ends every sentence. ok
// is false where there is only white space.
func SentenceAt(text string, off int) (start, end int, ok bool) {
	off = clamp(text, off)
	if off == len(text) && off > 0 {
		off--
	}
	from, limit := sentenceWindow(text, off)
	for it := sentences.FromString(text[from:limit]); it.Next(); {
		if from+it.End() > off {
			start, end = TrimSpace(text, from+it.Start(), from+it.End())
			if start == end {
				break
			}
			return start, end, true
		}
	}
	return off, off, false
}

// sentenceWindow returns the part of text that is looked at for the sentence
// with byte off: its line (SB4 ends a sentence after each), or of a long line
// what is near. A scan that begins inside a line sees borders wrongly at most
// while it is in the punctuation and the spaces that it began in: the rules
// look back no further than over those, to one letter (SB6 to SB11).
func sentenceWindow(text string, off int) (from, limit int) {
	near := runeStart(text, max(0, off-longestSentence))
	from = near + strings.LastIndexByte(text[near:off], '\n') + 1
	limit = runeStart(text, min(len(text), off+longestSentence))
	if i := strings.IndexByte(text[off:limit], '\n'); i >= 0 {
		limit = off + i + 1
	}
	return from, limit
}
