package jsontext

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf8"
)

const hex = "0123456789abcdef"

// written tells which bytes stand for themselves in a JSON string. 0xE2 is left
// out because U+2028 and U+2029 begin with it.
var written = func() (t [256]bool) {
	for b := range t {
		t[b] = b >= 0x20 && b != '"' && b != '\\' && b != 0xE2
	}
	return t
}()

// AppendString appends s as a JSON string, byte for byte as encoding/json
// writes it with SetEscapeHTML(false): U+2028 and U+2029 are escaped, which
// JavaScript before ES2019 needs. Each byte that is no valid UTF-8 becomes
// U+FFFD.
func AppendString(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // one U+FFFD for each invalid byte
	}
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		b := s[i]
		if written[b] {
			continue
		}
		if b == 0xE2 && !(s[i+1] == 0x80 && s[i+2]&^1 == 0xA8) {
			continue
		}
		dst = append(dst, s[from:i]...)
		if b == 0xE2 {
			dst = append(dst, `\u202`...)
			dst = append(dst, hex[s[i+2]&0xF])
			i += 2
		} else {
			dst = appendEscape(dst, b)
		}
		from = i + 1
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}

// AppendUUID appends a UUID as a JSON string, in the usual form of 36 characters, and
// null for the nil UUID.
func AppendUUID(dst []byte, u [16]byte) []byte {
	if u == [16]byte{} {
		return append(dst, "null"...)
	}
	dst = append(dst, '"')
	for i, b := range u {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			dst = append(dst, '-')
		}
		dst = append(dst, hex[b>>4], hex[b&0xF])
	}
	return append(dst, '"')
}

func appendEscape(dst []byte, b byte) []byte {
	switch b {
	case '"', '\\':
		return append(dst, '\\', b)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hex[b>>4], hex[b&0xF])
}

// AppendFloat appends a finite number with a fraction or an exponent always, so
// that a loader that looks at the first rows of a column sees no integers where
// fractions follow. It reads back as exactly f.
func AppendFloat(dst []byte, f float64) []byte {
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || 1e21 <= abs) {
		format = 'e'
	}
	from := len(dst)
	dst = strconv.AppendFloat(dst, f, format, -1, 64)
	if format == 'f' && bytes.IndexByte(dst[from:], '.') < 0 {
		dst = append(dst, ".0"...)
	}
	return dst
}
