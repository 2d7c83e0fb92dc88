package textfile

import "strings"

// MaxLine is how long a line may be, in bytes.
const MaxLine = 1 << 30

// BOM is the byte-order mark that some editors put before UTF-8.
var BOM = []byte("\uFEFF")

// HeadSize is how much of a file is looked at to recognise its format, in bytes.
const HeadSize = 1 << 16

// SettledLines returns s with LF for every line end, without a byte-order mark.
func SettledLines(s string) string {
	s = strings.TrimPrefix(s, string(BOM))
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
