package table

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"postil/export/jsontext"
)

// LooksLike tells whether a text is delimited, with a header. A header
// that names a column of text is enough where most rows have as many fields, or
// where it is written as programs name columns; in a file whose name says that it
// is a table, the rows need not fit, or it is enough that nearly all rows do.
func LooksLike(path, text string, whole bool, wanted string) bool {
	l := delimiterOf(text, whole, wanted)
	if !headerLike(l.header) {
		return false
	}
	columns, named := len(l.header), slices.Contains([]string{".csv", ".tsv", ".tab"}, strings.ToLower(filepath.Ext(path)))
	switch {
	case l.known && named:
		return 0 < l.rows || !whole
	case l.known && 1 < columns && names(l.header):
		return 0 < l.rows || !whole
	case columns < 2 || l.rows == 0 && whole || !named && spaced(l.header):
		return false
	case l.known:
		return l.rows <= 2*l.fit
	}
	return named && 0 < l.rows && 9*l.rows <= 10*l.fit
}

// longestColumn is how long the name of a column may be, in bytes.
const longestColumn = 60

// headerLike tells whether the fields of a first line can name columns.
func headerLike(header []string) bool {
	for i, name := range header {
		if longestColumn < len(name) || strings.ContainsAny(name, "\n.!?") && !strings.Contains(name, "_") || slices.Contains(header[:i], name) {
			return false
		}
	}
	return 0 < len(header)
}

// names tells whether the fields of a first line are written as programs name
// columns: without any space, and without capitals as sentences begin with.
func names(header []string) bool {
	return !slices.ContainsFunc(header, func(name string) bool { return strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" })
}

// spaced tells whether space stands beside a delimiter, as in sentences.
func spaced(header []string) bool {
	return slices.ContainsFunc(header, func(name string) bool { return strings.TrimSpace(name) != name })
}

// BeginsJSON tells whether s, which is how a file begins, is JSON: an object, a
// list, or lines most of which begin or end like an object, of which the first may
// be broken. What begins with {" is JSON, however it goes on; a bracket begins a
// list where a whole value stands behind it, and else perhaps a footnote or a quote.
func BeginsJSON(s string) bool {
	first, _, _ := strings.Cut(s, "\n")
	list := strings.HasPrefix(first, "[") && strings.Contains(first, ",") && jsontext.Check([]byte(first)) == nil
	return list || jsonStart.MatchString(s) || jsonLines(s)
}

var (
	jsonStart = regexp.MustCompile(`^(\[\s*)*(\{\s*("|\}\s*([\n,\]]|$))|\[\s*("(?:[^"\\\n]|\\.)*("\s*([,\]]|$)|$)|(null|true|false)\s*[,\]]|\]\s*([\n,\]]|$)))`)
	jsonLine  = regexp.MustCompile(`^\{\s*"(?:[^"\\\n]|\\.)*"\s*:`)
	jsonEnd   = regexp.MustCompile(`"\s*:.*\},?$`)
	jsonWord  = regexp.MustCompile(`^(null|true|false|-?[0-9.]+|"[^"]*"|\[.*\]|\{\}),?$`)
)

// jsonLines tells whether an object begins on one of the lines of s, and most of
// them are JSON or a part of it.
func jsonLines(s string) bool {
	lines, objects, others := 0, 0, 0
	for line := range strings.Lines(s) {
		switch line = strings.TrimSpace(line); {
		case line == "":
			continue
		case jsonLine.MatchString(line):
			objects++
		case jsonEnd.MatchString(line), jsonWord.MatchString(line):
			others++
		}
		lines++
	}
	return 0 < objects && lines < 2*(objects+others)
}
