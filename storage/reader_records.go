package storage

import (
	"time"

	"postil/annotate"
)

// Record returns a document with everything that stands on it.
func (r *Reader) Record(document annotate.UID) (annotate.Record, error) {
	var record annotate.Record
	key, err := r.find(documents, "document", document)
	if err != nil {
		return record, err
	}
	return record, r.fill(&record, key)
}

// fill reads a document with everything that stands on it into record, using its
// slices again.
func (r *Reader) fill(record *annotate.Record, key int64) (err error) {
	if record.Document, err = r.document(key); err != nil {
		return err
	}
	u := record.Document.UID
	if record.Statuses, err = r.statuses(key, u); err != nil {
		return err
	}
	if record.Attributes, err = r.documentAttributes(key, u); err != nil {
		return err
	}
	if record.Spans, err = r.spans(ofDocument, key, u, record.Spans[:0]); err != nil {
		return err
	}
	record.Relations, err = r.relations(fromDocument, key)
	return err
}

// Records calls do with the record of each document, in import order, holding one
// at a time. The record and its slices are valid until do returns, and may be
// changed by it.
func (r *Reader) Records(do func(*annotate.Record) error) error {
	var record annotate.Record
	return r.c.each("SELECT id FROM document WHERE "+visible+" ORDER BY id", func(w row) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.fill(&record, w.integer(0)); err != nil {
			return err
		}
		return do(&record)
	})
}

// MarkedText is one text that spans of one document mark with one label and one
// tag, and how often: what past-tag search looks through.
type MarkedText struct {
	Text     string // of annotate.Span.Text
	Label    annotate.UID
	Tag      annotate.UID // zero for none
	Document annotate.UID
	Count    int       // how many spans
	Last     time.Time // when the newest of them was updated
}

// MarkedTexts calls do for every text that is marked now, document by document
// in import order. The document, where not zero, restricts it to that one.
func (r *Reader) MarkedTexts(document annotate.UID, do func(MarkedText) error) error {
	n, err := r.vocabulary()
	if err != nil {
		return err
	}
	// Spans of one document are counted here, not by SQL: its sorting costs more
	// than the rows.
	type mark struct {
		text  string
		label int64
		tag   annotate.UID
	}
	read := func(key int64, u annotate.UID) error {
		at := map[mark]int{}
		var marks []MarkedText
		err := r.c.each("SELECT s.text, s.label, t.uid, s.updated FROM span s LEFT JOIN tag t ON t.id = s.tag WHERE s.document = ? AND s."+visible, r.alive(func(w row) error {
			m := mark{w.text(0), w.integer(1), w.uid(2)}
			i, known := at[m]
			if !known {
				i, at[m] = len(marks), len(marks)
				marks = append(marks, MarkedText{Text: m.text, Label: n.uids[labels][m.label], Tag: m.tag, Document: u})
			}
			marks[i].Count++
			if last := moment(w.integer(3)); marks[i].Last.Before(last) {
				marks[i].Last = last
			}
			return nil
		}), key)
		if err != nil {
			return err
		}
		for _, m := range marks {
			if err := do(m); err != nil {
				return err
			}
		}
		return r.ctx.Err()
	}
	if !document.IsZero() {
		key, err := r.find(documents, "document", document)
		if err != nil {
			return err
		}
		return read(key, document)
	}
	return r.c.each("SELECT id, uid FROM document WHERE "+visible+" ORDER BY id", func(w row) error { return read(w.integer(0), w.uid(1)) })
}
