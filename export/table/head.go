package table

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// LooksLike tells whether a text is delimited, with a header. A header
// that names a column of text is enough where most rows have as many fields; in
// a file whose name says that it is a table, the rows need not fit, or it is
// enough that nearly all rows do.
func LooksLike(path, text string, whole bool, wanted string) bool {
	l := delimiterOf(text, whole, wanted)
	if !headerLike(l.header) {
		return false
	}
	columns, named := len(l.header), slices.Contains([]string{".csv", ".tsv", ".tab"}, strings.ToLower(filepath.Ext(path)))
	switch {
	case l.known && named:
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

// spaced tells whether space stands beside a delimiter, as in sentences.
func spaced(header []string) bool {
	return slices.ContainsFunc(header, func(name string) bool { return strings.TrimSpace(name) != name })
}

// BeginsJSON tells whether s begins an object of JSON or a list of objects.
func BeginsJSON(s string) bool { return jsonStart.MatchString(s) }

var jsonStart = regexp.MustCompile(`^(\[\s*)?\{\s*("(?:[^"\\\n]|\\.)*"\s*:|\}\s*([\n,\]]|$))`)
