package docview

import (
	"strings"

	"postil/annotate"
	"postil/annotate/segment"
)

// excerpt tells what fragments cover in about so many characters: of a long text
// its beginning and its end, so that it can be told from the texts around it and
// in it. Three dots stand for what lies between fragments.
func excerpt(text string, fragments []annotate.Fragment, most int) string {
	shown := fragments
	if len(fragments) > 3 {
		shown = []annotate.Fragment{fragments[0], fragments[len(fragments)-1]}
	}
	parts := make([]string, len(shown))
	for i, f := range shown {
		parts[i] = abridged(text[f.Start:f.End], most/len(shown))
	}
	return strings.Join(parts, " ··· ")
}

// abridged is a text in about so many characters, in one line: all of it, else its
// beginning and its end, cut between words where there are any.
func abridged(s string, most int) string {
	most = max(2, most)
	window := 16 * most // bytes that hold enough characters, without reading a long text
	head, tail := s, s
	if len(s) > 2*window {
		head, tail = s[:segment.GraphemeStart(s, window)], s[segment.GraphemeEnd(s, len(s)-window):]
	} else if s = oneLine(s); characters(s) <= most {
		return s
	}
	return beginning(oneLine(head), most/2) + " … " + ending(oneLine(tail), most/2)
}

// oneLine makes single spaces of all white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// characters counts grapheme clusters.
func characters(s string) int {
	n := 0
	for range segment.Graphemes(s) {
		n++
	}
	return n
}

// beginning is up to n characters from the start of a text.
func beginning(s string, n int) string {
	cut := len(s)
	for start := range segment.Graphemes(s) {
		if n--; n < 0 {
			cut = start
			break
		}
	}
	if space := strings.LastIndexByte(s[:cut], ' '); cut < len(s) && s[cut] != ' ' && space > cut/2 {
		cut = space
	}
	return strings.TrimRight(s[:cut], " ")
}

// ending is up to n characters from the end of a text.
func ending(s string, n int) string {
	var starts []int
	for start := range segment.Graphemes(s) {
		starts = append(starts, start)
	}
	cut := 0
	if len(starts) > n {
		cut = starts[len(starts)-n]
	}
	length := len(s) - cut
	if space := strings.IndexByte(s[cut:], ' '); cut > 0 && s[cut-1] != ' ' && 0 <= space && space < length/2 {
		cut += space
	}
	return strings.TrimLeft(s[cut:], " ")
}
