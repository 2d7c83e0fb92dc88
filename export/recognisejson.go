package export

import (
	"maps"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export/doccano"
	"postil/export/hf"
	"postil/export/jsonl"
	"postil/export/jsontext"
	"postil/export/labelstudio"
	"postil/export/spacy"
	"postil/export/table"
)

// ofJSON returns the format of a file of JSON. Where no key of its first object
// can hold a text it has none, and the head knows on which line that breaks or begins.
func (h *head) ofJSON() (string, error) {
	keys, at, complete := h.keys()
	names := slices.Sorted(maps.Keys(keys))
	_, known := table.TextColumn(names, h.wanted)
	switch {
	case spacy.LooksLike(keys):
		return "", onlyWritten("spacy", "table")
	case hf.LooksLike(keys):
		return "", onlyWritten("hf", "table")
	case labelstudio.LooksLike(keys):
		return "labelstudio", nil
	case doccano.LooksLike(keys):
		return "doccano", nil
	case jsonl.LooksLike(keys, !h.lines()), h.lines() && !known && !complete: // whose reader says what is wrong with a line
		return "jsonl", nil
	case known:
		return "table", nil
	}
	h.fault = h.blank + 1 + strings.Count(h.text[:at], "\n")
	if len(names) == 0 {
		return "", &annotate.Error{Code: annotate.Invalid, What: "it begins like JSON, and no object with a text begins in it",
			Hint: "correct how it begins; or import the file as it is: --format text"}
	}
	for i, name := range names {
		names[i] = annotate.Excerpt(name)
	}
	return "", &annotate.Error{Code: annotate.Invalid, What: "it is JSON of a shape that no format has: no key of its first object is known to hold text, of " + strings.Join(names[:min(len(names), table.MostKept)], ", "),
		Hint: "say which one does: --text-field NAME; or import the file as it is: --format text"}
}

// keys returns those of the first object, where that breaks in the head, or else
// begins, and whether it is whole. Where a first line is broken or no object, the next line that is
// a whole one speaks for the file.
func (h *head) keys() (keys map[string]byte, at int, whole bool) {
	keys, at, whole = firstKeys([]byte(h.text))
	if whole {
		return keys, at, whole
	}
	before := 0
	for line := range strings.Lines(h.text) {
		object := strings.TrimRight(strings.TrimSpace(line), ",")
		if strings.HasPrefix(object, "{") && jsontext.Check([]byte(object)) == nil {
			keys, _, whole = firstKeys([]byte(object))
			return keys, before, whole
		}
		before += len(line)
	}
	return keys, at, false
}

// lines tells whether an object stands on each line, rather than all in a list.
func (h *head) lines() bool {
	first, rest, _ := strings.Cut(h.text, "\n")
	return !strings.HasPrefix(first, "[") || rest != "" && jsontext.Check([]byte(first)) == nil
}
