package jsonobject

import (
	"io"

	"postil/annotate"
	"postil/export/jsontext"
)

// maxValue is how long a value may be, in bytes.
const maxValue = 1 << 30

// NewStream returns the values of a file, none of them longer than 1 GiB.
func NewStream(r io.Reader) *jsontext.Stream { return jsontext.NewStream(r, maxValue) }

// Next returns a stream's next value, with what is wrong with it in words, and as they
// are [io.EOF] and errors of reading, which are final.
func Next(in *jsontext.Stream) ([]byte, error) {
	value, err := in.Next()
	switch err {
	case jsontext.ErrTooLong:
		err = &annotate.Error{Code: annotate.Invalid, What: "it takes more than 1 GiB", Hint: "split the document"}
	case jsontext.ErrUnended, jsontext.ErrSeparator:
		err = Losing(in, Invalid(err))
	}
	return value, err
}

// Losing adds to an error about the value that a stream has in hand what is lost with
// it where the reader goes on.
func Losing(in *jsontext.Stream, err error) error {
	n := in.Lost()
	if err == nil || n == 0 {
		return err
	}
	return &annotate.Error{Code: annotate.CodeOf(err), Err: err,
		Hint: "no line that follows tells where another one begins, so " + annotate.Counted(int(n), "byte goes", "bytes go") + " with it"}
}
