package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"postil/annotate"
	"postil/export/textfile"
)

// delimited are the rows of delimited text (RFC 4180). Between tabs cells are often
// not quoted: where quotation marks don't work out ([takenPlainly]), all cells of the
// file are taken as they are.
type delimited struct {
	in     rowSource
	header []string
	cells  []cell
}

// newDelimited reads the header of a text that is laid out so.
func newDelimited(r io.Reader, l layout) (*delimited, error) {
	in := sourceOf(r, l.delimiter, l.plain, 0)
	header, err := in.Read()
	if err == io.EOF {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "no text: the file is empty"}
	}
	if err != nil {
		return nil, annotate.At("line 1", rowError(err, 0, 0))
	}
	d := &delimited{in: in, header: slices.Clone(header)}
	seen := map[string]bool{}
	for i, name := range d.header {
		switch {
		case !utf8.ValidString(name):
			return nil, annotate.At("line 1", notUTF8(fmt.Sprintf("the name of column %d", i+1), name, 1, 1))
		case strings.TrimSpace(name) == "":
			d.header[i] = fmt.Sprintf("column %d", i+1) // as an index without a name
		}
		if seen[d.header[i]] {
			return nil, &annotate.Error{Code: annotate.Exists, Where: "line 1", What: "the column " + annotate.Excerpt(name) + " stands twice", Hint: "rename one of them"}
		}
		seen[d.header[i]] = true
	}
	d.cells = make([]cell, len(d.header))
	return d, nil
}

func (d *delimited) columns() []string { return d.header }

func (d *delimited) next() ([]cell, int, error) {
	row, err := d.in.Read()
	if err != nil {
		var at *csv.ParseError
		if errors.As(err, &at) {
			return nil, at.StartLine, rowError(err, len(row), len(d.header))
		}
		return nil, 0, err
	}
	line, _ := d.in.FieldPos(0)
	for i, value := range row {
		if !utf8.ValidString(value) {
			first, _ := d.in.FieldPos(i)
			return nil, line, notUTF8(annotate.Excerpt(d.header[i]), value, first, line)
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

// rowError says in words what is wrong with a row of so many fields, where the
// header has so many columns.
func rowError(err error, fields, columns int) error {
	e := &annotate.Error{Code: annotate.Invalid}
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return err
	}
	place := fmt.Sprintf(" (column %d", at.Column)
	if at.Line != at.StartLine {
		place += fmt.Sprintf(" of line %d", at.Line)
	}
	place += ")"
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		e.What, e.Hint = fmt.Sprintf("the row has %d fields, and the header %d", fields, columns), "a field that holds the delimiter or a line break must stand in quotation marks"
	case errors.Is(err, csv.ErrBareQuote):
		e.What, e.Hint = "a quotation mark stands in a field without quotation marks"+place, "put the field in quotation marks, and double those in it"
	case errors.Is(err, csv.ErrQuote):
		e.What, e.Hint = "a quoted field does not end, or goes on behind its closing quotation mark"+place, "double the quotation marks that belong to the text"
	default:
		e.Err = at.Err
	}
	return e
}

// delimiters are what may stand between the fields of a row, the most telling
// first.
var delimiters = []rune{'\t', ';', '|', ','}

// layout is how a text reads as a table with a certain delimiter.
type layout struct {
	delimiter rune
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
		if !strings.ContainsRune(first, delimiter) {
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

func layoutOf(head string, whole bool, wanted string, delimiter rune) layout {
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
	in := sourceOf(strings.NewReader(head), l.delimiter, l.plain, -1)
	for l.rows < mostSniffed || l.delimiter == '\t' && !l.plain { // of tabs, quoting decides how all is read
		row, err := in.Read()
		if err == io.EOF || !whole && int64(len(head)) <= in.InputOffset() {
			return // the last row may be cut
		}
		l.misquoted = l.misquoted || errors.Is(err, csv.ErrQuote) || errors.Is(err, csv.ErrBareQuote)
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
		if err == nil && len(row) == len(l.header) {
			l.fit++
		}
	}
}
