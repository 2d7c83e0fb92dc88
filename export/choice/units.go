package choice

import (
	"strings"

	"postil/annotate/segment"
)

// appendUnits appends the ranges of text that are units, in order and apart, none
// of them with white space around.
func appendUnits(ranges [][2]int, text string, unit Unit, tokens int) [][2]int {
	switch unit {
	case Paragraph:
		return appendParagraphs(ranges, text)
	case Sentence:
		for start, end := range segment.Sentences(text) {
			ranges = append(ranges, [2]int{start, end})
		}
		return ranges
	}
	return appendTokens(ranges, text, tokens)
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
	var open [2]int // the range that grows
	count := 0      // of its tokens
	end := func() {
		if 0 < count {
			ranges = append(ranges, open)
		}
		count = 0
	}
	for from, to := range segment.Sentences(text) {
		n := 0
		for range segment.Tokens(text[from:to]) {
			n++
		}
		if most < count+n {
			end()
		}
		for a, b := range segment.Tokens(text[from:to]) {
			if count == most {
				end()
			}
			if count == 0 {
				open[0] = from + a
			}
			open[1] = from + b
			count++
		}
	}
	end()
	return ranges
}
