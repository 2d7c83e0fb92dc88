package export

import (
	"bytes"

	"postil/export/jsontext"
)

// firstKeys returns the keys of the first object of a file that begins with head,
// each with the kind of its value: the file's, or the first element's where it is
// an array. Of an object that reaches beyond head, the keys within it are found.
func firstKeys(head []byte) map[string]byte {
	rest := bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n")
	if bytes.HasPrefix(rest, []byte("[")) {
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	}
	keys := map[string]byte{}
	scan := jsontext.NewScanner(rest)
	// An error is where the object, or head, ends.
	_ = scan.Object(func(key []byte) error {
		keys[string(key)] = scan.Kind()
		_, err := scan.Raw()
		return err
	})
	return keys
}
