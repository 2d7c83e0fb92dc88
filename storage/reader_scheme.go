package storage

import (
	"encoding/json"

	"postil/annotate"
)

// Scheme returns the scheme.
func (r *Reader) Scheme() (annotate.Scheme, error) {
	var s annotate.Scheme
	n, err := r.vocabulary()
	if err != nil {
		return s, err
	}
	const order = " WHERE " + visible + " ORDER BY position, id"
	err = r.c.each("SELECT uid, name, look, exclusion FROM layer"+order, func(w row) error {
		s.Layers = append(s.Layers, annotate.Layer{UID: w.uid(0), Name: w.text(1), Look: annotate.Look(w.text(2)), Exclusion: w.integer(3) != 0})
		return nil
	})
	if err != nil {
		return s, err
	}
	err = r.c.each("SELECT uid, layer, name, colour, key, guideline FROM label"+order, func(w row) error {
		s.Labels = append(s.Labels, annotate.Label{UID: w.uid(0), Layer: n.uids[layers][w.integer(1)], Name: w.text(2),
			Colour: annotate.Colour(w.integer(3)), Key: w.text(4), Guideline: w.text(5)})
		return nil
	})
	if err != nil {
		return s, err
	}
	err = r.c.each("SELECT uid, label, type, name, kind, choices FROM attribute"+order, func(w row) error {
		d, err := readAttribute(w, n)
		s.Attributes = append(s.Attributes, d)
		return err
	})
	if err != nil {
		return s, err
	}
	err = r.c.each("SELECT uid, name FROM relation_type"+order, func(w row) error {
		s.Relations = append(s.Relations, annotate.RelationType{UID: w.uid(0), Name: w.text(1)})
		return nil
	})
	if err != nil {
		return s, err
	}
	err = r.c.each("SELECT type, side, label FROM relation_end"+order, func(w row) error {
		t := s.RelationType(n.uids[relationTypes][w.integer(0)])
		if t == nil {
			return &annotate.Error{Code: annotate.Internal, Where: "scheme", What: "a relation's end has no type", Hint: "run postil check"}
		}
		end := &t.From
		if w.text(1) == sideTo {
			end = &t.To
		}
		*end = append(*end, n.uids[labels][w.integer(2)])
		return nil
	})
	return s, err
}

// The sides of a relation, as the table relation_end names them.
const (
	sideFrom = "from"
	sideTo   = "to"
)

func readAttribute(w row, n *names) (annotate.AttributeDef, error) {
	d := annotate.AttributeDef{UID: w.uid(0), On: annotate.OnDocument, Name: w.text(3), Kind: annotate.AttributeKind(w.text(4))}
	switch {
	case w[1] != nil:
		d.On, d.Owner = annotate.OnLabel, n.uids[labels][w.integer(1)]
	case w[2] != nil:
		d.On, d.Owner = annotate.OnRelation, n.uids[relationTypes][w.integer(2)]
	}
	if w[5] == nil {
		return d, nil
	}
	return d, json.Unmarshal([]byte(w.text(5)), &d.Choices)
}
