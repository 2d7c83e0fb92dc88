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
