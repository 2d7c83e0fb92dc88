package annotate

import "strconv"

// Counted writes a number with its noun, and what follows that: "1 span", "2 spans".
func Counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
