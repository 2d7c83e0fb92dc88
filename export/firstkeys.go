package export

import (
	"bytes"

	"postil/export/jsontext"
	"postil/export/labelstudio"
	"postil/export/textfile"
)

// firstKeys returns the keys of the first object of a file that begins with head,
// each with the kind of its value, which for a list of Label Studio's regions is
// [labelstudio.Regions]: the file's, or the first element's where it is
// an array. Of an object that reaches beyond head, or is broken, the keys up to
// there are found; whole tells whether it is neither, and at where it breaks, or else
// begins, in bytes.
func firstKeys(head []byte) (keys map[string]byte, at int, whole bool) {
	rest := bytes.TrimLeft(bytes.TrimPrefix(head, textfile.BOM), " \t\r\n")
	if bytes.HasPrefix(rest, []byte("[")) {
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	}
	keys = map[string]byte{}
	scan := jsontext.NewScanner(rest)
	err := scan.Object(func(key []byte) error {
		name, kind := string(key), scan.Kind()
		raw, err := scan.Raw()
		if err == nil && kind == '[' && labelstudio.HoldsRegions(raw) {
			kind = labelstudio.Regions
		}
		keys[name] = kind
		return err
	})
	at = len(head) - len(rest)
	if err != nil {
		at += scan.At()
	}
	return keys, at, err == nil
}
