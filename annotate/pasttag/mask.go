package pasttag

import "unicode/utf8"

// mask returns the set of characters that a folded text holds: a bit for each
// letter and digit of ASCII, and 27 bits that all other characters share. The
// lowest bit is always set, so that no entry's mask is 0.
func mask(folded string) uint64 {
	m := uint64(1)
	for i := 0; i < len(folded); {
		c := folded[i]
		if c < utf8.RuneSelf {
			m |= asciiBit(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(folded[i:])
		m |= 1 << (37 + uint32(r)%27)
		i += n
	}
	return m
}

func asciiBit(c byte) uint64 {
	switch {
	case 'a' <= c && c <= 'z':
		return 1 << (1 + c - 'a')
	case '0' <= c && c <= '9':
		return 1 << (27 + c - '0')
	}
	return 1 << (37 + uint32(c)%27)
}
