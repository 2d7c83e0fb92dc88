package table

import (
	"bytes"
	"io"
)

// quotedRows reads rows whose cells may stand in quotation marks (RFC 4180), and then
// hold delimiters and line ends, and doubled quotation marks for each one.
//
// A quotation mark that nothing closes would make one cell of all that follows. So a
// row that no quotation marks end is held against the lines in it: where most of
// them are rows by themselves, it ends with its first line, and reading goes on
// behind that.
type quotedRows struct {
	lines     lines
	delimiter byte
	columns   int // that a row must have; 0 before the first row, below 0 for any number

	first  int    // the line where the row in hand begins
	behind []byte // its other lines
	text   []byte // its cells, one after the other
	cells  []cellEnd
	row    []string
}

// cellEnd is where a cell of a row ends in its text, and the line where it begins.
type cellEnd struct{ end, line int }

// longestQuoted is how long a row of several lines may be, in bytes: no article comes
// near it.
const longestQuoted = 1 << 24

func (q *quotedRows) read() ([]string, error) {
	line, err := q.lines.nextRow()
	if err != nil {
		return nil, q.unread(err)
	}
	q.first = q.lines.number
	q.behind, q.text, q.cells, q.row = q.behind[:0], q.text[:0], q.cells[:0], q.row[:0]
	alone := q.delimiter == '\t' && isPlainRow(line, q.columns)
	if err := q.parse(line); err != nil {
		return nil, err
	}
	all, from := string(q.text), 0
	for _, c := range q.cells {
		q.row = append(q.row, all[from:c.end])
		from = c.end
	}
	if q.columns == 0 {
		q.columns = len(q.row)
	}
	switch {
	case alone && q.plainBehind():
		return nil, q.fault(holdsRows, 0)
	case len(q.row) != q.columns:
		return q.row, q.fault(wrongCount, 0)
	}
	return q.row, nil
}

// parse takes the cells of a row that begins with that line.
func (q *quotedRows) parse(line []byte) error {
	rest := line
	for {
		begin := q.lines.number
		var err error
		if len(rest) == 0 || rest[0] != '"' {
			end := bytes.IndexByte(rest, q.delimiter)
			if end < 0 {
				end = len(rest)
			}
			if at := bytes.IndexByte(rest[:end], '"'); 0 <= at {
				return q.fault(bareMark, len(line)-len(rest)+at+1)
			}
			q.text, rest = append(q.text, rest[:end]...), rest[end:]
		} else if line, rest, err = q.quoted(line, rest[1:]); err != nil {
			return err
		}
		q.cells = append(q.cells, cellEnd{len(q.text), begin})
		switch {
		case len(rest) == 0:
			return nil
		case rest[0] != q.delimiter:
			return q.fault(goesOn, len(line)-len(rest))
		}
		rest = rest[1:]
	}
}

// quoted takes a quoted cell of which the rest of the line is known, and returns the
// line where it ends and what stands there behind its closing quotation mark.
func (q *quotedRows) quoted(line, rest []byte) (last, behind []byte, err error) {
	for {
		at := bytes.IndexByte(rest, '"')
		if at < 0 {
			q.text = append(append(q.text, rest...), '\n')
			if line, err = q.furtherLine(); err != nil {
				return nil, nil, err
			}
			rest = line
			continue
		}
		q.text, rest = append(q.text, rest[:at]...), rest[at+1:]
		if len(rest) == 0 || rest[0] != '"' {
			return line, rest, nil
		}
		q.text, rest = append(q.text, '"'), rest[1:]
	}
}

// furtherLine returns the next line of a quoted cell.
func (q *quotedRows) furtherLine() ([]byte, error) {
	line, err := q.lines.next()
	switch {
	case err == io.EOF:
		return nil, q.fault(unended, 0)
	case err != nil:
		return nil, q.unread(err)
	}
	q.behind = append(q.behind, line...)
	if longestQuoted < len(q.behind) {
		return nil, q.tooLong(line)
	}
	return bytes.TrimSuffix(line, []byte("\n")), nil
}

// tooLong returns the fault of a row that is too long. Where what was read of it is
// text rather than rows, reading goes on behind its end.
func (q *quotedRows) tooLong(line []byte) error {
	f := q.fault(endless, 0)
	if f.apart {
		return f
	}
	for bytes.Count(line, []byte{'"'})%2 == 0 { // as long as it is in quotation marks
		var err error
		if line, err = q.lines.next(); err == io.EOF {
			break
		} else if err != nil {
			return q.unread(err)
		}
	}
	f.last = q.lines.number
	return f
}

// unread returns the error with which a line could not be read, and stands there.
func (q *quotedRows) unread(err error) error {
	q.first, q.cells = q.lines.number, q.cells[:0]
	return err
}

// fault returns what is wrong with the row in hand, at a column of its last line, and
// has its other lines be read again where most of them are rows.
func (q *quotedRows) fault(what faultKind, column int) *rowFault {
	f := &rowFault{what: what, line: q.first, last: q.lines.number, column: column, cells: len(q.cells), columns: q.columns}
	if f.apart = 0 < len(q.behind) && (what == holdsRows || q.rowsBehind()); f.apart {
		q.lines.back(q.behind, q.first)
		q.behind, q.text = nil, nil // which may be large
	}
	return f
}

// rowsBehind tells whether most of the lines behind the first are rows. Where a row
// has one cell any line could be one, so none counts.
func (q *quotedRows) rowsBehind() bool {
	rows, fit := 0, 0
	for line := range bytes.Lines(q.behind) {
		if line = bytes.TrimSuffix(line, []byte("\n")); 0 < len(line) {
			rows++
			if q.beginsRow(line) {
				fit++
			}
		}
	}
	return 1 < q.columns && rows < 2*fit
}

// beginsRow tells whether a row stands on a line, or could begin there.
func (q *quotedRows) beginsRow(line []byte) bool {
	for cells := 1; ; cells++ {
		end := 0
		if 0 < len(line) && line[0] == '"' {
			if end = quotedEnd(line); end < 0 {
				return cells <= q.columns
			}
		} else if end = bytes.IndexByte(line, q.delimiter); end < 0 {
			end = len(line)
		}
		switch {
		case 0 < end && line[0] != '"' && 0 <= bytes.IndexByte(line[:end], '"'):
			return false
		case end == len(line):
			return cells == q.columns
		case line[end] != q.delimiter:
			return false
		}
		line = line[end+1:]
	}
}

// quotedEnd returns where the quoted cell ends that a line begins with, -1 where it
// does not end in it.
func quotedEnd(line []byte) int {
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] != '"':
		case i+1 < len(line) && line[i+1] == '"':
			i++
		default:
			return i + 1
		}
	}
	return -1
}

// plainBehind tells whether the row in hand has several lines, and each behind the
// first is a row between tabs.
func (q *quotedRows) plainBehind() bool {
	for line := range bytes.Lines(q.behind) {
		if line = bytes.TrimSuffix(line, []byte("\n")); 0 < len(line) && !isPlainRow(line, q.columns) {
			return false
		}
	}
	return 0 < len(q.behind)
}

// isPlainRow tells whether a line has so many cells between tabs.
func isPlainRow(line []byte, columns int) bool {
	return bytes.Count(line, []byte{'\t'})+1 == columns
}

func (q *quotedRows) lineOf(cell int) int {
	if cell < len(q.cells) {
		return q.cells[cell].line
	}
	return q.first
}

func (q *quotedRows) offset() int64 { return q.lines.offset() }
