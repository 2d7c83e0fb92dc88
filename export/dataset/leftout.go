package dataset

import (
	"errors"
	"strconv"

	"postil/annotate"
	"postil/export/account"
)

// LeftOut is a document, a span or a relation that stands in a file, but in none
// of the records that were read from it. A document that cannot be read is one
// such thing: what stands on it is not known, and goes with it.
type LeftOut struct {
	Kind     account.Kind
	ID       annotate.UID // never that of anything else, and the same whenever the file is read
	Document annotate.UID // that it stands on, as the record says it; its own id for a document
	Place    string       // file and line
	Reason   string       // in words, the same for the same cause, without the text of a document
}

// Unreadable is why a document, a span or a relation is left out that breaks a
// rule; [Report].Skipped says which one.
const Unreadable = "it cannot be read"

// PassOver lists a document that is left out for an error in it, which says
// where: the whole of it.
func (r *Report) PassOver(err error) {
	r.Skipped = append(r.Skipped, &annotate.Error{Code: annotate.CodeOf(err), Err: err, Hint: "the whole document was passed over"})
	r.LeaveOutDocument(placeOf(err))
}

// PassOverFile lists a file that is left out for an error in it, with all documents
// that it may hold.
func (r *Report) PassOverFile(path string, err error) {
	r.Skipped = append(r.Skipped, &annotate.Error{Code: annotate.CodeOf(err), Err: err, Hint: "the whole file was passed over"})
	r.LeaveOutDocument(path)
}

// LeaveOutDocument lists a document that is left out, of which the places that
// cannot be read are listed already.
func (r *Report) LeaveOutDocument(place string) {
	id := leftOutID(account.Document, place, len(r.LeftOut)) // of broken JSON, several errors stand in one place
	r.LeftOut = append(r.LeftOut, LeftOut{account.Document, id, id, place, Unreadable})
}

// LeaveOut lists a span or a relation that is left out of a document that was
// read. Where several stand in one place, number tells them apart.
func (r *Report) LeaveOut(kind account.Kind, document annotate.UID, place string, number int, reason string) {
	r.LeftOut = append(r.LeftOut, LeftOut{kind, leftOutID(kind, place, number), document, place, reason})
}

// leftOutID returns the id of what is left out, which follows from its place.
func leftOutID(kind account.Kind, place string, number int) annotate.UID {
	return annotate.UIDFromName("left out\x00" + strconv.Itoa(int(kind)) + "\x00" + place + "\x00" + strconv.Itoa(number))
}

// placeOf returns the outermost place that an error names.
func placeOf(err error) string {
	var e *annotate.Error
	for errors.As(err, &e) {
		if e.Where != "" {
			return e.Where
		}
		err = e.Err
	}
	return ""
}
