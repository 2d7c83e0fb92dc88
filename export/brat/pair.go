package brat

import (
	"path/filepath"
	"strings"
)

// The endings of the two files of a document.
const (
	annEnding  = ".ann"
	textEnding = ".txt"
)

// pairOf returns the two files of the document that path, of either ending,
// is one of.
func pairOf(path string) (ann, txt string) {
	ending := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ending)
	if strings.EqualFold(ending, annEnding) {
		return path, stem + textEnding
	}
	return stem + annEnding, path
}
