package project

import (
	"postil/annotate"
	"postil/export/choice"
	"postil/storage"
)

// narrows tells whether the options leave anything of the project outside.
func (o ExportOptions) narrows() bool {
	return o.DoneOnly || 0 < len(o.Layers)+len(o.Labels)+len(o.Annotators)+len(o.Languages)+len(o.Stories)
}

// loose returns the relations whose other end, in another document, is not chosen:
// written, they would lead to a span that the data set lacks. Like the parts, they
// are found before any text is read.
func (o ExportOptions) loose(r *storage.Reader, v *annotate.Vocabulary, chosen choice.Options) (map[annotate.UID]bool, error) {
	if !o.narrows() {
		return nil, nil
	}
	crossings, err := r.Crossings()
	if err != nil || len(crossings) == 0 {
		return nil, err
	}
	chooser, err := choice.New(chosen, v)
	if err != nil {
		return nil, err
	}
	outlines, err := r.Outlines()
	if err != nil {
		return nil, err
	}
	held := map[annotate.UID]bool{}
	for i := range outlines {
		held[outlines[i].Document.UID] = chooser.Holds(sketch(&outlines[i]))
	}
	loose := map[annotate.UID]bool{}
	for _, c := range crossings {
		if !held[c.Document] || !chooser.HoldsSpans(c.Label, c.Annotator) {
			loose[c.Relation] = true
		}
	}
	return loose, nil
}
