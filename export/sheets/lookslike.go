package sheets

import (
	"bytes"
	"reflect"
	"strings"
)

// LooksLike tells whether a text is one of the tables that CSV is written as, by
// the names of its columns.
func LooksLike(head string) bool {
	first, _, _ := strings.Cut(head, "\n")
	for _, row := range []reflect.Type{reflect.TypeFor[documentRow](), reflect.TypeFor[spanRow](), reflect.TypeFor[relationRow]()} {
		if first == strings.Join(columnsOf(row), ",") {
			return true
		}
	}
	return false
}

// LooksLikeParquet tells whether a file that begins with raw is one of Parquet.
func LooksLikeParquet(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PAR1")) }
