package conll

import (
	"bytes"
	"strconv"
)

// layout says what the columns of a file are. In most the first is the token and the
// last the tag.
type layout struct {
	width    int  // how many there are, as most lines have; 0 where that is not known yet
	line     int  // the first that has as many
	numbered bool // the first numbers the tokens of a sentence or of the file, and the second is the token
	nested   bool // the two behind the token are tags: of outer entities, and of inner ones
}

// layoutOf returns the layout of a file that begins with head, which ends with a line. A
// first column that goes on counting nearly everywhere is no text, but numbers the
// tokens, as in the files of GermEval 2014
// (https://sites.google.com/site/germeval2014ner/data), which are the nested ones.
func layoutOf(head []byte) layout {
	var lines, counted, nested, number int
	before := -2 // what no number goes on from
	var widths []width
	ever := false // a number followed upon another
	for line := range bytes.Lines(head) {
		number++
		line = bytes.TrimSuffix(line, []byte("\n"))
		if len(bytes.TrimSpace(line)) == 0 || isStart(line) {
			continue
		}
		c := split(line)
		if isComment(line, c.last) {
			continue
		}
		lines++
		if 1 < c.n && c.empty == 0 {
			widths = counting(widths, c.n, number)
		}
		n, err := strconv.Atoi(string(c.first))
		if goesOn := n == before+1; err == nil && 3 <= c.n && (n == 0 || n == 1 || goesOn) {
			counted++
			ever = ever || goesOn
			before = n
		}
		if _, _, err := splitTag(c.between[1]); err == nil && c.n == 4 {
			nested++
		}
	}
	l := layout{numbered: ever && 9*lines <= 10*counted}
	l.nested = l.numbered && 9*lines <= 10*nested
	most := 0
	for _, w := range widths {
		if most < w.lines {
			l.width, l.line, most = w.columns, w.first, w.lines
		}
	}
	return l
}

// width is how many lines have so many columns, and the first of them.
type width struct{ columns, lines, first int }

// counting counts a line with so many columns.
func counting(all []width, columns, line int) []width {
	for i := range all {
		if all[i].columns == columns {
			all[i].lines++
			return all
		}
	}
	return append(all, width{columns, 1, line})
}

// first returns which column is the token, from 0.
func (l layout) first() int {
	if l.numbered {
		return 1
	}
	return 0
}

// tags returns how many columns of tags there are.
func (l layout) tags() int {
	if l.nested {
		return 2
	}
	return 1
}

// token returns the token of a line.
func (l layout) token(c *columns) []byte {
	if l.numbered {
		return c.between[0]
	}
	return c.first
}

// tag returns one of the tags of a line, the last of which is its last column.
func (l layout) tag(c *columns, i int) []byte {
	if i < l.tags()-1 {
		return c.between[l.first()+i]
	}
	return c.last
}

// besides returns how many columns stand between token and tags, in lines of n.
func (l layout) besides(n int) int { return n - 1 - l.first() - l.tags() }
