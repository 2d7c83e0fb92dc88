package table

import (
	"io"
	"strings"
)

// rowSource reads rows of cells.
type rowSource interface {
	// read returns the next row, [io.EOF] after the last, and a [*rowFault] for
	// what is no row, with as much of it as was found; then it may be called again.
	read() ([]string, error)
	// lineOf returns the line in which a cell of the last row begins.
	lineOf(cell int) int
	// offset returns how many bytes of the rows are behind it.
	offset() int64
}

// sourceOf returns what reads rows with that delimiter, which are plain where
// nothing is quoted. The first row says how many cells each must have.
func sourceOf(r io.Reader, delimiter byte, plain bool) rowSource {
	if plain {
		return &plainTabs{lines: newLines(r)}
	}
	return &quotedRows{lines: newLines(r), delimiter: delimiter}
}

// plainTabs reads rows whose cells stand as they are between tabs, a row a line:
// nothing quotes a tab or a line end, and a quotation mark is a character like any
// other, as in the text/tab-separated-values of IANA.
type plainTabs struct {
	lines   lines
	columns int // of the first row; 0 before it
}

func (p *plainTabs) read() ([]string, error) {
	line, err := p.lines.nextRow()
	if err != nil {
		return nil, err
	}
	row := strings.Split(string(line), "\t")
	if p.columns == 0 {
		p.columns = len(row)
	}
	if len(row) != p.columns {
		return row, &rowFault{what: wrongTabs, line: p.lines.number, last: p.lines.number, cells: len(row), columns: p.columns}
	}
	return row, nil
}

func (p *plainTabs) lineOf(int) int { return p.lines.number }

func (p *plainTabs) offset() int64 { return p.lines.offset() }
