package conll

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"postil/annotate"
)

// token takes in the columns of a line.
func (r *reader) token(c *columns) error {
	if err := r.check(c); err != nil {
		return err
	}
	if r.tracks[0].tokens == 0 {
		r.tracks[0].line = r.line
	}
	for i := range r.tracks {
		letter, label, err := splitTag(r.layout.tag(c, i))
		if err == nil {
			err = r.tracks[i].add(r.layout.token(c), letter, label, r.line)
		}
		if err != nil {
			return err
		}
	}
	for i := range r.between {
		if at := r.layout.first() + i; at < len(c.between) && says(c.between[at]) {
			r.between[i]++
		}
	}
	return nil
}

// check checks the columns of a line. Where the head of the file did not say how many
// there are, the first line does.
func (r *reader) check(c *columns) error {
	switch {
	case c.empty != 0:
		return &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("column %d is empty", c.empty), Hint: "a tab too many?"}
	case c.n == 1:
		return &annotate.Error{Code: annotate.Invalid, What: "it has one column only", Hint: "a line has a token and its tag"}
	case r.layout.besides(c.n) < 0:
		return &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("it has %d columns", c.n), Hint: "a line has a number, a token and what tags it"}
	case r.layout.numbered && len(bytes.Trim(c.first, "0123456789")) != 0:
		return &annotate.Error{Code: annotate.Invalid, What: "the first column numbers the tokens, and here it is " + annotate.Excerpt(string(c.first)),
			Hint: "leave the line out, if it repeats tokens that have lines of their own"}
	case r.layout.width == 0:
		r.layout.width, r.layout.line = c.n, r.line
		r.between = make([]int, r.layout.besides(c.n))
	case c.n != r.layout.width:
		return &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("it has %d columns, and line %d has %d", c.n, r.layout.line, r.layout.width)}
	}
	return nil
}

// mistaken adds to an error that the file may be of another format.
func mistaken(err error) error {
	if e, ok := errors.AsType[*annotate.Error](err); ok {
		other := *e
		other.Hint = strings.TrimPrefix(e.Hint+"; if it is no file of tokens with tags, say with --format what it is", "; ")
		return &other
	}
	return err
}

// says tells whether a column holds more than a placeholder.
func says(column []byte) bool {
	switch string(column) {
	case "", "_", "-", "O", "-X-":
		return false
	}
	return true
}
