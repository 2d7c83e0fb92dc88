package text

import (
	"math/bits"
	"sort"
	"unicode/utf8"
)

// block is the distance of checkpoints in bytes: 8 bytes of memory for each,
// and at most so many bytes counted for a look-up.
const block = 256

// OffsetMap converts offsets of one text between bytes, code points and UTF-16
// code units. It keeps the counts at every 256th byte, so that a look-up is a
// binary search (from bytes: an index) and a count over one block, and the map
// takes a thirty-second of the text's memory; for ASCII text it takes none and
// answers at once. It never changes and may be shared by goroutines.
type OffsetMap struct {
	text   string
	points []counts32 // points[k] counts text[:k*block]; nil for ASCII text
	total  counts
}

// counts are characters that begin in a stretch of UTF-8, and those among them
// that UTF-16 writes as a surrogate pair.
type counts struct{ chars, astral int }

type counts32 struct{ chars, astral uint32 }

func (c counts32) in(unit Unit) int {
	if unit == UTF16 {
		return int(c.chars) + int(c.astral)
	}
	return int(c.chars)
}

// NewOffsetMap returns the map of text, which must be valid UTF-8 of at most
// [MaxSize] bytes, as settled text is.
func NewOffsetMap(text string) *OffsetMap {
	m := &OffsetMap{text: text}
	m.total = count(text)
	if m.total.chars == len(text) {
		return m
	}
	m.points = make([]counts32, 0, len(text)/block+1)
	var before counts
	for at := 0; at < len(text); at += block {
		m.points = append(m.points, counts32{uint32(before.chars), uint32(before.astral)})
		here := count(text[at:min(at+block, len(text))])
		before.chars += here.chars
		before.astral += here.astral
	}
	return m
}

// Text returns the text that the map was made of.
func (m *OffsetMap) Text() string { return m.text }

// Len returns the text's length in the unit.
func (m *OffsetMap) Len(unit Unit) int {
	switch unit {
	case Byte:
		return len(m.text)
	case UTF16:
		return m.total.chars + m.total.astral
	default:
		return m.total.chars
	}
}

// ToByte returns the byte offset of the position that lies n units from the
// text's start. The error is an [*OffsetError].
func (m *OffsetMap) ToByte(unit Unit, n int) (int, error) {
	if n < 0 || n > m.Len(unit) {
		return 0, m.fault(unit, n, ErrOutOfRange)
	}
	b := n
	if unit != Byte && m.points != nil {
		b = m.find(unit, n)
	}
	if b < 0 || b < len(m.text) && !utf8.RuneStart(m.text[b]) {
		return 0, m.fault(unit, n, ErrInsideCharacter)
	}
	return b, nil
}

// FromByte returns how many units lie before byte offset b. The error is an
// [*OffsetError].
func (m *OffsetMap) FromByte(unit Unit, b int) (int, error) {
	if b < 0 || b > len(m.text) {
		return 0, m.fault(Byte, b, ErrOutOfRange)
	}
	if b < len(m.text) && !utf8.RuneStart(m.text[b]) {
		return 0, m.fault(Byte, b, ErrInsideCharacter)
	}
	if unit == Byte || m.points == nil {
		return b, nil
	}
	return m.before(unit, b), nil
}

// before counts the units before byte b, a character's border.
func (m *OffsetMap) before(unit Unit, b int) int {
	if b == len(m.text) {
		return m.Len(unit)
	}
	k := b / block
	here := count(m.text[k*block : b])
	n := m.points[k].in(unit) + here.chars
	if unit == UTF16 {
		n += here.astral
	}
	return n
}

// find returns the byte offset of unit n, or -1 inside a surrogate pair.
func (m *OffsetMap) find(unit Unit, n int) int {
	if n == m.Len(unit) {
		return len(m.text)
	}
	k := sort.Search(len(m.points), func(k int) bool { return m.points[k].in(unit) > n }) - 1
	left := n - m.points[k].in(unit)
	at := k * block
	for at+8 <= len(m.text) {
		here := count8(m.text, at)
		width := here.chars
		if unit == UTF16 {
			width += here.astral
		}
		if width > left {
			break
		}
		left -= width
		at += 8
	}
	return m.step(unit, at, left)
}

// step walks on from byte at, character by character, until left units are
// passed and a character begins.
func (m *OffsetMap) step(unit Unit, at, left int) int {
	for ; at < len(m.text); at++ {
		b := m.text[at]
		if !utf8.RuneStart(b) {
			continue
		}
		if left <= 0 {
			break
		}
		left--
		if unit == UTF16 && b >= 0xF0 {
			left--
		}
	}
	if left < 0 {
		return -1
	}
	return at
}

func (m *OffsetMap) fault(unit Unit, n int, reason error) error {
	return &OffsetError{Unit: unit, Offset: n, Length: m.Len(unit), Reason: reason}
}

// count counts the characters that begin in s, which may start or end inside
// one.
func count(s string) counts {
	const ones, most = 0x0101010101010101, 255
	var inner, astral int
	at := 0
	for at+8 <= len(s) {
		// Eight sums of a byte each, added up before one can overflow.
		var inners, astrals uint64
		end := min(len(s)-8, at+8*(most-1))
		for ; at <= end; at += 8 {
			x := load8(s, at)
			inners += x >> 7 &^ (x >> 6) & ones
			astrals += x >> 7 & (x >> 6) & (x >> 5) & (x >> 4) & ones
		}
		inner += sumBytes(inners)
		astral += sumBytes(astrals)
	}
	c := counts{chars: at - inner, astral: astral}
	for ; at < len(s); at++ {
		if utf8.RuneStart(s[at]) {
			c.chars++
		}
		if s[at] >= 0xF0 {
			c.astral++
		}
	}
	return c
}

// sumBytes adds up the eight bytes of x.
func sumBytes(x uint64) int {
	const even = 0x00FF00FF00FF00FF
	return int((x&even + x>>8&even) * 0x0001000100010001 >> 48)
}

// load8 returns the eight bytes of s from at on, the first one lowest.
func load8(s string, at int) uint64 {
	s = s[at : at+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// count8 counts in the eight bytes of s from at on, all at once: a
// continuation byte has the highest bit set and the next one clear; the first
// byte of a four-byte sequence has the four highest bits set.
func count8(s string, at int) counts {
	const high = 0x8080808080808080
	x := load8(s, at)
	if x&high == 0 {
		return counts{chars: 8}
	}
	inner := bits.OnesCount64(x &^ (x << 1) & high)
	astral := bits.OnesCount64(x & (x << 1) & (x << 2) & (x << 3) & high)
	return counts{chars: 8 - inner, astral: astral}
}
