package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"postil/annotate"
)

// PutScheme replaces the scheme. Things are told apart by UID. A label, a
// relation type, an attribute or one of its choices that spans, relations or
// documents use cannot go: the error says by how many it is used
// (annotate.Conflict). A tag whose usual label goes keeps none.
func (w *Writer) PutScheme(scheme annotate.Scheme) error {
	if err := scheme.Validate(); err != nil {
		return err
	}
	old, err := w.current()
	if err != nil {
		return err
	}
	if err := w.refuseUsed(old, &scheme); err != nil {
		return err
	}
	if err := w.refuseValues(old, &scheme); err != nil {
		return err
	}
	defer w.renamed()
	return w.replaceScheme(&scheme)
}

// refuseUsed refuses where labels and relation types that are in use would go.
func (w *Writer) refuseUsed(old, scheme *annotate.Scheme) error {
	n, err := w.vocabulary()
	if err != nil {
		return err
	}
	for _, l := range old.Labels {
		if scheme.Label(l.UID) != nil {
			continue
		}
		used, err := w.c.number("SELECT count(*) FROM span WHERE label = ?", n.keys[labels][l.UID])
		if err != nil {
			return err
		}
		if used != 0 {
			return inUse("label "+l.Name, used, "span")
		}
		if err := w.clear(tags, "usual", n.keys[labels][l.UID]); err != nil {
			return err
		}
	}
	for _, t := range old.Relations {
		if scheme.RelationType(t.UID) != nil {
			continue
		}
		used, err := w.c.number("SELECT count(*) FROM relation WHERE type = ?", n.keys[relationTypes][t.UID])
		if err != nil {
			return err
		}
		if used != 0 {
			return inUse("relation type "+t.Name, used, "relation")
		}
	}
	return nil
}

func inUse(what string, n int64, by string) error {
	if n != 1 {
		by += "s"
	}
	return &annotate.Error{Code: annotate.Conflict, Where: what, What: fmt.Sprintf("it is used by %d %s", n, by), Hint: "change or delete those first"}
}

// refuseValues refuses where values that something carries would lose their
// definition or one of its choices.
func (w *Writer) refuseValues(old, scheme *annotate.Scheme) error {
	for _, d := range old.Attributes {
		i := slices.IndexFunc(scheme.Attributes, func(o annotate.AttributeDef) bool { return o.UID == d.UID })
		if 0 <= i && sameValues(&d, &scheme.Attributes[i]) {
			continue
		}
		used, by, err := w.countRefused(&d, scheme)
		if err != nil {
			return err
		}
		if used != 0 {
			return inUse("attribute "+d.Name, used, by)
		}
	}
	return nil
}

// sameValues tells whether whatever a accepts, b accepts too.
func sameValues(a, b *annotate.AttributeDef) bool {
	return a.Name == b.Name && a.Kind == b.Kind && a.On == b.On && a.Owner == b.Owner &&
		!slices.ContainsFunc(a.Choices, func(c string) bool { return !slices.Contains(b.Choices, c) })
}

// countRefused counts the values of an attribute that the new scheme refuses.
func (w *Writer) countRefused(d *annotate.AttributeDef, scheme *annotate.Scheme) (n int64, by string, err error) {
	names, err := w.vocabulary()
	if err != nil {
		return 0, "", err
	}
	query, key := "", int64(0)
	switch d.On {
	case annotate.OnLabel:
		query, key, by = "SELECT attributes FROM span WHERE attributes IS NOT NULL AND label = ?", names.keys[labels][d.Owner], "span"
	case annotate.OnRelation:
		query, key, by = "SELECT attributes FROM relation WHERE attributes IS NOT NULL AND type = ?", names.keys[relationTypes][d.Owner], "relation"
	case annotate.OnDocument:
		query, by = "SELECT json_object(name, json(value)) FROM document_attribute WHERE id <> ?", "document attribute"
	}
	err = w.c.each(query, w.alive(func(r row) error {
		all, err := readAttributes(r[0])
		if err != nil {
			return err
		}
		if v, carries := all[d.Name]; carries && (annotate.Attributes{d.Name: v}).Validate(scheme, d.On, d.Owner) != nil {
			n++
		}
		return nil
	}), key)
	return n, by, err
}

// replaceScheme makes the scheme's rows what they should be: what is new first,
// in the order of references, then away with what is gone, against it.
func (w *Writer) replaceScheme(s *annotate.Scheme) error {
	gone := map[*table][]int64{}
	order := []*table{layers, labels, relationTypes, relationEnds, attributes}
	for _, t := range order {
		w.renamed()
		n, err := w.vocabulary()
		if err != nil {
			return err
		}
		wanted, err := schemeRows(t, s, n)
		if err != nil {
			return err
		}
		if gone[t], err = w.replace(t, wanted); err != nil {
			return err
		}
	}
	slices.Reverse(order)
	for _, t := range order {
		for _, key := range gone[t] {
			if err := w.ledger.remove(t, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// replace adds and updates rows of t, and returns the keys of those that are not
// wanted any more.
func (w *Writer) replace(t *table, wanted []row) (gone []int64, err error) {
	last := t.column("import")
	type stored struct {
		key, from int64
	}
	old := map[string][]stored{}
	err = w.c.each("SELECT "+strings.Join(t.columns, ", ")+" FROM "+t.name+" WHERE "+visible+" ORDER BY id", func(r row) error {
		old[identity(t, r)] = append(old[identity(t, r)], stored{r.integer(0), r.integer(last)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, r := range wanted {
		id := identity(t, r)
		if same := old[id]; len(same) != 0 {
			r[0], r[last] = same[0].key, same[0].from
			old[id] = same[1:]
			err = w.ledger.update(t, r)
		} else {
			_, err = w.ledger.insert(t, r)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, rest := range old {
		for _, s := range rest {
			gone = append(gone, s.key)
		}
	}
	slices.Sort(gone)
	return gone, nil
}

// identity returns what two rows have in common that stand for the same thing:
// the uid, or all that a row without one says but its position.
func identity(t *table, r row) string {
	if t == relationEnds {
		return string(appendImage(nil, r[1:4]))
	}
	return string(bytes.Clone(r.blob(1)))
}

// schemeRows returns the rows of a table that a scheme asks for.
func schemeRows(t *table, s *annotate.Scheme, n *names) ([]row, error) {
	var rows []row
	switch t {
	case layers:
		for i, l := range s.Layers {
			rows = append(rows, layerRow(&l, i, 0))
		}
	case labels:
		for i, l := range s.Labels {
			rows = append(rows, labelRow(&l, n, i, 0))
		}
	case relationTypes:
		for i, r := range s.Relations {
			rows = append(rows, row{nil, r.UID[:], r.Name, int64(i), int64(0)})
		}
	case relationEnds:
		for _, r := range s.Relations {
			rows = append(rows, endRows(&r, n, 0)...)
		}
	case attributes:
		for i, d := range s.Attributes {
			r, err := attributeRow(&d, n, i, 0)
			if err != nil {
				return nil, err
			}
			rows = append(rows, r)
		}
	}
	return rows, nil
}

func layerRow(l *annotate.Layer, position int, from int64) row {
	exclusion := int64(0)
	if l.Exclusion {
		exclusion = 1
	}
	return row{nil, l.UID[:], l.Name, string(l.Look), exclusion, int64(position), from}
}

func labelRow(l *annotate.Label, n *names, position int, from int64) row {
	return row{nil, l.UID[:], n.keys[layers][l.Layer], l.Name, int64(l.Colour), l.Key, l.Guideline, int64(position), from}
}

func endRows(t *annotate.RelationType, n *names, from int64) []row {
	var rows []row
	key := n.keys[relationTypes][t.UID]
	for i, l := range t.From {
		rows = append(rows, row{nil, key, sideFrom, n.keys[labels][l], int64(i), from})
	}
	for i, l := range t.To {
		rows = append(rows, row{nil, key, sideTo, n.keys[labels][l], int64(i), from})
	}
	return rows
}

func attributeRow(d *annotate.AttributeDef, n *names, position int, from int64) (row, error) {
	var choices any
	if len(d.Choices) != 0 {
		b, err := json.Marshal(d.Choices)
		if err != nil {
			return nil, err
		}
		choices = string(b)
	}
	var label, kind any
	switch d.On {
	case annotate.OnLabel:
		label = n.keys[labels][d.Owner]
	case annotate.OnRelation:
		kind = n.keys[relationTypes][d.Owner]
	}
	return row{nil, d.UID[:], label, kind, d.Name, string(d.Kind), choices, int64(position), from}, nil
}
