package export

import (
	"encoding/hex"
	"strconv"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// The small pieces of a line, each appended to it.

func (w *JSONLWriter) text(s string)   { w.line = append(w.line, s...) }
func (w *JSONLWriter) quoted(s string) { w.line = jsontext.AppendString(w.line, s) }
func (w *JSONLWriter) number(n int)    { w.line = strconv.AppendInt(w.line, int64(n), 10) }

// orNull writes null for "".
func (w *JSONLWriter) orNull(s string) {
	if s == "" {
		w.text("null")
		return
	}
	w.quoted(s)
}

// key writes a column's name, after a comma where it isn't the first.
func (w *JSONLWriter) key(i int, c column) {
	if 0 < i {
		w.text(",")
	}
	w.line = append(w.line, c.key...)
}

// uid writes a UID's 36 characters, null for the zero UID.
func (w *JSONLWriter) uid(u annotate.UID) {
	if u.IsZero() {
		w.text("null")
		return
	}
	w.line = jsontext.AppendUUID(w.line, u)
}

// hash writes a hash, null for none.
func (w *JSONLWriter) hash(h text.Hash) {
	if h == (text.Hash{}) {
		w.text("null")
		return
	}
	w.line = append(hex.AppendEncode(append(w.line, '"'), h[:]), '"')
}

// value writes an attribute's value, null for none.
func (w *JSONLWriter) value(v annotate.Value) {
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
func (w *JSONLWriter) times(created, updated time.Time) (err error) {
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
