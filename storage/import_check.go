package storage

import (
	"errors"

	"postil/annotate"
)

// Refusal is why a record cannot come into the project as it is: it contradicts
// what is there, or itself. The importer has taken in nothing of it, and takes in
// others.
type Refusal struct{ Err error }

// Error says what is wrong with the record, and where it was read.
func (r *Refusal) Error() string { return r.Err.Error() }

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }

// refused returns the error of a record as a [Refusal], with the place of the
// record, where it is one of the record and not of the file.
func (im *Importer) refused(err error) error {
	switch annotate.CodeOf(err) {
	case annotate.Invalid, annotate.Conflict, annotate.Exists, annotate.NotFound:
	default:
		return err
	}
	if im.Where != "" {
		err = annotate.At(im.Where, err)
	}
	return &Refusal{err}
}

// incomingSpan is what is known of a span of a record before it is taken in.
type incomingSpan struct {
	is             annotate.UID // its id in the project
	known          bool         // it is there
	annotator, tag int64
}

// check finds out whether the record can come in, and what its spans will be. It
// writes nothing.
func (m *merging) check(r *annotate.Record) error {
	if err := m.checkSpans(r.Spans); err != nil {
		return err
	}
	if err := m.checkRelations(r); err != nil {
		return err
	}
	for _, s := range r.Statuses {
		if err := s.Status.Validate(); err != nil {
			return err
		}
		if _, err := m.annotator(s.Annotator); err != nil {
			return err
		}
	}
	for _, a := range r.Attributes {
		if err := (annotate.Attributes{a.Name: a.Value}).Validate(m.im.vocab.all, annotate.OnDocument, annotate.UID{}); err != nil {
			return err
		}
		if _, err := m.annotator(a.Annotator); err != nil {
			return err
		}
	}
	return nil
}

// checkSpans checks every span against the scheme and the text.
func (m *merging) checkSpans(all []annotate.Span) error {
	taken, err := m.taken(all)
	if err != nil {
		return err
	}
	m.incoming = m.im.incoming[:0]
	seen := make(map[annotate.UID]bool, len(all))
	for i := range all {
		s := &all[i]
		given := s.UID
		if given.IsZero() {
			s.UID = annotate.NewUID()
		}
		if seen[s.UID] {
			return &annotate.Error{Code: annotate.Invalid, What: "span " + s.UID.String() + " stands twice"}
		}
		seen[s.UID] = true
		in, err := m.checkSpan(s)
		if err != nil {
			return err
		}
		if taken[given] && m.spans[given] == nil {
			in.is = m.other(given)
		}
		m.recognise(s, &in)
		m.incoming = append(m.incoming, in)
	}
	m.im.incoming = m.incoming
	return nil
}

// recognise finds out whether a span is there: by its id, else by its mark.
func (m *merging) recognise(s *annotate.Span, in *incomingSpan) {
	if m.marks == nil { // the document is new
		return
	}
	if in.known = m.spans[in.is] != nil; in.known {
		return
	}
	if same, ok := m.marks[s.Mark()]; ok {
		in.is, in.known = same, true
	}
}

// checkSpan checks one span, which belongs to the document afterwards.
func (m *merging) checkSpan(s *annotate.Span) (incomingSpan, error) {
	v := &m.im.vocab
	s.Document = m.document.uid
	in := incomingSpan{is: s.UID, annotator: v.key(annotators, s.Annotator), tag: v.key(tags, s.Tag)}
	if err := s.Validate(v.all); err != nil {
		return in, err
	}
	if err := s.Check(m.text); err != nil {
		return in, err
	}
	nowhere := ""
	switch {
	case in.annotator == 0:
		nowhere = "an annotator"
	case in.tag == 0 && !s.Tag.IsZero():
		nowhere = "a tag"
	default:
		return in, nil
	}
	return in, &annotate.Error{Code: annotate.Invalid, Where: "span " + s.UID.String(), What: "it names " + nowhere + " that is nowhere defined"}
}

// recordEnd is a span that a relation of the same record may lead to.
type recordEnd struct{ is, label annotate.UID }

// checkRelations checks the relations whose spans are there, those of the record
// among them. The others wait until the end of the import.
func (m *merging) checkRelations(r *annotate.Record) error {
	if len(r.Relations) == 0 {
		return nil
	}
	here := make(map[annotate.UID]recordEnd, len(r.Spans))
	for i := range r.Spans {
		if in := &m.incoming[i]; in.known {
			_, ref, err := m.im.span(in.is)
			if err != nil {
				return err
			}
			here[r.Spans[i].UID] = recordEnd{in.is, ref.label}
		} else {
			here[r.Spans[i].UID] = recordEnd{in.is, r.Spans[i].Label}
		}
	}
	end := func(u annotate.UID) (recordEnd, error) {
		if e, ok := here[u]; ok {
			return e, nil
		}
		is, ref, err := m.im.span(u)
		return recordEnd{is, ref.label}, err
	}
	for i := range r.Relations {
		l := &r.Relations[i]
		from, err := end(l.From)
		if err == nil {
			var to recordEnd
			if to, err = end(l.To); err == nil {
				err = m.checkRelation(*l, from, to)
			}
		}
		if err != nil && !errors.Is(err, errAbsent) {
			return err
		}
	}
	return nil
}

// checkRelation checks a relation between two spans.
func (m *merging) checkRelation(l annotate.Relation, from, to recordEnd) error {
	l.From, l.To = from.is, to.is
	if l.ToDocument.IsZero() {
		l.ToDocument = m.document.uid // only that it is not zero matters: the span says where it stands
	}
	if l.UID.IsZero() {
		l.UID = m.document.uid // likewise: it gets one of its own
	}
	all := m.im.vocab.all
	if err := l.Validate(all); err != nil {
		return err
	}
	if err := all.RelationType(l.Type).Links(from.label, to.label, all); err != nil {
		return annotate.At("relation "+l.UID.String(), err)
	}
	_, err := m.annotator(l.Annotator)
	return err
}
