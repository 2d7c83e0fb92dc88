package conll

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
)

// LooksLike tells whether a text, which is how a file begins or all of it, is one
// of tokens with tags: it begins with -DOCSTART-, or most of its lines end with a
// column that is a tag. Not all need to, for the reader says what is wrong with the
// others. Where no tag has a label nearly all lines must be tagged, since an O may
// end a line of prose too, and in a file that is named as CoNLL is it is enough
// that lines have columns.
func LooksLike(path, head string, whole bool) bool {
	if !whole {
		head = head[:strings.LastIndexByte(head, '\n')+1] // behind it a line may be cut
	}
	var c counts
	for line := range bytes.Lines([]byte(head)) {
		line = bytes.TrimRight(line, "\n")
		if c.lines == 0 && isStart(line) {
			return true
		}
		c.count(line)
	}
	switch {
	case c.labelled:
		return c.lines <= 2*c.tagged
	case named(path) && c.lines <= 2*c.columned:
		return 0 < c.lines
	}
	return 0 < c.lines && 9*c.lines <= 10*c.tagged
}

// named tells whether a file is named as those of CoNLL are.
func named(path string) bool {
	return slices.Contains(Format().Extensions, strings.ToLower(filepath.Ext(path)))
}

// counts are how many lines a text has, blank ones and comments aside.
type counts struct {
	lines, columned, tagged int
	labelled                bool // a tag has a label
}

func (n *counts) count(line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		return
	}
	c := split(line)
	letter, _, err := splitTag(c.last)
	if isComment(line, c.last) {
		return
	}
	n.lines++
	if c.n < 2 {
		return
	}
	n.columned++
	if err == nil {
		n.tagged++
		n.labelled = n.labelled || letter != 'O'
	}
}

// LooksLikeUniversal tells whether a text is CoNLL-U, which has the columns of
// Universal Dependencies (https://universaldependencies.org/format.html) and no
// tags: of ten columns the first is the word's number.
func LooksLikeUniversal(head string) bool {
	for line := range bytes.Lines([]byte(head)) {
		line = bytes.TrimRight(line, "\n")
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		c := split(line)
		number := strings.Trim(string(c.first), "0123456789")
		return c.n == 10 && c.empty == 0 && (number == "" || number == "-" || number == ".") && bytes.Count(line, []byte{'\t'}) == 9
	}
	return false
}
