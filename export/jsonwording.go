package export

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// meta writes metadata as it is, on one line.
func (w *wording) meta(m annotate.Meta) error {
	if len(m) == 0 {
		w.text("{}")
		return nil
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, m); err != nil {
		return err
	}
	w.line = append(w.line, compact.Bytes()...)
	return nil
}

// summary writes what anybody gave: for each attribute of documents the
// different values, in order.
func (w *wording) summary(values []annotate.DocumentAttribute) {
	w.text("{")
	for i, c := range w.words.onDocument {
		w.key(i, c)
		var seen []annotate.Value
		w.text("[")
		for _, a := range values {
			if a.Name != c.name || slices.Contains(seen, a.Value) {
				continue
			}
			if 0 < len(seen) {
				w.text(",")
			}
			w.value(a.Value)
			seen = append(seen, a.Value)
		}
		w.text("]")
	}
	w.text("}")
}

func (w *wording) annotators(said []statement) {
	for i, s := range said {
		if 0 < i {
			w.text(",")
		}
		w.text(`{"name":`)
		w.line = append(w.line, s.who...)
		w.text(`,"status":`)
		w.quoted(string(s.status))
		w.text(`,"attributes":{`)
		for i, c := range w.words.onDocument {
			w.key(i, c)
			w.text("[")
			first := true
			for _, a := range s.attributes {
				if a.Name != c.name {
					continue
				}
				if !first {
					w.text(",")
				}
				first = false
				w.text(`{"id":`)
				w.uid(a.UID)
				w.text(`,"value":`)
				w.value(a.Value)
				w.text("}")
			}
			w.text("]")
		}
		w.text("}}")
	}
}

// attributes writes a value for every column, null where there is none.
func (w *wording) attributes(columns []column, defs map[string]*annotate.AttributeDef, values annotate.Attributes) error {
	for name, v := range values {
		d, ok := defs[name]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, Where: "attribute " + annotate.Excerpt(name), What: "the scheme does not define it here"}
		}
		if err := d.Accepts(v); err != nil {
			return err
		}
	}
	w.text("{")
	for i, c := range columns {
		w.key(i, c)
		w.value(values[c.name])
	}
	w.text("}")
	return nil
}

// flushAt is the length from which a line is written piece by piece, so that
// the longest document needs no more memory than others.
const flushAt = 1 << 16

// wording is JSON in the making, worded as native records are.
type wording struct {
	words *words
	line  []byte // what is written so far
}

func (w *wording) text(s string) { w.line = append(w.line, s...) }

func (w *wording) quoted(s string) { w.line = jsontext.AppendString(w.line, s) }

func (w *wording) number(n int) { w.line = strconv.AppendInt(w.line, int64(n), 10) }

// orNull writes null for "".
func (w *wording) orNull(s string) {
	if s == "" {
		w.text("null")
		return
	}
	w.quoted(s)
}

// key writes a column's name, after a comma where it isn't the first.
func (w *wording) key(i int, c column) {
	if 0 < i {
		w.text(",")
	}
	w.line = append(w.line, c.key...)
}

// uid writes a UID's 36 characters, null for the zero UID.
func (w *wording) uid(u annotate.UID) {
	if u.IsZero() {
		w.text("null")
		return
	}
	w.line = jsontext.AppendUUID(w.line, u)
}

// hash writes a hash, null for none.
func (w *wording) hash(h text.Hash) {
	if h == (text.Hash{}) {
		w.text("null")
		return
	}
	w.line = append(hex.AppendEncode(append(w.line, '"'), h[:]), '"')
}

// value writes an attribute's value, null for none.
func (w *wording) value(v annotate.Value) {
	switch x := v.Any().(type) {
	case nil:
		w.text("null")
	case string:
		w.quoted(x)
	case bool:
		w.line = strconv.AppendBool(w.line, x)
	case float64:
		w.line = jsontext.AppendFloat(w.line, x)
	}
}

// times ends a span or a relation.
func (w *wording) times(created, updated time.Time) (err error) {
	w.text(`,"created":`)
	if w.line, err = appendTime(w.line, created); err != nil {
		return err
	}
	w.text(`,"updated":`)
	if w.line, err = appendTime(w.line, updated); err != nil {
		return err
	}
	w.text("}")
	return nil
}

// appendTime appends a time by RFC 3339, in UTC and to the millisecond, and
// null for the zero time.
func appendTime(dst []byte, t time.Time) ([]byte, error) {
	if t.IsZero() {
		return append(dst, "null"...), nil
	}
	t = t.UTC()
	if !inRange(t) {
		return dst, &annotate.Error{Code: annotate.Invalid, What: "a time lies outside of the years 0 to 9999"}
	}
	dst = t.AppendFormat(append(dst, '"'), time.RFC3339)
	ms := t.Nanosecond() / int(time.Millisecond)
	dst = append(dst[:len(dst)-len("Z")], '.', byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10), 'Z', '"')
	return dst, nil
}

// inRange tells whether RFC 3339 can express a time.
func inRange(t time.Time) bool { return 0 <= t.Year() && t.Year() <= 9999 }
