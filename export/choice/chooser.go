package choice

import (
	"iter"

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
	return func(yield func(*Piece) bool) { yield(&Piece{Record: r}) }
}
