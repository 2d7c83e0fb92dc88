package table

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

// rowSource reads rows of cells, as a [csv.Reader] does.
type rowSource interface {
	Read() ([]string, error)
	FieldPos(field int) (line, column int)
	InputOffset() int64
}

// plainTabs reads rows whose cells stand as they are between tabs, a row a line:
// nothing quotes a tab or a line end, and a quotation mark is a character like any
// other, as in the text/tab-separated-values of IANA.
type plainTabs struct {
	in      *bufio.Reader
	columns int // of the first row; a row with fewer or more is an error, below 0 never
	line    int
	offset  int64
}

// Read returns the next row of a line that is not empty, and [io.EOF] after the
// last.
func (p *plainTabs) Read() ([]string, error) {
	for {
		line, err := p.in.ReadString('\n')
		if line == "" && err != nil {
			return nil, err
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		p.line++
		p.offset += int64(len(line))
		if line = strings.TrimSuffix(line, "\n"); line == "" {
			continue
		}
		row := strings.Split(line, "\t")
		if p.columns == 0 {
			p.columns = len(row)
		}
		if 0 < p.columns && len(row) != p.columns {
			return row, &csv.ParseError{StartLine: p.line, Line: p.line, Column: 1, Err: csv.ErrFieldCount}
		}
		return row, nil
	}
}

// FieldPos returns the line of the last row.
func (p *plainTabs) FieldPos(int) (line, column int) { return p.line, 1 }

// InputOffset returns how many bytes are read.
func (p *plainTabs) InputOffset() int64 { return p.offset }

// sourceOf returns what reads rows with that delimiter, which are plain where
// nothing is quoted. For columns see [plainTabs].
func sourceOf(r io.Reader, delimiter rune, plain bool, columns int) rowSource {
	if plain {
		return &plainTabs{in: bufio.NewReader(r), columns: columns}
	}
	in := csv.NewReader(r)
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = delimiter, columns, true
	return in
}
