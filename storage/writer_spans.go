package storage

import (
	"encoding/json"

	"postil/annotate"
)

// PutSpan adds a span, or replaces the one with that UID, after checking it
// against the scheme and the document's text. Created and Updated are set to
// the time of the change where they are zero (Created of a span that is there
// stays). Document and annotator of a span cannot change.
func (w *Writer) PutSpan(s *annotate.Span) error {
	scheme, err := w.current()
	if err != nil {
		return err
	}
	if err := s.Validate(scheme); err != nil {
		return err
	}
	document, err := w.find(documents, "document", s.Document)
	if err != nil {
		return err
	}
	text, err := w.text(document)
	if err != nil {
		return err
	}
	if err := s.Check(text); err != nil {
		return err
	}
	annotator, err := w.find(annotators, "annotator", s.Annotator)
	if err != nil {
		return err
	}
	old, err := w.c.one("SELECT document, annotator, created FROM span WHERE uid = ?", s.UID[:])
	if err != nil {
		return err
	}
	if old != nil && (old.integer(0) != document || old.integer(1) != annotator) {
		return &annotate.Error{Code: annotate.Invalid, Where: "span " + s.UID.String(), What: "a span cannot go to another document or annotator", Hint: "delete it and make another"}
	}
	var tag int64
	if !s.Tag.IsZero() {
		if tag, err = w.find(tags, "tag", s.Tag); err != nil {
			return err
		}
	}
	if s.Created.IsZero() {
		s.Created = w.now
		if old != nil {
			s.Created = moment(old.integer(2))
		}
	}
	if s.Updated.IsZero() {
		s.Updated = w.now
	}
	n, err := w.vocabulary()
	if err != nil {
		return err
	}
	r, err := spanRow(s, document, n.keys[labels][s.Label], annotator, tag, 0)
	if err != nil {
		return err
	}
	return w.put(spans, r)
}

func spanRow(s *annotate.Span, document, label, annotator, tag, from int64) (row, error) {
	fragments, err := fragmentsCell(s.Fragments)
	if err != nil {
		return nil, err
	}
	attributes, err := attributesCell(s.Attributes)
	if err != nil {
		return nil, err
	}
	return row{nil, s.UID[:], document, label, annotator, reference(tag), int64(s.Start()), int64(s.End()), s.Text(), fragments, attributes, optional(s.Note),
		string(s.Origin.Kind), optional(s.Origin.From), scoreCell(s.Origin), s.Created.UnixMilli(), s.Updated.UnixMilli(), from}, nil
}

func attributesCell(a annotate.Attributes) (any, error) {
	if len(a) == 0 {
		return nil, nil
	}
	b, err := json.Marshal(a)
	return string(b), err
}

func scoreCell(o annotate.Origin) any {
	if o.Score == nil {
		return nil
	}
	return *o.Score
}

// text returns the text of a document, from the file's memory where it was
// asked for last: texts never change, and a long one costs more than an action.
func (w *Writer) text(document int64) (string, error) {
	key, err := w.c.number("SELECT text FROM document WHERE id = ?", document)
	if err != nil {
		return "", err
	}
	if last := w.file.lastText; last.key == key && last.key != 0 {
		return last.body, nil
	}
	r, err := w.c.one("SELECT body FROM text WHERE id = ?", key)
	if err != nil || r == nil {
		return "", missing(err, "text of document", annotate.UID{})
	}
	w.file.lastText = keptText{key, r.text(0)}
	return r.text(0), nil
}

// keptText is a text with its key.
type keptText struct {
	key  int64
	body string
}

// DeleteSpans removes spans, and the relations that start from them or lead to
// them.
func (w *Writer) DeleteSpans(uids ...annotate.UID) error {
	for _, u := range uids {
		key, err := w.find(spans, "span", u)
		if err != nil {
			return err
		}
		if err := w.removeAll(relations, "SELECT id FROM relation WHERE from_span = ?1 OR to_span = ?1", key); err != nil {
			return err
		}
		if err := w.ledger.remove(spans, key); err != nil {
			return err
		}
	}
	return nil
}

// PutRelation adds a relation, or replaces the one with that UID, after checking
// it against the scheme and its two spans. ToDocument is filled in where it is
// zero; Created and Updated are set as in [Writer.PutSpan].
func (w *Writer) PutRelation(r *annotate.Relation) error {
	scheme, err := w.current()
	if err != nil {
		return err
	}
	from, err := w.end(r.From)
	if err != nil {
		return err
	}
	to, err := w.end(r.To)
	if err != nil {
		return err
	}
	if r.ToDocument.IsZero() {
		r.ToDocument = to.document
	}
	if err := r.Validate(scheme); err != nil {
		return err
	}
	if r.ToDocument != to.document {
		return &annotate.Error{Code: annotate.Invalid, Where: "relation " + r.UID.String(), What: "the span it leads to stands in another document than it says"}
	}
	if err := scheme.RelationType(r.Type).Links(from.label, to.label, scheme); err != nil {
		return err
	}
	annotator, err := w.find(annotators, "annotator", r.Annotator)
	if err != nil {
		return err
	}
	if r.Created.IsZero() {
		old, err := w.c.one("SELECT created FROM relation WHERE uid = ?", r.UID[:])
		if err != nil {
			return err
		}
		if r.Created = w.now; old != nil {
			r.Created = moment(old.integer(0))
		}
	}
	if r.Updated.IsZero() {
		r.Updated = w.now
	}
	n, err := w.vocabulary()
	if err != nil {
		return err
	}
	stored, err := relationRow(r, from.documentKey, n.keys[relationTypes][r.Type], from.key, to.key, annotator, 0)
	if err != nil {
		return err
	}
	return w.put(relations, stored)
}

// end is a span that a relation starts from or leads to.
type end struct {
	key, documentKey int64
	document, label  annotate.UID
}

func (r *Reader) end(span annotate.UID) (end, error) {
	w, err := r.c.one("SELECT s.id, d.id, d.uid, l.uid FROM span s JOIN document d ON d.id = s.document JOIN label l ON l.id = s.label WHERE s.uid = ? AND s."+visible, span[:])
	if err != nil || w == nil {
		return end{}, missing(err, "span", span)
	}
	return end{w.integer(0), w.integer(1), w.uid(2), w.uid(3)}, nil
}

func relationRow(r *annotate.Relation, document, kind, from, to, annotator, imported int64) (row, error) {
	attributes, err := attributesCell(r.Attributes)
	return row{nil, r.UID[:], document, kind, from, to, optional(r.Group), attributes, annotator, optional(r.Note),
		string(r.Origin.Kind), optional(r.Origin.From), scoreCell(r.Origin), r.Created.UnixMilli(), r.Updated.UnixMilli(), imported}, err
}

// DeleteRelations removes relations.
func (w *Writer) DeleteRelations(uids ...annotate.UID) error {
	for _, u := range uids {
		key, err := w.find(relations, "relation", u)
		if err != nil {
			return err
		}
		if err := w.ledger.remove(relations, key); err != nil {
			return err
		}
	}
	return nil
}
