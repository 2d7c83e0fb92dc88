package export

import (
	"errors"
	"io/fs"
	"time"

	"postil/annotate"
	"postil/annotate/text"
)

// Writer writes records, one after the other.
type Writer interface {
	// Write checks a record against its text and writes it. After an error,
	// which names document and span, what was written is of no use.
	Write(*annotate.Record) error
	// Close writes what is left. It leaves open what it writes to.
	Close() error
}

// WriteOptions say how to write. The zero value suits most programs.
type WriteOptions struct {
	Unit text.Unit // what offsets count, where the format leaves the choice
}

// Written says what was written.
type Written struct {
	Files     []string // in the order they took their places
	Documents int
	Spans     int
	Relations int
}

// Reader reads records, one after the other.
type Reader interface {
	// Next returns the next record, checked against its text, and [io.EOF]
	// after the last. An error names file, line and span and is final.
	Next() (*annotate.Record, error)
	// Vocabulary returns what the records so far refer to, and more where the
	// data set says more. It grows with each call of Next; its things keep
	// their UIDs.
	Vocabulary() *annotate.Vocabulary
	// Report says what was read so far.
	Report() Report
	// Close closes the files.
	Close() error
}

// ReadOptions say what to take for granted where a data set is silent.
type ReadOptions struct {
	Annotator string    // whose the spans are that name nobody; "" for [UnknownAnnotator]
	Language  string    // BCP 47, of documents that state none
	Layer     string    // of labels that neither scheme nor record places; "" for [annotate.ImportedLayer]
	Charset   string    // of plain text; "" to detect it
	Time      time.Time // given to spans, relations and documents that carry none; the zero time stays zero
	Checked   bool      // the same file was read to its end before: ids need not be compared across documents again
}

// UnknownAnnotator is who marked what names nobody.
const UnknownAnnotator = "imported"

// Report says what a [Reader] has read.
type Report struct {
	Documents  int
	Spans      int
	Relations  int
	Bytes      int64          // of the file
	Charset    string         // of plain text
	Detected   bool           // whether the charset was found by looking at the text
	Confidence float64        // from 0 to 1, how sure a detected charset is
	Replaced   text.Replaced  // what settling replaced by U+FFFD
	Kept       map[string]int // keys of records that the format does not know, kept in metadata, and in how many records
	Dropped    map[string]int // keys further inside that it does not know and left out, such as "spans.colour", and how often
}

// fileError says in words what stands in the way of opening, writing or
// replacing a file.
func fileError(path string, err error) error {
	e := &annotate.Error{Code: annotate.Internal, Where: path, Err: reason(err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Code, e.What, e.Err = annotate.NotFound, "there is no such file or folder", nil
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.What, e.Err = annotate.Refused, "permission denied", nil
	}
	return e
}

// reason returns what a path error says, without the path and the call.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
