package segment

import "fmt"

// Cut returns the longest beginning of s that has at most n code points and cuts
// no character, so all of s where that is short enough. Only where the very
// first character is longer than that is it cut, after n code points.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count < n {
			count++
			continue
		}
		if start := GraphemeStart(s, i); 0 < start {
			return s[:start]
		}
		return s[:i]
	}
	return s
}

// Shorten returns s, [Cut] to n code points and followed by "…" where it is
// longer.
func Shorten(s string, n int) string {
	if beginning := Cut(s, n); len(beginning) < len(s) {
		return beginning + "…"
	}
	return s
}

// excerptLength is how many code points of a text an error may quote.
const excerptLength = 40

// Excerpt returns s in quotation marks, [Cut] to 40 code points: errors quote a
// text to be recognised, never a whole document.
func Excerpt(s string) string {
	beginning := Cut(s, excerptLength)
	if len(beginning) < len(s) {
		return fmt.Sprintf("%q…", beginning)
	}
	return fmt.Sprintf("%q", s)
}
