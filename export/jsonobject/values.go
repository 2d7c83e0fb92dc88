package jsonobject

import "postil/export/jsontext"

// Present returns nil for null: it counts as left out.
func Present(raw []byte) []byte {
	if string(raw) == "null" {
		return nil
	}
	return raw
}

// TrimQuotes returns a JSON string without its quotation marks, escapes as they are,
// and any other value as it is.
func TrimQuotes(raw []byte) []byte {
	if 2 <= len(raw) && raw[0] == '"' {
		return raw[1 : len(raw)-1]
	}
	return raw
}

// TextOrNumber returns a string, or a number as it is written.
func TextOrNumber(raw []byte, key string) (string, error) {
	scan := jsontext.NewScanner(raw)
	read := scan.Text
	if scan.Kind() == '0' {
		read = scan.Number
	}
	b, err := read()
	return string(b), Wrong(key, err)
}

// StringOf returns the text of a JSON string.
func StringOf(raw []byte) (string, bool) {
	b, err := jsontext.NewScanner(raw).Text()
	return string(b), err == nil
}

// WholeNumber returns a whole number that is a JSON number or string.
func WholeNumber(raw []byte) (int, bool) {
	n, err := jsontext.NewScanner(TrimQuotes(raw)).Int()
	return n, err == nil
}

// Offset is an offset that may be left out.
type Offset struct {
	N     int  // the offset
	Given bool // whether it is there
}

// Read reads a number, or null for an offset that is left out.
func (o *Offset) Read(scan *jsontext.Scanner) (err error) {
	*o = Offset{}
	if scan.Null() {
		return nil
	}
	o.Given = true
	o.N, err = scan.Int()
	return err
}
