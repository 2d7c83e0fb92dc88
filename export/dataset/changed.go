package dataset

import "postil/annotate"

// Changed is a span that stands in a record otherwise than in the file.
type Changed struct {
	Span   annotate.UID // in the record
	Reason string       // in words, the same for the same cause, without the text of a document
}

// FragmentsJoined is why a span is not as the file has it that says ranges which are
// no fragments: those of a span lie apart.
const FragmentsJoined = "fragments of it that overlap or touch were joined"

// Change lists a span of the record at hand that stands in it otherwise than in the
// file.
func (r *Report) Change(span annotate.UID, reason string) {
	r.Changed = append(r.Changed, Changed{span, reason})
}
