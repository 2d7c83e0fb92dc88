package fold

import "unicode/utf8"

// String returns s folded. It returns s itself, and allocates nothing, where
// folding changes nothing. Bytes that are not UTF-8 become U+FFFD.
func String(s string) string {
	same := unchanged(s)
	if same == len(s) {
		return s
	}
	var buffer [128]byte // most strings are short: one allocation
	out := append(buffer[:0], s[:same]...)
	return string(Append(out, s[same:]))
}

// Append appends s folded to dst, for callers that fold a great many strings.
func Append(dst []byte, s string) []byte {
	for at := 0; at < len(s); {
		if b := s[at]; b < utf8.RuneSelf {
			dst = append(dst, ascii[b])
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		dst = appendRune(dst, r)
		at += size
	}
	return dst
}

// unchanged returns the length of the beginning of s that folding leaves as it
// is.
func unchanged(s string) int {
	for at := 0; at < len(s); {
		if b := s[at]; b < utf8.RuneSelf {
			if ascii[b] != b {
				return at
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if pageOf(r).to[r%pageSize] != r || r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(s)
}
