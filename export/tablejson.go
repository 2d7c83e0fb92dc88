package export

import (
	"bytes"
	"encoding/json"
	"io"

	"postil/export/jsontext"
)

// jsonRows are the rows of JSON lines.
type jsonRows struct {
	lines lineReader
	cells []cell
	at    map[string]int // where a column's cell is
}

func newJSONRows(r io.Reader) *jsonRows {
	return &jsonRows{lines: newLineReader(r), at: map[string]int{}}
}

func (j *jsonRows) columns() []string {
	names := make([]string, len(j.cells))
	for i := range j.cells {
		names[i] = j.cells[i].column
	}
	return names
}

func (j *jsonRows) next() ([]cell, int, error) {
	line, err := j.lines.next()
	if err != nil {
		return nil, j.lines.number, err
	}
	j.cells = j.cells[:0]
	clear(j.at)
	scan := jsontext.NewScanner(line)
	err = scan.Object(func(key []byte) error {
		c := cell{column: string(key)}
		raw, err := scan.Raw()
		if err != nil {
			return err
		}
		if c.json, err = onOneLine(raw); err != nil {
			return err
		}
		if c.isText = raw[0] == '"'; c.isText || raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9' {
			c.text, err = valueText(raw)
		}
		j.put(c)
		return err
	})
	if err == nil {
		err = scan.End()
	}
	if err != nil {
		return nil, j.lines.number, invalidJSON(err)
	}
	return j.cells, j.lines.number, nil
}

// put adds a cell. Of two equal keys the last counts, as in encoding/json.
func (j *jsonRows) put(c cell) {
	i, again := j.at[c.column]
	if again {
		j.cells[i] = c
		return
	}
	j.at[c.column] = len(j.cells)
	j.cells = append(j.cells, c)
}

// onOneLine returns a value without space around what it holds.
func onOneLine(raw []byte) ([]byte, error) {
	if raw[0] != '{' && raw[0] != '[' {
		return raw, nil
	}
	var compact bytes.Buffer
	err := json.Compact(&compact, raw)
	return compact.Bytes(), err
}

// valueText returns what a string holds, or a number as it is written.
func valueText(raw []byte) (string, error) {
	if raw[0] != '"' {
		return string(raw), nil
	}
	b, err := jsontext.NewScanner(raw).Text()
	return string(b), err
}
