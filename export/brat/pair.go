package brat

import (
	"os"
	"path/filepath"
	"strings"
)

// The endings of the two files of a document.
const (
	annEnding  = ".ann"
	textEnding = ".txt"
)

// PairOf returns the two files of the document that path, of either ending, is one
// of. The other one is called as a file beside it is, which can have its ending in
// capitals or not; where none is there, in lower case.
func PairOf(path string) (ann, txt string) {
	ending := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ending)
	if strings.EqualFold(ending, annEnding) {
		return path, beside(stem, textEnding)
	}
	return beside(stem, annEnding), path
}

// beside returns the file of that name and ending that is there.
func beside(stem, ending string) string {
	for _, spelt := range []string{ending, strings.ToUpper(ending)} {
		if _, err := os.Stat(stem + spelt); err == nil {
			return stem + spelt
		}
	}
	return stem + ending
}
