package conll

import (
	"bytes"
)

// columns are those of a line.
type columns struct {
	n           int
	first, last []byte
	between     [7][]byte // those after the first, as far as there is room
	empty       int       // the last that holds nothing, from 1; 0 for none
}

// split parts a line, which is not blank, into its columns: at its tabs, or where
// it has none at its blanks. No other white space parts columns, for tokens hold it.
func split(line []byte) (c columns) {
	separated := bytes.IndexByte(line, '\t') >= 0
	for rest := line; rest != nil; c.n++ {
		var field []byte
		if separated {
			field, rest = cutField(rest)
		} else if field, rest = cutBlanks(rest); field == nil {
			break
		}
		switch {
		case len(field) == 0:
			c.empty = c.n + 1
		case c.n == 0:
			c.first = field
		}
		if 0 < c.n && c.n <= len(c.between) {
			c.between[c.n-1] = field
		}
		c.last = field
	}
	return c
}

// cutField returns what stands before the first tab, without blanks around it,
// and what stands after; nil where there is no more.
func cutField(s []byte) (field, rest []byte) {
	field, rest, more := bytes.Cut(s, []byte{'\t'})
	if more && rest == nil {
		rest = []byte{}
	} else if !more {
		rest = nil
	}
	return bytes.Trim(field, " "), rest
}

// cutBlanks returns what stands before the first blank, and what after.
func cutBlanks(s []byte) (field, rest []byte) {
	s = bytes.TrimLeft(s, " ")
	if len(s) == 0 {
		return nil, nil
	}
	if i := bytes.IndexByte(s, ' '); 0 <= i {
		return s[:i], s[i:]
	}
	return s, nil
}

// isComment tells a comment, such as "# id = 5", from the token "#".
func isComment(line, last []byte) bool {
	if line[0] != '#' {
		return false
	}
	if _, _, err := splitTag(last); err != nil {
		return true
	}
	fields := bytes.Fields(line[:min(len(line), 200)])
	return 2 < len(fields) && (string(fields[2]) == "=" || string(fields[1]) == "=")
}
