package sample

import (
	"fmt"
	"strconv"
	"strings"
)

// fragmentMark stands between the fragments of a span in spans.tsv.
const fragmentMark = " ⏎ "

// locate finds what a span quotes: one snippet a fragment, ascending and apart.
func locate(text, quoted string) ([][2]int, error) {
	var fragments [][2]int
	end := 0
	for _, snippet := range strings.Split(quoted, fragmentMark) {
		fragment, err := locateSnippet(text, snippet)
		if err != nil {
			return nil, err
		}
		if fragment[0] < end {
			return nil, fmt.Errorf("%q stands before the fragment that precedes it", snippet)
		}
		end = fragment[1]
		fragments = append(fragments, fragment)
	}
	return fragments, nil
}

// locateSnippet returns the byte range of the snippet's n-th occurrence, where
// it ends in #n, else of its first. \n in it is a line break.
func locateSnippet(text, snippet string) ([2]int, error) {
	words, occurrence := snippet, 1
	if at := strings.LastIndexByte(snippet, '#'); at >= 0 {
		if n, err := strconv.Atoi(snippet[at+1:]); err == nil {
			words, occurrence = snippet[:at], n
		}
	}
	words = strings.ReplaceAll(words, `\n`, "\n")
	if words == "" {
		return [2]int{}, fmt.Errorf("nothing is quoted")
	}
	start := -len(words)
	for range occurrence {
		from := start + len(words)
		next := strings.Index(text[from:], words)
		if next < 0 {
			return [2]int{}, fmt.Errorf("%q is not in the article %d times", words, occurrence)
		}
		start = from + next
	}
	if start < 0 {
		return [2]int{}, fmt.Errorf("%q: occurrences count from 1", snippet)
	}
	return [2]int{start, start + len(words)}, nil
}
