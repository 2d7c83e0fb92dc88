package project

import (
	"context"
	"slices"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/storage"
)

// shelf keeps the texts of the documents that were opened last, with the
// annotator's marks in them, so that a command in a long document need not read
// it again.
type shelf struct {
	documents []*openDocument // the one used last comes first
}

// shelfPlaces is how many documents the shelf holds.
const shelfPlaces = 4

// openDocument is a document on the shelf.
type openDocument struct {
	document annotate.Document
	marks    map[annotate.Mark]annotate.UID // the annotator's spans; nil where they must be read again
}

// same returns the annotator's span that is the same mark as span, nil where
// none is.
func (o *openDocument) same(r *storage.Reader, span *annotate.Span) (*annotate.Span, error) {
	uid, ok := o.marks[span.Mark()]
	if !ok || uid == span.UID {
		return nil, nil
	}
	other, err := r.Span(uid)
	return &other, err
}

// openDocument returns a document with the marks in it, read through r where it
// isn't on the shelf.
func (p *Project) openDocument(r *storage.Reader, uid annotate.UID) (*openDocument, error) {
	shelf := &p.opened
	i := slices.IndexFunc(shelf.documents, func(o *openDocument) bool { return o.document.UID == uid })
	if 0 <= i && shelf.documents[i].marks != nil {
		return shelf.documents[i], nil
	}
	spans, err := r.Spans(uid)
	if err != nil {
		return nil, err
	}
	if 0 <= i {
		shelf.documents[i].setMarks(spans, p.me.UID)
		return shelf.documents[i], nil
	}
	document, err := r.Document(uid)
	if err != nil {
		return nil, err
	}
	return shelf.open(document, spans, p.me.UID), nil
}

// open puts a document in front and drops the one that was used longest ago.
func (s *shelf) open(d annotate.Document, spans []annotate.Span, me annotate.UID) *openDocument {
	o := &openDocument{document: d}
	o.setMarks(spans, me)
	s.documents = slices.DeleteFunc(s.documents, func(o *openDocument) bool { return o.document.UID == d.UID })
	s.documents = slices.Insert(s.documents, 0, o)
	s.documents = s.documents[:min(len(s.documents), shelfPlaces)]
	return o
}

func (o *openDocument) setMarks(spans []annotate.Span, me annotate.UID) {
	o.marks = make(map[annotate.Mark]annotate.UID, len(spans))
	for i := range spans {
		if spans[i].Annotator == me {
			o.marks[spans[i].Mark()] = spans[i].UID
		}
	}
}

// refresh gives a document on the shelf the marks that were read just now.
func (s *shelf) refresh(document annotate.UID, spans []annotate.Span, me annotate.UID) {
	for _, o := range s.documents {
		if o.document.UID == document && o.marks == nil {
			o.setMarks(spans, me)
		}
	}
}

// marksIn returns the marks of a document, nil where they aren't known.
func (s *shelf) marksIn(document annotate.UID) map[annotate.Mark]annotate.UID {
	for _, o := range s.documents {
		if o.document.UID == document {
			return o.marks
		}
	}
	return nil
}

// put notes a span that came.
func (s *shelf) put(span *annotate.Span) {
	if marks := s.marksIn(span.Document); marks != nil {
		marks[span.Mark()] = span.UID
	}
}

// drop notes a span that went.
func (s *shelf) drop(span *annotate.Span) {
	marks, m := s.marksIn(span.Document), span.Mark()
	if marks[m] == span.UID {
		delete(marks, m)
	}
}

// exchange notes that an annotator's spans went and others came.
func (s *shelf) exchange(gone, come []annotate.Span, me annotate.UID) {
	for i := range gone {
		if gone[i].Annotator == me {
			s.drop(&gone[i])
		}
	}
	for i := range come {
		if come[i].Annotator == me {
			s.put(&come[i])
		}
	}
}

// forget makes the marks of documents be read again.
func (s *shelf) forget(documents []annotate.UID) {
	for _, o := range s.documents {
		if slices.Contains(documents, o.document.UID) {
			o.marks = nil
		}
	}
}

// cover returns the fragments for ranges of the text, each widened to whole
// grapheme clusters and without white space at its ends.
func (o *openDocument) cover(ranges [][2]int) ([]annotate.Fragment, error) {
	text := o.document.Text
	if _, err := annotate.Cover(text, ranges...); err != nil {
		return nil, annotate.At("document "+annotate.Excerpt(o.document.Name), err)
	}
	whole := make([][2]int, len(ranges))
	for i, r := range ranges {
		from, to := segment.SnapToCharacters(text, r[0], r[1])
		if from == to {
			return nil, &annotate.Error{Code: annotate.Invalid, Where: "document " + annotate.Excerpt(o.document.Name),
				What: "only white space is selected", Hint: "select text that can be read"}
		}
		whole[i] = [2]int{from, to}
	}
	return annotate.Cover(text, whole...)
}

// OpenDocument reads a document with the current annotator's spans, in the
// order of annotate.CompareSpans.
func (p *Project) OpenDocument(ctx context.Context, uid annotate.UID) (*annotate.Document, []annotate.Span, error) {
	p.command.Lock()
	defer p.command.Unlock()
	var document annotate.Document
	var spans []annotate.Span
	err := p.file.View(ctx, func(r *storage.Reader) error {
		var err error
		if spans, err = r.Spans(uid); err != nil {
			return err
		}
		if document, err = r.Document(uid); err != nil {
			return err
		}
		p.opened.open(document, spans, p.me.UID)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return &document, only(spans, p.me.UID), nil
}

// Spans reads one annotator's spans of a document, in the order of
// annotate.CompareSpans. Those of others are for reading only: commands refuse
// to change them.
func (p *Project) Spans(ctx context.Context, document, annotator annotate.UID) ([]annotate.Span, error) {
	p.command.Lock()
	defer p.command.Unlock()
	var spans []annotate.Span
	err := p.file.View(ctx, func(r *storage.Reader) (err error) {
		spans, err = r.Spans(document)
		return err
	})
	if err != nil {
		return nil, err
	}
	p.opened.refresh(document, spans, p.me.UID)
	return only(spans, annotator), nil
}

// only returns the spans of one annotator.
func only(spans []annotate.Span, annotator annotate.UID) []annotate.Span {
	return slices.DeleteFunc(spans, func(s annotate.Span) bool { return s.Annotator != annotator })
}
