package export

import "postil/export/jsontext"

// present returns nil for null: it counts as left out.
func present(raw []byte) []byte {
	if string(raw) == "null" {
		return nil
	}
	return raw
}

func trimQuotes(raw []byte) []byte {
	if 2 <= len(raw) && raw[0] == '"' {
		return raw[1 : len(raw)-1]
	}
	return raw
}

// textOrNumber returns a string, or a number as it is written.
func textOrNumber(raw []byte, key string) (string, error) {
	scan := jsontext.NewScanner(raw)
	read := scan.Text
	if scan.Kind() == '0' {
		read = scan.Number
	}
	b, err := read()
	return string(b), wrong(key, err)
}

// stringOf returns the text of a JSON string.
func stringOf(raw []byte) (string, bool) {
	b, err := jsontext.NewScanner(raw).Text()
	return string(b), err == nil
}

// wholeNumber returns a whole number that is a JSON number or string.
func wholeNumber(raw []byte) (int, bool) {
	n, err := jsontext.NewScanner(trimQuotes(raw)).Int()
	return n, err == nil
}

// offset is an offset that may be left out.
type offset struct {
	n     int
	given bool
}

func (o *offset) read(scan *jsontext.Scanner) (err error) {
	*o = offset{}
	if scan.Null() {
		return nil
	}
	o.given = true
	o.n, err = scan.Int()
	return err
}
