package export

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export/jsontext"
)

// recordKeys are those of a native record that no other format has, each with the
// kind of its value.
var recordKeys = map[string]byte{"spans": '[', "relations": '[', "annotators": '[', "offset_unit": '"', "text_sha256": '"'}

// beginsJSON tells whether s begins an object of JSON or a list of objects.
func beginsJSON(s string) bool { return jsonStart.MatchString(s) }

var jsonStart = regexp.MustCompile(`^(\[\s*)?\{\s*("(?:[^"\\\n]|\\.)*"\s*:|\}\s*([\n,\]]|$))`)

// ofJSON returns the format of a file of JSON. Where no key of its first object
// can hold a text it has none.
func (h *head) ofJSON() (string, error) {
	keys, complete := h.keys()
	names := slices.Sorted(maps.Keys(keys))
	_, known := textColumn(names, h.wanted)
	switch {
	case looksLikeLabelStudio(keys):
		return "labelstudio", nil
	case looksLikeDoccano(keys):
		return "doccano", nil
	case h.text[0] == '{' && (isRecord(keys) || !known && !complete): // whose reader says what is wrong with a line
		return "jsonl", nil
	case known:
		return "table", nil
	}
	for i, name := range names {
		names[i] = annotate.Excerpt(name)
	}
	return "", &annotate.Error{Code: annotate.Invalid, What: "it is JSON of a shape that no format has: no key of its first object is known to hold text, of " + strings.Join(names[:min(len(names), mostKept)], ", "),
		Hint: "say which one does: --text-field NAME; or import the file as it is: --format text"}
}

// keys returns those of the first object, and whether that is whole. Where a first
// line is broken, the next line that is not speaks for the file.
func (h *head) keys() (map[string]byte, bool) {
	keys, whole := firstKeys([]byte(h.text))
	if whole || h.text[0] != '{' {
		return keys, whole
	}
	for line := range strings.Lines(h.text) {
		if strings.HasPrefix(line, "{") && jsontext.Check([]byte(line)) == nil {
			return firstKeys([]byte(line))
		}
	}
	return keys, false
}

// isRecord tells whether an object with these keys is a native record: it has a
// text, and something that only records have or nothing that records lack.
func isRecord(keys map[string]byte) bool {
	if keys["text"] != '"' {
		return false
	}
	for k, kind := range recordKeys {
		if keys[k] == kind {
			return true
		}
	}
	var m members
	for k := range keys {
		if kind, ok := recordKeys[k]; m.known([]byte(k)) == nil || ok && keys[k] != kind && keys[k] != 'n' {
			return false
		}
	}
	return true
}
