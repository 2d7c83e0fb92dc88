package export

import (
	"strings"

	"postil/export/jsontext"
)

// recordKeys are those of a native record that no other format has.
var recordKeys = []string{"spans", "relations", "annotators", "offset_unit", "text_sha256"}

// objects returns the format of a file that begins with an object, one on each
// line; "" where it does not.
func (h *head) objects() string {
	line, _, _ := strings.Cut(h.text, "\n")
	keys, ok := h.keysOf(line)
	switch {
	case !ok && !beginsJSON(h.text):
		return ""
	case !ok && looksLikeLabelStudio([]byte(h.text)): // a task on several lines
		return "labelstudio"
	case !ok:
		return "jsonl" // whose reader says what is wrong with the line
	case looksLikeLabelStudio([]byte(h.text)):
		return "labelstudio"
	case looksLikeDoccano([]byte(line)) && (keys["label"] == '[' || keys["labels"] == '[' || keys["entities"] == '['):
		return "doccano"
	case isRecord(keys):
		return "jsonl"
	}
	return "table"
}

// keysOf returns the keys of an object, each with the kind of its value.
func (h *head) keysOf(line string) (map[string]byte, bool) {
	keys := map[string]byte{}
	scan := jsontext.NewScanner([]byte(line))
	err := scan.Object(func(key []byte) error {
		keys[string(key)] = scan.Kind()
		_, err := scan.Raw()
		return err
	})
	return keys, err == nil && scan.End() == nil
}

// isRecord tells whether an object with these keys is a native record: it has a
// text, and something that only records have or nothing that records lack.
func isRecord(keys map[string]byte) bool {
	if keys["text"] != '"' {
		return false
	}
	for _, k := range recordKeys {
		if _, ok := keys[k]; ok {
			return true
		}
	}
	var m members
	for k := range keys {
		if m.known([]byte(k)) == nil {
			return false
		}
	}
	return true
}
