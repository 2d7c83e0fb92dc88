package export

import "strconv"

// counted writes a number with its noun, and what follows that.
func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
