package intake

import (
	"path/filepath"
	"strings"
	"unicode"

	"postil/annotate/segment"
)

// SourceOf returns the source of a document that states none: the name of its
// file without folders, so that the same file from another folder or machine
// holds the same document, and no path of anybody's machine gets into a data set.
func SourceOf(path string) string { return filepath.Base(path) }

// Where a text says its title.
const (
	headlineWords  = 5    // a line of fewer is a date, a menu, a byline
	headlineLength = 80   // code points
	headlineReach  = 4096 // bytes of the text that are looked at
)

// Headline returns the name of a document that states none: its first line that
// has at least five words of letters and is no item of a numbered list (scraped
// pages start with dates and skip links), else its first line that isn't blank,
// on one line, cut between words to at most 80 code points and "…". It is empty
// where the text is blank.
func Headline(text string) string {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	text = text[:min(len(text), headlineReach)]
	first := ""
	for line := range strings.Lines(strings.ToValidUTF8(text, "")) {
		line = strings.Join(strings.Fields(line), " ")
		if first == "" {
			first = line
		}
		if !numbered(line) && headlineWords <= wordsOfLetters(line) {
			first = line
			break
		}
	}
	return cutAtWord(first, headlineLength)
}

// numbered tells whether line is an item of a numbered list: "2. Skip".
func numbered(line string) bool {
	rest := strings.TrimLeftFunc(line, unicode.IsDigit)
	return rest != line && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") "))
}

// wordsOfLetters counts the words of a line, numbers aside.
func wordsOfLetters(line string) int {
	return segment.WordCount(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return ' '
		}
		return r
	}, line))
}

// cutAtWord returns line where it has at most n code points, else as many of its
// words as fit, or where it has no spaces its first characters.
func cutAtWord(line string, n int) string {
	end := len(segment.Cut(line, n))
	if end == len(line) {
		return line
	}
	if space := strings.LastIndexByte(line[:end+1], ' '); 0 < space {
		end = space
	}
	return line[:end] + "…"
}

// OneLine returns s as a name or a source can be: without line breaks and other
// control characters, and without space at its ends.
func OneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}
