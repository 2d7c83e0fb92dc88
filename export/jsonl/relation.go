package jsonl

import (
	"postil/annotate"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// relationMembers are the values of a relation's keys, nil where left out.
type relationMembers struct {
	id, kind, from, to, toDocument, group, attributes, note []byte
	provenanceMembers
}

// relationMembers finds the values of a relation's keys.
func (r *Reader) relationMembers(scan *jsontext.Scanner) (m relationMembers, err error) {
	err = scan.Object(func(key []byte) error {
		if place := m.known(key); place != nil {
			return jsonobject.Take(scan, key, place)
		}
		return r.drop(scan, "relations", key)
	})
	return m, err
}

// known returns the place of a key's value, nil where the key is not known.
func (m *relationMembers) known(key []byte) *[]byte {
	switch string(key) {
	case "id":
		return &m.id
	case "type":
		return &m.kind
	case "from":
		return &m.from
	case "to":
		return &m.to
	case "to_document":
		return &m.toDocument
	case "group":
		return &m.group
	case "attributes":
		return &m.attributes
	case "note":
		return &m.note
	}
	return m.provenanceMembers.known(key)
}

// relations reads the relations of a record, whose spans are there.
func (r *Reader) relations(raw []byte, record *annotate.Record) error {
	if raw == nil {
		return nil
	}
	spans := make(map[annotate.UID]bool, len(record.Spans))
	for i := range record.Spans {
		spans[record.Spans[i].UID] = true
	}
	scan := jsontext.NewScanner(raw)
	err := scan.Array(func(i int) error {
		m, err := r.relationMembers(scan)
		if err != nil {
			return jsonobject.InThing("relation", i, m.id, err)
		}
		l, err := r.relation(&m, record.Document.UID, spans)
		if err != nil {
			return jsonobject.InThing("relation", i, m.id, err)
		}
		record.Relations = append(record.Relations, l)
		return nil
	})
	return jsonobject.Wrong("relations", err)
}

func (r *Reader) relation(m *relationMembers, document annotate.UID, spans map[annotate.UID]bool) (l annotate.Relation, err error) {
	if err := r.ends(m, document, spans, &l); err != nil {
		return l, err
	}
	kind, err := r.bytesOf("type", m.kind)
	if err != nil {
		return l, err
	}
	if len(kind) == 0 {
		return l, &annotate.Error{Code: annotate.Invalid, What: `it has no "type"`}
	}
	if l.Type, err = r.words.RelationType(kind); err != nil {
		return l, err
	}
	if l.Group, err = r.textOf("group", m.group); err != nil {
		return l, err
	}
	if l.Attributes, err = r.attributes(m.attributes, annotate.OnRelation, l.Type); err != nil {
		return l, err
	}
	if l.Annotator, err = r.annotator("annotator", m.annotator); err != nil {
		return l, err
	}
	if l.Origin, err = r.origin(m.origin); err != nil {
		return l, err
	}
	if l.Note, err = r.textOf("note", m.note); err != nil {
		return l, err
	}
	if l.Created, err = r.timeOf("created", m.created); err != nil {
		return l, err
	}
	if l.Updated, err = r.timeOf("updated", m.updated); err != nil {
		return l, err
	}
	if err := r.identifyRelation(m, &l); err != nil {
		return l, err
	}
	return l, l.Validate(&r.words.Known.Scheme)
}

// ends finds the two spans that a relation links. The first must stand in the
// same record; the second may stand in a record to come, or in none of this
// file.
func (r *Reader) ends(m *relationMembers, document annotate.UID, spans map[annotate.UID]bool, l *annotate.Relation) error {
	l.ToDocument = document
	other, err := r.idOf("to_document", m.toDocument)
	if err != nil {
		return err
	}
	if len(other) != 0 {
		l.ToDocument = intake.ForeignID("document", other)
	}
	for _, end := range []struct {
		key      string
		raw      []byte
		document annotate.UID
		span     *annotate.UID
	}{{"from", m.from, document, &l.From}, {"to", m.to, l.ToDocument, &l.To}} {
		id, err := r.idOf(end.key, end.raw)
		if err != nil {
			return err
		}
		if len(id) == 0 {
			return &annotate.Error{Code: annotate.Invalid, What: `it has no "` + end.key + `"`}
		}
		*end.span, _ = intake.IDWithin(end.document, "span", id)
		if end.document == document && !spans[*end.span] {
			return &annotate.Error{Code: annotate.Invalid, Where: `"` + end.key + `"`, What: "the record has no span " + annotate.Excerpt(string(id))}
		}
	}
	return nil
}

func (r *Reader) identifyRelation(m *relationMembers, l *annotate.Relation) error {
	id, err := r.idOf("id", m.id)
	if err != nil {
		return err
	}
	if len(id) != 0 {
		l.UID, err = r.takeWithin("relation", id)
		return err
	}
	l.UID = r.derive(&r.here, "relation mark\x00"+l.Annotator.String()+l.Type.String()+l.From.String()+l.To.String()+l.Group)
	return nil
}
