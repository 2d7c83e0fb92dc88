package export

import (
	"maps"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export/doccano"
	"postil/export/jsonl"
	"postil/export/jsontext"
	"postil/export/labelstudio"
	"postil/export/table"
)

// ofJSON returns the format of a file of JSON. Where no key of its first object
// can hold a text it has none.
func (h *head) ofJSON() (string, error) {
	keys, complete := h.keys()
	names := slices.Sorted(maps.Keys(keys))
	_, known := table.TextColumn(names, h.wanted)
	switch {
	case labelstudio.LooksLike(keys):
		return "labelstudio", nil
	case doccano.LooksLike(keys):
		return "doccano", nil
	case h.text[0] == '{' && (jsonl.LooksLike(keys) || !known && !complete): // whose reader says what is wrong with a line
		return "jsonl", nil
	case known:
		return "table", nil
	}
	for i, name := range names {
		names[i] = annotate.Excerpt(name)
	}
	return "", &annotate.Error{Code: annotate.Invalid, What: "it is JSON of a shape that no format has: no key of its first object is known to hold text, of " + strings.Join(names[:min(len(names), table.MostKept)], ", "),
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
