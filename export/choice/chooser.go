package choice

import (
	"iter"
	"slices"

	"postil/annotate"
	"postil/export/account"
)

// Chooser makes pieces of records by one set of choices.
type Chooser struct {
	options Options
}

// New returns a chooser. Names that the vocabulary does not know are an error.
func New(o Options, v *annotate.Vocabulary) (*Chooser, error) {
	return &Chooser{options: o}, nil
}

// Pieces yields what the choices make of a record, and tells the account what
// lies outside of the filter, what is left out and what is cut. The pieces are
// valid until the next one.
func (c *Chooser) Pieces(r *annotate.Record, a *account.Account) iter.Seq[*Piece] {
	return func(yield func(*Piece) bool) {
		if c.options.DoneOnly && !slices.ContainsFunc(r.Statuses, func(s annotate.DocumentStatus) bool { return s.Status == annotate.Done }) {
			c.outside(r, a)
			return
		}
		yield(&Piece{Record: r})
	}
}

// outside tells the account that a document lies outside of the filter, with all
// that stands on it.
func (c *Chooser) outside(r *annotate.Record, a *account.Account) {
	a.Outside(account.Document, r.Document.UID)
	for i := range r.Spans {
		a.Outside(account.Span, r.Spans[i].UID)
	}
	for i := range r.Relations {
		a.Outside(account.Relation, r.Relations[i].UID)
	}
}
