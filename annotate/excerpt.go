package annotate

import "fmt"

// excerptLength is how many code points of a text an error may quote.
const excerptLength = 40

// Excerpt returns s in quotation marks, cut to 40 code points: errors quote a
// text to be recognised, never a whole document.
func Excerpt(s string) string {
	n := 0
	for i := range s {
		if n == excerptLength {
			return fmt.Sprintf("%q…", s[:i])
		}
		n++
	}
	return fmt.Sprintf("%q", s)
}
