package table

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"postil/annotate"
	"postil/export/intake"
)

// notes collects what a person should know of how columns were taken.
type notes struct {
	said map[string]bool
	as   []string       // which columns say what, in the order of appearance
	kept []string       // columns that became metadata
	odd  map[string]int // values that could not be what their column says
}

func newNotes() notes {
	return notes{said: map[string]bool{}, odd: map[string]int{}}
}

// take returns a cell's value where it can be what the document lacks, else what
// stands there without it. The cell then is used up, unless its value had to be
// changed.
func (n *notes) take(c *cell, what, otherwise string, use func(string) (string, error)) string {
	switch {
	case c == nil:
		return otherwise
	case c.isText && c.text == "", string(c.json) == "null": // it says nothing
		c.used = true
		return otherwise
	case c.isText && strings.TrimSpace(c.text) == "":
		return otherwise
	}
	value, err := "", errNoText
	if c.isText {
		value, err = use(c.text)
	}
	if err != nil {
		n.odd["values of the column "+annotate.Excerpt(c.column)+" that can be no "+what+" and stay in the metadata"]++
		return otherwise
	}
	c.used = value == c.text
	n.note(&n.as, c.column, what)
	return value
}

// tabNotes say how the cells between tabs were taken, where that could be asked.
var tabNotes = [...][]string{
	quotesQuote: {"cells between tabs are taken as quoted: the quotation marks around them are left out"},
	quotesStay:  {"cells are taken as they stand between tabs, with their quotation marks, which are text"},
}

var errNoText = errors.New("a text is expected")

// note adds a column to a list, unless it is there.
func (n *notes) note(to *[]string, column, what string) {
	key := what + "\x00" + column
	if n.said[key] {
		return
	}
	n.said[key] = true
	if what != "" {
		column = "the column " + annotate.Excerpt(column) + " says the " + what
	}
	*to = append(*to, column)
}

// keep notes a column that becomes metadata.
func (n *notes) keep(column string) { n.note(&n.kept, column, "") }

// MostKept is how many columns a note names.
const MostKept = 20

func (n *notes) lines() []string {
	lines := slices.Clone(n.as)
	for _, what := range slices.Sorted(maps.Keys(n.odd)) {
		lines = append(lines, what+": "+strconv.Itoa(n.odd[what]))
	}
	if len(n.kept) == 0 {
		return lines
	}
	names := make([]string, 0, MostKept+1)
	for _, c := range n.kept[:min(len(n.kept), MostKept)] {
		names = append(names, annotate.Excerpt(c))
	}
	if more := len(n.kept) - MostKept; 0 < more {
		names = append(names, "and "+strconv.Itoa(more)+" more")
	}
	return append(lines, "columns kept in the metadata: "+strings.Join(names, ", "))
}

func anyLine(s string) (string, error) { return intake.OneLine(s), nil }

func languageTag(s string) (string, error) {
	s = strings.TrimSpace(s)
	return s, annotate.CheckLanguage(s)
}
