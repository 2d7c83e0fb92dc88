package text

import (
	"fmt"
	"unicode/utf8"

	"postil/annotate/segment"
)

// Unit is what an offset counts.
type Unit uint8

const (
	// CodePoint counts Unicode code points, as Python strings and brat do. It
	// is the default in every format that leaves the choice.
	CodePoint Unit = iota
	// Byte counts bytes: of UTF-8 in settled text, of the file in an original.
	Byte
	// UTF16 counts UTF-16 code units, as Java and JavaScript strings do.
	UTF16
)

// Units lists every unit, the default first.
func Units() []Unit { return []Unit{CodePoint, Byte, UTF16} }

// String returns the unit's name as the command line and the records spell it:
// "codepoint", "byte" or "utf16".
func (u Unit) String() string {
	switch u {
	case CodePoint:
		return "codepoint"
	case Byte:
		return "byte"
	case UTF16:
		return "utf16"
	}
	return fmt.Sprintf("Unit(%d)", uint8(u))
}

// ParseUnit is the inverse of [Unit.String].
func ParseUnit(name string) (Unit, error) {
	for _, u := range Units() {
		if name == u.String() {
			return u, nil
		}
	}
	return CodePoint, fmt.Errorf("unknown offset unit %s: want codepoint, byte or utf16", segment.Excerpt(name))
}

// Len returns the length of s in the unit. s must be valid UTF-8.
func (u Unit) Len(s string) int {
	switch u {
	case Byte:
		return len(s)
	case UTF16:
		n := count(s)
		return n.chars + n.astral
	default:
		return utf8.RuneCountInString(s)
	}
}

// noun returns what the unit counts, for messages.
func (u Unit) noun(n int) string {
	one := [...]string{"code point", "byte", "UTF-16 unit"}[u]
	if n == 1 {
		return one
	}
	return one + "s"
}
