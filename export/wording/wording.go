package wording

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// FlushAt is the length from which a line is written piece by piece, so that
// the longest document needs no more memory than others.
const FlushAt = 1 << 16

// JSON is JSON in the making, worded as native records are.
type JSON struct {
	Words *Words    // of the project
	Line  []byte    // what is written so far, without what Out has
	Out   io.Writer // nil where all stays in Line
	Err   error     // the first that Out had
}

// Flush writes the line to Out where it is longer than limit, and begins it anew.
func (w *JSON) Flush(limit int) {
	if len(w.Line) <= limit {
		return
	}
	if w.Err == nil {
		_, w.Err = w.Out.Write(w.Line)
	}
	w.Line = w.Line[:0]
}

// Text writes JSON as it is.
func (w *JSON) Text(s string) { w.Line = append(w.Line, s...) }

// Quoted writes a string.
func (w *JSON) Quoted(s string) { w.Line = jsontext.AppendString(w.Line, s) }

// Number writes a whole number.
func (w *JSON) Number(n int) { w.Line = strconv.AppendInt(w.Line, int64(n), 10) }

// OrNull writes null for "".
func (w *JSON) OrNull(s string) {
	if s == "" {
		w.Text("null")
		return
	}
	w.Quoted(s)
}

// key writes a column's name, after a comma where it isn't the first.
func (w *JSON) key(i int, c Column) {
	if 0 < i {
		w.Text(",")
	}
	w.Line = append(w.Line, c.key...)
}

// UID writes a UID's 36 characters, null for the zero UID.
func (w *JSON) UID(u annotate.UID) { w.Line = jsontext.AppendUUID(w.Line, u) }

// Hash writes a hash, null for none.
func (w *JSON) Hash(h text.Hash) {
	if h == (text.Hash{}) {
		w.Text("null")
		return
	}
	w.Line = append(hex.AppendEncode(append(w.Line, '"'), h[:]), '"')
}

// value writes an attribute's value, null for none.
func (w *JSON) value(v annotate.Value) {
	switch x := v.Any().(type) {
	case nil:
		w.Text("null")
	case string:
		w.Quoted(x)
	case bool:
		w.Line = strconv.AppendBool(w.Line, x)
	case float64:
		w.Line = jsontext.AppendFloat(w.Line, x)
	}
}

// Times ends a span or a relation.
func (w *JSON) Times(created, updated time.Time) (err error) {
	w.Text(`,"created":`)
	if w.Line, err = AppendTime(w.Line, created); err != nil {
		return err
	}
	w.Text(`,"updated":`)
	if w.Line, err = AppendTime(w.Line, updated); err != nil {
		return err
	}
	w.Text("}")
	return nil
}

// Meta writes metadata as it is, on one line.
func (w *JSON) Meta(m annotate.Meta) error {
	if len(m) == 0 {
		w.Text("{}")
		return nil
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, m); err != nil {
		return err
	}
	w.Line = append(w.Line, compact.Bytes()...)
	return nil
}

// Summary writes what anybody gave: for each attribute of documents the
// different values, in order.
func (w *JSON) Summary(values []annotate.DocumentAttribute) {
	w.Text("{")
	for i, c := range w.Words.onDocument {
		w.key(i, c)
		var seen []annotate.Value
		w.Text("[")
		for _, a := range values {
			if a.Name != c.Name || slices.Contains(seen, a.Value) {
				continue
			}
			if 0 < len(seen) {
				w.Text(",")
			}
			w.value(a.Value)
			seen = append(seen, a.Value)
		}
		w.Text("]")
	}
	w.Text("}")
}

// Annotators writes what each annotator says of the document, without the brackets of a
// list.
func (w *JSON) Annotators(said []Statement) {
	for i, s := range said {
		if 0 < i {
			w.Text(",")
		}
		w.Text(`{"name":`)
		w.Line = append(w.Line, s.who...)
		w.Text(`,"status":`)
		w.Quoted(string(s.Status))
		w.Text(`,"attributes":{`)
		for i, c := range w.Words.onDocument {
			w.key(i, c)
			w.Text("[")
			first := true
			for _, a := range s.Attributes {
				if a.Name != c.Name {
					continue
				}
				if !first {
					w.Text(",")
				}
				first = false
				w.Text(`{"id":`)
				w.UID(a.UID)
				w.Text(`,"value":`)
				w.value(a.Value)
				w.Text("}")
			}
			w.Text("]")
		}
		w.Text("}}")
	}
}

// Attributes writes a value for every column, null where there is none. Of several
// values that the definitions do not allow, the error is about the first by name.
func (w *JSON) Attributes(columns []Column, defs map[string]*annotate.AttributeDef, values annotate.Attributes) error {
	var wrong error
	first := ""
	for name, v := range values {
		if err := accepted(defs[name], name, v); err != nil && (wrong == nil || name < first) {
			wrong, first = err, name
		}
	}
	if wrong != nil {
		return wrong
	}
	w.Text("{")
	for i, c := range columns {
		w.key(i, c)
		w.value(values[c.Name])
	}
	w.Text("}")
	return nil
}

// accepted reports an error for a value that its definition, nil for none, does not
// allow.
func accepted(d *annotate.AttributeDef, name string, v annotate.Value) error {
	if d == nil {
		return &annotate.Error{Code: annotate.Invalid, Where: "attribute " + annotate.Excerpt(name), What: "the scheme does not define it here"}
	}
	return d.Accepts(v)
}
