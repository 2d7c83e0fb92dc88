package jsonobject

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export/jsontext"
)

// Invalid says that err stands in the way of reading a line or a file as JSON.
func Invalid(err error) error {
	return &annotate.Error{Code: annotate.Invalid, What: "invalid JSON", Err: err}
}

// Wrong says that a key's value is not as it should be, where err comes from
// JSON. The offset in such an error counts from the value and would mislead.
func Wrong(key string, err error) error {
	if j, ok := err.(*jsontext.Error); ok {
		return &annotate.Error{Code: annotate.Invalid, Where: strconv.Quote(key), What: j.What}
	}
	return err
}

// InThing says of which span or relation an error speaks: by its number, and
// by its id where it has one.
func InThing(what string, i int, id []byte, err error) error {
	where := what + " " + strconv.Itoa(i+1)
	if id != nil {
		where += " (" + annotate.Excerpt(string(TrimQuotes(id))) + ")"
	}
	return annotate.At(where, Wrong(what, err))
}

// Unmarshal reads a JSON text into what to points to. No key may stand twice in an
// object.
func Unmarshal(raw []byte, to any) error {
	if err := jsontext.CheckStrictly(raw); err != nil {
		return err
	}
	return misplaced(json.Unmarshal(raw, to))
}

// misplaced says briefly where a value is of the wrong type: encoding/json would
// write out a number of any length.
func misplaced(err error) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return err
	}
	return fmt.Errorf("%q cannot be %s", wrong.Field, segment.Shorten(wrong.Value, 40))
}
