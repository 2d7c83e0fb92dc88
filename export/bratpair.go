package export

import (
	"path/filepath"
	"strings"
)

// The endings of the two files of a document.
const (
	bratEnding     = ".ann"
	bratTextEnding = ".txt"
)

// bratFiles returns the two files of the document that path, of either ending,
// is one of.
func bratFiles(path string) (ann, txt string) {
	ending := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ending)
	if strings.EqualFold(ending, bratEnding) {
		return path, stem + bratTextEnding
	}
	return stem + bratEnding, path
}
