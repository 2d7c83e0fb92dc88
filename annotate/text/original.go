package text

import (
	"errors"
	"sort"
	"sync"
)

// OriginalMap converts offsets of an original, as the readers of annotated
// files find them, into byte offsets of the settled text. What an offset
// counts depends on the unit:
//
//   - [Byte]: the bytes of the original, in its own charset;
//   - [CodePoint]: the code points of the decoded original;
//   - [UTF16]: its UTF-16 code units.
//
// In each, CR LF counts as two characters, and an invalid sequence as the one
// U+FFFD that it is decoded to. An offset between CR and LF becomes the
// position before the LF.
type OriginalMap struct {
	text    string
	size    int   // bytes of the original
	runs    []run // nil where the original is UTF-8
	edits   []edit
	dropped int // characters in all
	boms    int // byte-order marks at the start, dropped as well

	firstInvalid int // byte of the original

	once sync.Once
	own  *OffsetMap
}

// run is a stretch of an original in which every character takes the same
// number of bytes; it lasts until the next run. In a run of width 0 there are
// bytes but no characters (escape sequences).
type run struct {
	from, char uint32 // the first byte, and the characters before it
	width      uint8
}

func (m *OriginalMap) settled() *OffsetMap {
	m.once.Do(func() { m.own = NewOffsetMap(m.text) })
	return m.own
}

// Len returns the original's length in the unit, byte-order mark included.
func (m *OriginalMap) Len(unit Unit) int {
	if unit == Byte {
		return m.size
	}
	return m.settled().Len(unit) + m.dropped
}

// BOM returns the length in the unit of the byte-order mark at the original's
// start, 0 where it has none.
func (m *OriginalMap) BOM(unit Unit) int {
	if unit != Byte || m.boms == 0 {
		return m.boms
	}
	if m.runs != nil {
		return m.byteOf(m.boms)
	}
	return m.boms * len(bom)
}

// ToSettled returns the byte offset in the settled text of the position that
// lies n units from the original's start, its byte-order mark included. The
// error is an [*OffsetError] about the original.
func (m *OriginalMap) ToSettled(unit Unit, n int) (int, error) {
	if n < 0 || n > m.Len(unit) {
		return 0, m.fault(unit, n, ErrOutOfRange)
	}
	var b int
	var err error
	switch {
	case unit != Byte:
		b, err = m.fromUnits(unit, n)
	case m.runs == nil:
		b, err = m.fromBytes(n)
	default:
		var char int
		if char, err = m.charAt(n); err == nil {
			b, err = m.fromUnits(CodePoint, char)
		}
	}
	if err != nil {
		return 0, m.fault(unit, n, ErrInsideCharacter)
	}
	return b, nil
}

// ToSettledAfterBOM is [OriginalMap.ToSettled] for offsets that are counted
// from the end of the byte-order mark, as by readers that decode it away
// (Python's utf-8-sig).
func (m *OriginalMap) ToSettledAfterBOM(unit Unit, n int) (int, error) {
	skip := m.BOM(unit)
	if n < 0 {
		return 0, &OffsetError{Unit: unit, Offset: n, Length: m.Len(unit) - skip, Reason: ErrOutOfRange}
	}
	b, err := m.ToSettled(unit, n+skip)
	var fault *OffsetError
	if errors.As(err, &fault) {
		return 0, &OffsetError{Unit: unit, Offset: n, Length: fault.Length - skip, Reason: fault.Reason}
	}
	return b, err
}

// fromUnits converts an offset that counts characters or UTF-16 units. Apart
// from dropped characters, the n-th of the original is the n-th of the settled
// text.
func (m *OriginalMap) fromUnits(unit Unit, n int) (int, error) {
	own := m.settled()
	start := func(i int) int { // where edit i begins in the original
		before, _ := own.FromByte(unit, int(m.edits[i].to))
		return before + int(m.edits[i].dropped)
	}
	i := sort.Search(len(m.edits), func(i int) bool { return start(i) > n }) - 1
	if i < 0 {
		return own.ToByte(unit, n)
	}
	dropped := int(m.edits[i].dropped)
	if m.edits[i].toLen == 0 && n > start(i) {
		dropped++
	}
	return own.ToByte(unit, n-dropped)
}

// fromBytes converts a byte offset of a UTF-8 original. Between edits bytes
// are the same, at a constant distance.
func (m *OriginalMap) fromBytes(n int) (int, error) {
	i := sort.Search(len(m.edits), func(i int) bool { return int(m.edits[i].from) > n }) - 1
	if i < 0 {
		return m.settled().ToByte(Byte, n)
	}
	e := m.edits[i]
	switch past := n - int(e.from) - int(e.fromLen); {
	case n == int(e.from):
		return int(e.to), nil
	case past < 0:
		return 0, ErrInsideCharacter
	default:
		return m.settled().ToByte(Byte, int(e.to)+int(e.toLen)+past)
	}
}

// charAt returns how many characters lie before byte n of an original that is
// not UTF-8.
func (m *OriginalMap) charAt(n int) (int, error) {
	if n == m.size {
		return m.Len(CodePoint), nil
	}
	i := sort.Search(len(m.runs), func(i int) bool { return int(m.runs[i].from) > n }) - 1
	r := m.runs[i]
	past := n - int(r.from)
	switch {
	case past == 0:
		return int(r.char), nil
	case r.width == 0 || past%int(r.width) != 0:
		return 0, ErrInsideCharacter
	}
	return int(r.char) + past/int(r.width), nil
}

// byteOf is the inverse of charAt, for characters at the original's start.
func (m *OriginalMap) byteOf(char int) int {
	if char == m.Len(CodePoint) {
		return m.size
	}
	i := sort.Search(len(m.runs), func(i int) bool { return int(m.runs[i].char) > char }) - 1
	return int(m.runs[i].from) + (char-int(m.runs[i].char))*int(m.runs[i].width)
}

func (m *OriginalMap) fault(unit Unit, n int, reason error) error {
	return &OffsetError{Unit: unit, Offset: n, Length: m.Len(unit), Reason: reason}
}
