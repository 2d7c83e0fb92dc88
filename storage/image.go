package storage

import (
	"encoding/binary"
	"math"

	"postil/annotate"
)

// An image is a row as bytes: the number of its cells, then each cell as a kind
// and a value, integers as varints. Equal rows have equal images, so comparing
// images compares rows. What a change touched in one table and one document is
// one blob of entries, each a row before and after; a row that was not there has
// the empty image.

// The kinds of cells.
const (
	cellNull byte = iota
	cellInteger
	cellReal
	cellText
	cellBlob
)

// appendImage appends the image of r to b.
func appendImage(b []byte, r row) []byte {
	b = binary.AppendUvarint(b, uint64(len(r)))
	for _, cell := range r {
		switch v := cell.(type) {
		case nil:
			b = append(b, cellNull)
		case int64:
			b = binary.AppendVarint(append(b, cellInteger), v)
		case float64:
			b = binary.BigEndian.AppendUint64(append(b, cellReal), math.Float64bits(v))
		case string:
			b = append(binary.AppendUvarint(append(b, cellText), uint64(len(v))), v...)
		case []byte:
			b = append(binary.AppendUvarint(append(b, cellBlob), uint64(len(v))), v...)
		default:
			panic("a row holds something that SQLite does not")
		}
	}
	return b
}

// errImage says that the history cannot be read.
var errImage = &annotate.Error{Code: annotate.Internal, Where: "history", What: "the image of a row is damaged", Hint: "run postil check"}

// readImage reads the row of an image. One that an older version wrote has
// fewer cells than the table has columns: it gets NULL for the rest.
func readImage(t *table, b []byte) (row, error) {
	n, b, err := readUvarint(b)
	if err != nil || uint64(len(t.columns)) < n || n == 0 {
		return nil, errImage
	}
	r := make(row, len(t.columns))
	for i := range n {
		if r[i], b, err = readCell(b); err != nil {
			return nil, err
		}
	}
	if len(b) != 0 {
		return nil, errImage
	}
	return r, nil
}

// widen returns the image as this version would make it, where an older one has
// made it of fewer cells.
func widen(t *table, image []byte) ([]byte, error) {
	if len(image) == 0 {
		return image, nil
	}
	n, _, err := readUvarint(image)
	if err != nil || n == uint64(len(t.columns)) {
		return image, err
	}
	r, err := readImage(t, image)
	return appendImage(nil, r), err
}

func readCell(b []byte) (any, []byte, error) {
	if len(b) == 0 {
		return nil, nil, errImage
	}
	kind, b := b[0], b[1:]
	switch kind {
	case cellNull:
		return nil, b, nil
	case cellInteger:
		v, n := binary.Varint(b)
		if n <= 0 {
			return nil, nil, errImage
		}
		return v, b[n:], nil
	case cellReal:
		if len(b) < 8 {
			return nil, nil, errImage
		}
		return math.Float64frombits(binary.BigEndian.Uint64(b)), b[8:], nil
	}
	bytes, rest, err := readBytes(b)
	switch {
	case err != nil:
		return nil, nil, err
	case kind == cellText:
		return string(bytes), rest, nil
	case kind == cellBlob:
		return append([]byte{}, bytes...), rest, nil
	}
	return nil, nil, errImage
}

func readUvarint(b []byte) (uint64, []byte, error) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, errImage
	}
	return v, b[n:], nil
}

// readBytes reads a length and as many bytes, which stay b's.
func readBytes(b []byte) (bytes, rest []byte, err error) {
	n, b, err := readUvarint(b)
	if err != nil || uint64(len(b)) < n {
		return nil, nil, errImage
	}
	return b[:n], b[n:], nil
}

// entry is one touched row: its images before and after, empty where it was not
// there.
type entry struct{ before, after []byte }

// appendEntry appends an entry to a blob.
func appendEntry(b []byte, e entry) []byte {
	b = append(binary.AppendUvarint(b, uint64(len(e.before))), e.before...)
	return append(binary.AppendUvarint(b, uint64(len(e.after))), e.after...)
}

// readEntries calls do with each entry of a blob and its row's key.
func readEntries(b []byte, do func(key int64, e entry) error) error {
	for 0 < len(b) {
		var e entry
		var err error
		if e.before, b, err = readBytes(b); err != nil {
			return err
		}
		if e.after, b, err = readBytes(b); err != nil {
			return err
		}
		key, err := e.key()
		if err != nil {
			return err
		}
		if err := do(key, e); err != nil {
			return err
		}
	}
	return nil
}

// key returns the key of the entry's row: the first cell of either image.
func (e entry) key() (int64, error) {
	image := e.after
	if len(image) == 0 {
		image = e.before
	}
	_, b, err := readUvarint(image)
	if err != nil {
		return 0, err
	}
	cell, _, err := readCell(b)
	if err != nil {
		return 0, err
	}
	key, ok := cell.(int64)
	if !ok {
		return 0, errImage
	}
	return key, nil
}
