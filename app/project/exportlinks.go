package project

import (
	"bytes"
	"slices"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/storage"
)

// outlined returns what tells which documents and spans are chosen, and the outlines
// of all documents, of which it tells before any text is read.
func outlined(r *storage.Reader, v *annotate.Vocabulary, chosen choice.Options) (*choice.Chooser, []storage.Outline, error) {
	chooser, err := choice.New(chosen, v)
	if err != nil {
		return nil, nil, err
	}
	outlines, err := r.Outlines()
	return chooser, outlines, err
}

// narrows tells whether choices leave documents or spans of the project outside.
func narrows(c *choice.Options) bool {
	return c.DoneOnly || 0 < len(c.Layers)+len(c.Labels)+len(c.Annotators)+len(c.Languages)+len(c.Stories)
}

// cuts tells whether choices leave out some of a document's text.
func cuts(c *choice.Options) bool {
	return c.DropExcluded || c.Unit != "" && c.Unit != choice.Document
}

// findEnds says in the choices which relations into other documents lead to a span
// that the data set lacks: because it is not chosen, or because it stands in none of
// the pieces that the choices make.
func findEnds(r *storage.Reader, v *annotate.Vocabulary, c *choice.Options) error {
	if !narrows(c) && !cuts(c) {
		return nil
	}
	crossings, err := r.Crossings()
	if err != nil || len(crossings) == 0 {
		return err
	}
	chooser, outlines, err := outlined(r, v, *c)
	if err != nil {
		return err
	}
	held := map[annotate.UID]bool{}
	for i := range outlines {
		held[outlines[i].Document.UID] = chooser.Holds(sketch(&outlines[i]))
	}
	c.Loose, c.Lost, c.Rest = map[annotate.UID]bool{}, map[annotate.UID]bool{}, map[annotate.UID]text.Hash{}
	chosen := crossings[:0]
	for _, x := range crossings {
		if held[x.Document] && chooser.HoldsSpans(x.Label, x.Annotator) {
			chosen = append(chosen, x)
		} else {
			c.Loose[x.Relation] = true
		}
	}
	if !cuts(c) {
		return nil
	}
	return findLost(r, chooser, chosen, c)
}

// findLost says in the choices which crossings end in a span that stands in no piece,
// and which in a document that loses text. It reads those documents, one at a time.
func findLost(r *storage.Reader, chooser *choice.Chooser, crossings []storage.Crossing, c *choice.Options) error {
	slices.SortFunc(crossings, func(a, b storage.Crossing) int { return bytes.Compare(a.Document[:], b.Document[:]) })
	standing := map[annotate.UID]bool{}
	for i, x := range crossings {
		if i == 0 || x.Document != crossings[i-1].Document {
			record, err := r.Record(x.Document)
			if err != nil {
				return err
			}
			clear(standing)
			if rest := chooser.Standing(&record, standing); rest != (text.Hash{}) {
				c.Rest[x.Document] = rest
			}
		}
		if !standing[x.To] {
			c.Lost[x.Relation] = true
		}
	}
	return nil
}
