package table

import (
	"bytes"
	"encoding/json"
	"io"

	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// jsonRows are the rows of JSON: the objects of a list, or one on each line.
type jsonRows struct {
	in    *jsontext.Stream
	value jsontext.Scanner
	cells []cell
}

func newJSONRows(r io.Reader) *jsonRows {
	return &jsonRows{in: jsonobject.NewStream(r)}
}

func (j *jsonRows) columns() []string {
	names := make([]string, len(j.cells))
	for i := range j.cells {
		names[i] = j.cells[i].column
	}
	return names
}

func (j *jsonRows) next() ([]cell, int, error) {
	row, err := jsonobject.Next(j.in)
	if err == nil {
		err = jsonobject.Losing(j.in, j.read(row))
	}
	return j.cells, j.in.Line(), err
}

// read reads the cells of a row.
func (j *jsonRows) read(row []byte) error {
	j.cells = j.cells[:0]
	scan := jsontext.NewStrictScanner(row)
	err := scan.Object(func(key []byte) error {
		c := cell{column: string(key)}
		raw, err := scan.Raw()
		if err != nil {
			return err
		}
		if c.json, err = onOneLine(raw); err != nil {
			return err
		}
		c.isText = raw[0] == '"'
		switch j.value.Reset(raw); {
		case c.isText:
			var b []byte
			b, err = j.value.Text()
			c.text = string(b)
		case j.value.Kind() == '0': // which an id may be
			c.text = string(raw)
		}
		j.cells = append(j.cells, c)
		return err
	})
	if err == nil {
		err = scan.End()
	}
	if err != nil {
		return jsonobject.Invalid(err)
	}
	return nil
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
