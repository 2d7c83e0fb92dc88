package choice

import (
	"iter"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
)

// Chooser makes pieces of records by one set of choices. It serves one goroutine.
type Chooser struct {
	filter   filter
	excluded set // labels of exclusion layers
	drops    bool
	heeds    bool // what they mark is left out or masked

	masks  [][2]int // of the record at hand
	gone   set      // spans of it that are outside or left out, where relations ask for them
	whole  Piece
	cutter cutter
}

// set is a set of ids. A nil one that filters lets everything through.
type set map[annotate.UID]bool

// New returns a chooser. Names that the vocabulary does not know are an error
// that offers those it does, and so are choices that contradict each other.
func New(o Options, v *annotate.Vocabulary) (*Chooser, error) {
	f, err := newFilter(&o, v)
	if err != nil {
		return nil, err
	}
	c := &Chooser{filter: f, excluded: set{}, drops: o.DropExcluded, heeds: o.DropExcluded || o.Masks, gone: set{}}
	for _, label := range v.Scheme.ExcludedLabels() {
		c.excluded[label] = true
	}
	switch {
	case o.Unit == "":
		o.Unit = Document
	case o.Unit == Tokens && o.Tokens < 1:
		return nil, &annotate.Error{Code: annotate.Invalid, What: "a piece has no tokens", Hint: "choose pieces of one token or more"}
	case o.Unit != Document && o.Unit != Paragraph && o.Unit != Sentence && o.Unit != Tokens:
		return nil, &annotate.Error{Code: annotate.Invalid, What: "there is no unit " + annotate.Excerpt(string(o.Unit))}
	}
	c.cutter = cutter{unit: o.Unit, tokens: o.Tokens, why: reasonsOf(o.Unit)}
	return c, nil
}

// Pieces yields what the choices make of a record, and tells the account what
// lies outside of the filter, what is left out and what is cut. The record is
// changed on the way. The pieces are valid until the next one.
func (c *Chooser) Pieces(r *annotate.Record, a *account.Account) iter.Seq[*Piece] {
	return func(yield func(*Piece) bool) {
		c.masks = appendMasks(c.masks[:0], r, c.excluded) // whatever the filter says of them
		if !c.choose(r, a) {
			return
		}
		c.whole = Piece{Record: r}
		original := r.Document.Text
		switch {
		case !c.drops:
			c.whole.Masked = c.masks
		case len(c.masks) != 0:
			if !c.drop(&c.whole, a) {
				return
			}
		}
		if c.cutter.unit == Document {
			yield(&c.whole)
			return
		}
		c.cutter.cut(&c.whole, original, a, yield)
	}
}

// Standing adds to spans those of a record of which something stands in a piece. Where
// that is the document without some of its text, it returns the hash of the rest. The
// record is changed on the way.
func (c *Chooser) Standing(r *annotate.Record, spans map[annotate.UID]bool) (rest text.Hash) {
	for p := range c.Pieces(r, &account.Account{}) {
		for i := range p.Record.Spans {
			spans[p.Record.Spans[i].UID] = true
		}
		if p.IsRest() {
			rest = p.Record.Document.TextHash
		}
	}
	return rest
}

// forget takes the spans that are gone off the record, and with them the
// relations of which they are an end, of which it tells.
func (c *Chooser) forget(r *annotate.Record, tell func(relation annotate.UID)) {
	defer clear(c.gone)
	if len(c.gone) == 0 {
		return
	}
	kept := r.Relations[:0]
	for i := range r.Relations {
		l := &r.Relations[i]
		if c.gone[l.From] || c.gone[l.To] {
			tell(l.UID)
			continue
		}
		kept = append(kept, *l)
	}
	r.Relations = kept
}

// setText makes s the text of a document.
func setText(d *annotate.Document, s string) { d.Text, d.TextHash = s, text.HashOf(s) }
