package dataset

import (
	"path/filepath"
	"strings"
	"unicode"
)

// Beside returns where NAME and ending stand beside NAME.jsonl or NAME.json.
func Beside(path, ending string) string {
	stem, _ := CutExtension(path, ".jsonl", ".ndjson", ".json")
	return stem + ending
}

// CutExtension cuts one of the extensions off a path, in whatever case, and returns
// both. A name that is nothing else keeps it.
func CutExtension(path string, extensions ...string) (stem, extension string) {
	name := len(filepath.Base(path))
	for _, usual := range extensions {
		if n := len(path) - len(usual); len(usual) < name && strings.EqualFold(path[n:], usual) {
			return path[:n], path[n:]
		}
	}
	return path, ""
}

// Ending returns what tells of a file what it is: from the last dot of its name on,
// where that is a word, and no number as in corpus-2023.11.
func Ending(path string) string {
	ending := filepath.Ext(path)
	if !strings.ContainsFunc(ending, unicode.IsLetter) || strings.ContainsFunc(ending, unicode.IsSpace) {
		return ""
	}
	return ending
}
