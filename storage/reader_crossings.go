package storage

import "postil/annotate"

// Crossing is a relation that leads from one document to a span of another, and
// what is needed to tell whether that span is chosen.
type Crossing struct {
	Relation         annotate.UID
	Document, To     annotate.UID // in which it ends, and the span
	Label, Annotator annotate.UID // of the span in which it ends
}

// Crossings returns the relations that end in another document than they begin.
func (r *Reader) Crossings() ([]Crossing, error) {
	n, err := r.vocabulary()
	if err != nil {
		return nil, err
	}
	var all []Crossing
	err = r.c.each(`SELECT r.uid, d.uid, t.uid, t.label, t.annotator FROM relation r JOIN span t ON t.id = r.to_span JOIN document d ON d.id = t.document
		WHERE t.document <> r.document AND r.`+visible+" ORDER BY r.id", r.alive(func(w row) error {
		all = append(all, Crossing{Relation: w.uid(0), Document: w.uid(1), To: w.uid(2), Label: n.uids[labels][w.integer(3)], Annotator: n.uids[annotators][w.integer(4)]})
		return nil
	}))
	return all, err
}
