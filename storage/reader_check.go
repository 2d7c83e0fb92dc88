package storage

import (
	"errors"
	"fmt"

	"postil/annotate"
)

// Check looks through the whole project for broken rules (the file's own
// integrity, references, the vocabulary, texts against their hashes, spans
// against texts and scheme) and calls found with each. It ends with found's
// error where that returns one.
func (r *Reader) Check(found func(*annotate.Error) error) error {
	report := func(err error) error {
		if e := (*annotate.Error)(nil); errors.As(err, &e) {
			return found(e)
		}
		return err
	}
	err := r.c.each("PRAGMA integrity_check", func(w row) error {
		if w.text(0) == "ok" {
			return nil
		}
		return found(&annotate.Error{Code: annotate.Invalid, Where: "file", What: w.text(0), Hint: "go back to a backup"})
	})
	if err != nil {
		return err
	}
	err = r.c.each("PRAGMA foreign_key_check", func(w row) error {
		return found(&annotate.Error{Code: annotate.Invalid, Where: fmt.Sprintf("table %s, row %d", w.text(0), w.integer(1)), What: "it refers to a missing " + w.text(2)})
	})
	if err != nil {
		return err
	}
	v, err := r.Vocabulary()
	if err != nil {
		return err
	}
	if err := v.Validate(); err != nil {
		if err := report(err); err != nil {
			return err
		}
	}
	return r.Records(func(record *annotate.Record) error { return r.checkRecord(record, &v.Scheme, report) })
}

// checkRecord reports the broken rules of one document and what stands on it.
func (r *Reader) checkRecord(record *annotate.Record, scheme *annotate.Scheme, report func(error) error) error {
	d := &record.Document
	where := "document " + annotate.Excerpt(d.Name)
	var broken []error
	note := func(err error) {
		if err != nil {
			broken = append(broken, annotate.At(where, err))
		}
	}
	if err := d.Validate(); err != nil {
		broken = append(broken, err)
	}
	labels := make(map[annotate.UID]annotate.UID, len(record.Spans))
	for i := range record.Spans {
		s := &record.Spans[i]
		labels[s.UID] = s.Label
		note(s.Validate(scheme))
		note(s.Check(d.Text))
	}
	for i := range record.Relations {
		note(r.checkRelation(&record.Relations[i], scheme, labels))
	}
	for _, a := range record.Attributes {
		note(annotate.Attributes{a.Name: a.Value}.Validate(scheme, annotate.OnDocument, annotate.UID{}))
	}
	for _, err := range broken {
		if err := report(err); err != nil {
			return err
		}
	}
	return nil
}

// checkRelation checks a relation against the scheme and the labels of its
// spans; labels are those of the spans of its document.
func (r *Reader) checkRelation(relation *annotate.Relation, scheme *annotate.Scheme, labels map[annotate.UID]annotate.UID) error {
	if err := relation.Validate(scheme); err != nil {
		return err
	}
	to, ok := labels[relation.To]
	if !ok {
		other, err := r.end(relation.To)
		if err != nil {
			return err
		}
		to = other.label
	}
	return annotate.At("relation "+relation.UID.String(), scheme.RelationType(relation.Type).Links(labels[relation.From], to, scheme))
}
