package storage

import (
	"encoding/json"
	"time"

	"postil/annotate"
)

// Writer writes in one transaction, and reads what it has written.
type Writer struct {
	*Reader
	ledger *ledger
	file   *File
	now    time.Time
	scheme *annotate.Scheme // as it stands, once asked for
}

// current returns the scheme as it stands.
func (w *Writer) current() (*annotate.Scheme, error) {
	if w.scheme == nil {
		s, err := w.Scheme()
		if err != nil {
			return nil, err
		}
		w.scheme = &s
	}
	return w.scheme, nil
}

// renamed forgets what was read of the vocabulary.
func (w *Writer) renamed() { w.names, w.scheme = nil, nil }

// PutAnnotator adds an annotator, or renames the one with that UID.
func (w *Writer) PutAnnotator(a annotate.Annotator) error {
	if err := a.Validate(); err != nil {
		return err
	}
	twin, err := w.c.number("SELECT count(*) FROM annotator WHERE name = ? AND uid <> ? AND "+visible, a.Name, a.UID[:])
	if err != nil {
		return err
	}
	if twin != 0 {
		return &annotate.Error{Code: annotate.Exists, Where: "annotator " + a.Name, What: "another annotator has this name", Hint: "choose another name"}
	}
	defer w.renamed()
	return w.put(annotators, row{nil, a.UID[:], a.Name, int64(0)})
}

// put adds a row, or replaces the one with the same uid.
func (w *Writer) put(t *table, r row) error {
	key, err := w.c.number("SELECT id FROM "+t.name+" WHERE uid = ?", r[1])
	if err != nil {
		return err
	}
	if key == 0 {
		_, err = w.ledger.insert(t, r)
		return err
	}
	old, err := w.c.row(t, key)
	if err != nil {
		return err
	}
	// What the import column says never changes: it is where the row came from.
	r[0], r[t.column("import")] = key, old[t.column("import")]
	return w.ledger.update(t, r)
}

// PutTag adds a tag, or replaces the one with that UID.
func (w *Writer) PutTag(t annotate.Tag) error {
	s, err := w.current()
	if err != nil {
		return err
	}
	if err := t.Validate(s); err != nil {
		return err
	}
	n, err := w.vocabulary()
	if err != nil {
		return err
	}
	return w.put(tags, tagRow(&t, n, 0))
}

func tagRow(t *annotate.Tag, n *names, from int64) row {
	return row{nil, t.UID[:], t.Name, reference(n.keys[labels][t.Usual]), t.Ref, t.Note, from}
}

// reference returns the cell for a key, NULL for none.
func reference(key int64) any {
	if key == 0 {
		return nil
	}
	return key
}

// optional returns the cell for a text, NULL for none.
func optional(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// DeleteTag removes a tag; the spans that carry it lose it.
func (w *Writer) DeleteTag(tag annotate.UID) error {
	key, err := w.find(tags, "tag", tag)
	if err != nil {
		return err
	}
	if err := w.clear(spans, "tag", key); err != nil {
		return err
	}
	return w.ledger.remove(tags, key)
}

// clear empties a column in every row where it holds that key.
func (w *Writer) clear(t *table, column string, key int64) error {
	var holders []int64
	err := w.c.each("SELECT id FROM "+t.name+" WHERE "+column+" = ?", func(r row) error {
		holders = append(holders, r.integer(0))
		return nil
	}, key)
	if err != nil {
		return err
	}
	for _, holder := range holders {
		r, err := w.c.row(t, holder)
		if err != nil {
			return err
		}
		r[t.column(column)] = nil
		if err := w.ledger.update(t, r); err != nil {
			return err
		}
	}
	return nil
}

// removeAll deletes the rows that a query names.
func (w *Writer) removeAll(t *table, query string, args ...any) error {
	var keys []int64
	values := make(row, len(args))
	for i, a := range args {
		values[i] = a
	}
	err := w.c.each(query, func(r row) error {
		keys = append(keys, r.integer(0))
		return nil
	}, values...)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := w.ledger.remove(t, key); err != nil {
			return err
		}
	}
	return nil
}

// SetStatus sets how far an annotator has come with a document.
func (w *Writer) SetStatus(s annotate.DocumentStatus) error {
	if err := s.Status.Validate(); err != nil {
		return err
	}
	document, err := w.find(documents, "document", s.Document)
	if err != nil {
		return err
	}
	annotator, err := w.find(annotators, "annotator", s.Annotator)
	if err != nil {
		return err
	}
	old, err := w.c.number("SELECT id FROM status WHERE document = ? AND annotator = ? AND "+visible, document, annotator)
	if err != nil {
		return err
	}
	if old == 0 {
		if s.Status == annotate.Unread {
			return nil
		}
		if err := yieldStatus(w.c, document, annotator); err != nil {
			return err
		}
		_, err := w.ledger.insert(statuses, row{nil, document, annotator, string(s.Status), int64(0)})
		return err
	}
	r, err := w.c.row(statuses, old)
	if err != nil {
		return err
	}
	r[statuses.column("status")] = string(s.Status)
	return w.ledger.update(statuses, r)
}

// PutDocumentAttribute adds a value to a document, or replaces the one with that
// UID.
func (w *Writer) PutDocumentAttribute(a annotate.DocumentAttribute) error {
	s, err := w.current()
	if err != nil {
		return err
	}
	if a.UID.IsZero() {
		return &annotate.Error{Code: annotate.Invalid, Where: "document attribute " + a.Name, What: "it has no id"}
	}
	if err := (annotate.Attributes{a.Name: a.Value}).Validate(s, annotate.OnDocument, annotate.UID{}); err != nil {
		return err
	}
	document, err := w.find(documents, "document", a.Document)
	if err != nil {
		return err
	}
	annotator, err := w.find(annotators, "annotator", a.Annotator)
	if err != nil {
		return err
	}
	r, err := documentAttributeRow(&a, document, annotator, 0)
	if err != nil {
		return err
	}
	return w.put(documentAttributes, r)
}

func documentAttributeRow(a *annotate.DocumentAttribute, document, annotator, from int64) (row, error) {
	value, err := json.Marshal(a.Value)
	return row{nil, a.UID[:], document, annotator, a.Name, string(value), from}, err
}

// DeleteDocumentAttributes removes values from their documents.
func (w *Writer) DeleteDocumentAttributes(attributes ...annotate.UID) error {
	for _, u := range attributes {
		key, err := w.find(documentAttributes, "document attribute", u)
		if err != nil {
			return err
		}
		if err := w.ledger.remove(documentAttributes, key); err != nil {
			return err
		}
	}
	return nil
}

// RenameDocument changes the name that lists show.
func (w *Writer) RenameDocument(document annotate.UID, name string) error {
	if err := annotate.CheckName("document", name); err != nil {
		return err
	}
	return w.setDocument(document, "name", name)
}

// SetStory puts a document into a story.
func (w *Writer) SetStory(document, story annotate.UID) error {
	if story.IsZero() {
		return &annotate.Error{Code: annotate.Invalid, Where: "document " + document.String(), What: "every document has a story", Hint: "give it a new one"}
	}
	return w.setDocument(document, "story", story[:])
}

// SetSplit pins a document to a data split, or frees it ("").
func (w *Writer) SetSplit(document annotate.UID, split string) error {
	return w.setDocument(document, "split", split)
}

// SetLanguage changes a document's language, BCP 47, "" for unknown.
func (w *Writer) SetLanguage(document annotate.UID, language string) error {
	return w.setDocument(document, "language", language)
}

// SetDirection says which way a document's paragraphs run.
func (w *Writer) SetDirection(document annotate.UID, d annotate.Direction) error {
	if err := d.Validate(); err != nil {
		return err
	}
	return w.setDocument(document, "direction", directionCell(d))
}

func (w *Writer) setDocument(document annotate.UID, column string, value any) error {
	key, err := w.find(documents, "document", document)
	if err != nil {
		return err
	}
	r, err := w.c.row(documents, key)
	if err != nil {
		return err
	}
	r[documents.column(column)] = value
	return w.ledger.update(documents, r)
}
