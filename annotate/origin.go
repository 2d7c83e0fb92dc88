package annotate

import (
	"math"
)

// OriginKind tells how a span or a relation came to be.
type OriginKind string

// The kinds of origin.
const (
	Manual      OriginKind = "manual"      // a person marked it
	Propagated  OriginKind = "propagated"  // copied from another span to the same text elsewhere
	FromImport  OriginKind = "imported"    // read from a file
	Suggested   OriginKind = "suggested"   // a model proposed it
	Adjudicated OriginKind = "adjudicated" // decided between annotators
)

// Origin tells how a span or a relation came to be, what it came from, and how
// sure that source was.
type Origin struct {
	Kind  OriginKind
	From  string   // a span's UID, a file's name, a model's name and version; "" where it came from nothing
	Score *float64 // the source's own score, nil where it gave none
}

// Validate reports an error for an unknown kind or a score that is no number.
func (o Origin) Validate() error {
	switch o.Kind {
	case Manual, Propagated, FromImport, Suggested, Adjudicated:
	default:
		return &Error{Code: Invalid, Where: "origin", What: Excerpt(string(o.Kind)) + " is no kind of origin",
			Hint: "manual, propagated, imported, suggested or adjudicated is expected"}
	}
	if o.Score != nil && (math.IsNaN(*o.Score) || math.IsInf(*o.Score, 0)) {
		return &Error{Code: Invalid, Where: "origin", What: "the score is not a finite number"}
	}
	return nil
}
