package text

import (
	"errors"
	"fmt"
)

var (
	// ErrOutOfRange marks an [OffsetError] whose offset is negative or beyond
	// the end of the text.
	ErrOutOfRange = errors.New("offset out of range")
	// ErrInsideCharacter marks an [OffsetError] whose offset lies inside a
	// UTF-8 sequence or between the halves of a surrogate pair.
	ErrInsideCharacter = errors.New("offset inside a character")
)

// OffsetError says why an offset is no position in a text. It matches
// [ErrOutOfRange] or [ErrInsideCharacter] with [errors.Is].
type OffsetError struct {
	Unit   Unit
	Offset int
	// Length is the text's length in Unit.
	Length int
	// Reason is ErrOutOfRange or ErrInsideCharacter.
	Reason error
}

// Error names offset, unit and length.
func (e *OffsetError) Error() string {
	length := fmt.Sprintf("the text has %d %s", e.Length, e.Unit.noun(e.Length))
	if e.Reason == ErrInsideCharacter {
		return fmt.Sprintf("%s offset %d lies inside a character (%s)", e.Unit.noun(1), e.Offset, length)
	}
	return fmt.Sprintf("%s offset %d is out of range (%s)", e.Unit.noun(1), e.Offset, length)
}

// Unwrap returns the reason.
func (e *OffsetError) Unwrap() error { return e.Reason }
