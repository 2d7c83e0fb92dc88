package export

import (
	"strings"
	"unicode"
)

func brat() Format {
	return Format{
		Name: "brat", Title: "brat standoff", Extensions: []string{bratEnding},
		Description: "a folder with two files a document, NAME.txt with its text and NAME.ann with what stands on it, and annotation.conf with the scheme",
		Example:     "T1\tPERSON 0 13\tBart De Wever\n",
		Reads:       true, Folder: true,
		open: func(path string, o ReadOptions) (Reader, error) { return OpenBrat(path, o) },
	}
}

// bratName returns a name as a type, an attribute or a role can be spelt: without
// blanks, which separate, and without the colon that roles end in.
func bratName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ':' {
			return '_'
		}
		return r
	}, name)
}
