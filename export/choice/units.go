package choice

import (
	"slices"
	"strings"

	"postil/annotate/segment"
)

// appendUnits appends the ranges of text that are units, in order and apart, none
// of them with white space around or a byte-order mark at its start.
func appendUnits(ranges [][2]int, text string, unit Unit, tokens int) [][2]int {
	own := len(ranges)
	switch unit {
	case Paragraph:
		ranges = appendParagraphs(ranges, text)
	case Sentence:
		for start, end := range segment.Sentences(text) {
			ranges = append(ranges, [2]int{start, end})
		}
	default:
		ranges = appendTokens(ranges, text, tokens)
	}
	for i := own; i < len(ranges); i++ {
		ranges[i] = behindMark(text, ranges[i])
	}
	return slices.DeleteFunc(ranges, func(r [2]int) bool { return r[0] == r[1] })
}

// byteOrderMark is invisible inside a text. A text that began with it would lose
// it in every reader, and its offsets would count from elsewhere.
const byteOrderMark = "\uFEFF"

// behindMark returns the range without byte-order marks, and white space behind
// them, at its start.
func behindMark(text string, r [2]int) [2]int {
	for strings.HasPrefix(text[r[0]:r[1]], byteOrderMark) {
		r[0], _ = segment.TrimSpace(text, r[0]+len(byteOrderMark), r[1])
	}
	return r
}

// appendParagraphs appends the lines that are not blank.
func appendParagraphs(ranges [][2]int, text string) [][2]int {
	for at := 0; at < len(text); {
		next := len(text)
		if i := strings.IndexByte(text[at:], '\n'); 0 <= i {
			next = at + i + 1
		}
		if start, end := segment.TrimSpace(text, at, next); start < end {
			ranges = append(ranges, [2]int{start, end})
		}
		at = next
	}
	return ranges
}

// appendTokens appends ranges of at most so many tokens, as many whole sentences
// as fit; a longer sentence is parted after so many.
func appendTokens(ranges [][2]int, text string, most int) [][2]int {
	var tokens [][2]int // of one sentence
	room := 0           // for how many more tokens the last range has room
	for from, to := range segment.Sentences(text) {
		tokens = tokens[:0]
		for start, end := range segment.Tokens(text[from:to]) {
			tokens = append(tokens, [2]int{from + start, from + end})
		}
		if room < len(tokens) {
			room = 0
		}
		for _, t := range tokens {
			if room == 0 {
				ranges, room = append(ranges, t), most
			}
			ranges[len(ranges)-1][1] = t[1]
			room--
		}
	}
	return ranges
}
