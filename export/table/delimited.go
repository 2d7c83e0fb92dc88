package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/export/textfile"
)

// delimited are the rows of delimited text (RFC 4180). Between tabs cells are often
// not quoted, and then all cells of the file are taken as they are ([readingOf]).
type delimited struct {
	in     rowSource
	header []string
	cells  []cell
}

// newDelimited reads the header of a text that is laid out so.
func newDelimited(r io.Reader, l layout) (*delimited, error) {
	in := sourceOf(r, l.delimiter, l.plain)
	header, err := in.read()
	var fault *rowFault
	switch {
	case err == io.EOF:
		return nil, &annotate.Error{Code: annotate.Invalid, What: "no text: the file is empty"}
	case errors.As(err, &fault):
		return nil, annotate.At("line "+strconv.Itoa(fault.line), fault.said())
	case err != nil:
		return nil, annotate.At("line "+strconv.Itoa(in.lineOf(0)), err)
	}
	d := &delimited{in: in, header: slices.Clone(header)}
	seen := map[string]bool{}
	for i, name := range d.header {
		switch {
		case !utf8.ValidString(name):
			return nil, annotate.At("line "+strconv.Itoa(in.lineOf(0)), notUTF8(fmt.Sprintf("the name of column %d", i+1), name, in.lineOf(i), in.lineOf(0)))
		case strings.TrimSpace(name) == "":
			d.header[i] = fmt.Sprintf("column %d", i+1) // as an index without a name
		}
		if seen[d.header[i]] {
			return nil, &annotate.Error{Code: annotate.Exists, Where: "line " + strconv.Itoa(in.lineOf(i)), What: "the column " + annotate.Excerpt(name) + " stands twice", Hint: "rename one of them"}
		}
		seen[d.header[i]] = true
	}
	d.cells = make([]cell, len(d.header))
	return d, nil
}

func (d *delimited) columns() []string { return d.header }

func (d *delimited) next() ([]cell, int, error) {
	row, err := d.in.read()
	var fault *rowFault
	switch {
	case errors.As(err, &fault):
		return nil, fault.line, fault.said()
	case err != nil:
		return nil, d.in.lineOf(0), err
	}
	line := d.in.lineOf(0)
	for i, value := range row {
		if !utf8.ValidString(value) {
			return nil, line, notUTF8(annotate.Excerpt(d.header[i]), value, d.in.lineOf(i), line)
		}
		d.cells[i] = cell{column: d.header[i], text: value, isText: true}
	}
	return d.cells, line, nil
}

// notUTF8 says where in a value that begins in a line the first byte stands that no
// text has, in a row that is said to begin in the other line.
func notUTF8(where, value string, line, said int) error {
	valid := strings.ToValidUTF8(value, "\x00")
	line += strings.Count(valid[:strings.IndexByte(valid, 0)], "\n")
	what := "it is no valid UTF-8"
	if line != said {
		what += fmt.Sprintf(", in line %d first", line)
	}
	return &annotate.Error{Code: annotate.Invalid, Where: where, What: what, Hint: "if the file is in another charset, --charset NAME says in which"}
}

// delimiters are what may stand between the fields of a row, the most telling
// first.
var delimiters = []byte{'\t', ';', '|', ','}

// layout is how a text reads as a table with a certain delimiter.
type layout struct {
	delimiter byte
	header    []string
	known     bool // a column of the header is one that holds text
	rows, fit int  // below the header, and of them with as many fields
	misquoted bool // a quotation mark stands where none can
	plain     bool // nothing is quoted
}

// better tells whether a layout is more of a table than another.
func (l layout) better(than layout) bool {
	switch {
	case l.known != than.known:
		return l.known
	case l.fit*max(than.rows, 1) != than.fit*max(l.rows, 1):
		return than.fit*max(l.rows, 1) < l.fit*max(than.rows, 1)
	}
	return len(than.header) < len(l.header)
}

// delimiterOf returns the layout that suits a text best: head, which is its
// beginning or the whole of it. Without any delimiter a row is one field.
func delimiterOf(head string, whole bool, wanted string) layout {
	best := layout{delimiter: ','}
	head = strings.TrimLeft(textfile.SettledLines(head), "\n")
	first, _, _ := strings.Cut(head, "\n")
	for _, delimiter := range delimiters {
		if strings.IndexByte(first, delimiter) < 0 {
			continue // most texts are no tables
		}
		if l := layoutOf(head, whole, wanted, delimiter); 1 < len(l.header) && l.better(best) {
			best = l
		}
	}
	if best.header == nil {
		return layoutOf(head, whole, wanted, ',')
	}
	return best
}

// mostSniffed is how many rows are looked at.
const mostSniffed = 100

func layoutOf(head string, whole bool, wanted string, delimiter byte) layout {
	l := layout{delimiter: delimiter}
	l.measure(head, whole, wanted)
	if l.misquoted && delimiter == '\t' {
		l = layout{delimiter: delimiter, plain: true}
		l.measure(head, whole, wanted)
	}
	return l
}

// measure counts rows, until the header shows that there are none.
func (l *layout) measure(head string, whole bool, wanted string) {
	in := sourceOf(strings.NewReader(head), l.delimiter, l.plain)
	for l.rows < mostSniffed || l.delimiter == '\t' && !l.plain { // of tabs, quoting decides how all is read
		row, err := in.read()
		if err == io.EOF || !whole && int64(len(head)) <= in.offset() {
			return // the last row may be cut
		}
		var fault *rowFault
		l.misquoted = l.misquoted || errors.As(err, &fault) && fault.misquoted()
		if l.header == nil {
			if err != nil {
				return
			}
			l.header = slices.Clone(row)
			if _, l.known = TextColumn(row, wanted); len(row) < 2 && !l.known {
				return
			}
			continue
		}
		l.rows++
		if err == nil {
			l.fit++
		}
	}
}
