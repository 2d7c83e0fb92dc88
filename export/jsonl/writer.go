package jsonl

import (
	"fmt"
	"io"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/jsontext"
	"postil/export/wording"
)

// Writer writes native records, as the package comment shows them.
type Writer struct {
	json    wording.JSON // of the line so far
	unit    text.Unit
	offsets *text.OffsetMap // of the document in hand
}

// NewWriter returns a writer of records whose labels, tags, annotators and so on
// are in v. The scheme is not written: see [WriteScheme].
func NewWriter(w io.Writer, v *annotate.Vocabulary, o dataset.WriteOptions) *Writer {
	return &Writer{json: wording.JSON{Words: wording.NewWords(v), Out: w}, unit: o.Unit}
}

// Write checks a record and writes it as one line. An error names document and
// span; after it, what was written is of no use.
func (w *Writer) Write(r *annotate.Record) error {
	if err := r.Document.Validate(); err != nil {
		return err
	}
	w.offsets = text.NewOffsetMap(r.Document.Text)
	if err := w.record(r); err != nil {
		return annotate.At("document "+annotate.Excerpt(r.Document.Name), err)
	}
	w.json.Flush(0)
	return w.json.Err
}

// Close writes what is left. It does not close what it writes to.
func (w *Writer) Close() error {
	w.json.Flush(0)
	return w.json.Err
}

func (w *Writer) record(r *annotate.Record) error {
	said, err := w.json.Words.Said(r)
	if err != nil {
		return err
	}
	if err := w.document(&r.Document, wording.Furthest(r.Statuses)); err != nil {
		return err
	}
	w.json.Text(`,"attributes":`)
	w.json.Summary(r.Attributes)
	w.json.Text(`,"spans":[`)
	for i := range r.Spans {
		if 0 < i {
			w.json.Text(",")
		}
		if err := w.span(&r.Document, &r.Spans[i]); err != nil {
			return err
		}
		w.json.Flush(wording.FlushAt)
	}
	w.json.Text(`],"relations":[`)
	if err := w.relations(r); err != nil {
		return err
	}
	w.json.Text(`],"annotators":[`)
	w.json.Annotators(said)
	w.json.Text(`],"original_sha256":`)
	w.json.Hash(r.Document.Original)
	w.json.Text(`,"imported":`)
	if w.json.Line, err = wording.AppendTime(w.json.Line, r.Document.Imported); err != nil {
		return err
	}
	w.json.Text(`,"direction":`)
	w.json.Quoted(r.Document.Direction.String())
	w.json.Text("}\n")
	return nil
}

// document writes what stands before the attributes.
func (w *Writer) document(d *annotate.Document, status annotate.Status) error {
	w.json.Text(`{"id":`)
	w.json.UID(d.UID)
	w.json.Text(`,"name":`)
	w.json.Quoted(d.Name)
	w.json.Text(`,"source":`)
	w.json.Quoted(d.Source)
	w.json.Text(`,"language":`)
	w.json.Quoted(d.Language)
	w.json.Text(`,"story":`)
	w.json.UID(d.Story)
	w.json.Text(`,"status":`)
	w.json.Quoted(string(status))
	w.json.Text(`,"split":`)
	w.json.OrNull(d.Split)
	w.json.Text(`,"offset_unit":`)
	w.json.Quoted(w.unit.String())
	w.json.Text(`,"text_sha256":`)
	w.json.Hash(d.TextHash)
	w.json.Text(`,"text":`)
	w.json.Quoted(d.Text)
	w.json.Text(`,"meta":`)
	return w.json.Meta(d.Meta)
}

func (w *Writer) span(d *annotate.Document, s *annotate.Span) error {
	if err := s.Check(d.Text); err != nil {
		return err
	}
	if s.UID.IsZero() || s.Document != d.UID {
		return &annotate.Error{Code: annotate.Invalid, Where: "span " + s.UID.String(), What: "it has no id, or stands on another document"}
	}
	if err := w.spanBody(d, s); err != nil {
		return annotate.At("span "+s.UID.String(), err)
	}
	return nil
}

func (w *Writer) spanBody(d *annotate.Document, s *annotate.Span) error {
	label, ok := w.json.Words.Labels[s.Label]
	if !ok {
		return wording.Missing("label", s.Label)
	}
	w.json.Text(`{"id":`)
	w.json.UID(s.UID)
	w.json.Line = append(w.json.Line, label.Keys...)
	w.fragment(s.Start(), s.End(), d.Text[s.Start():s.End()])
	w.json.Text(`,"fragments":[`)
	for i, f := range s.Fragments {
		if 0 < i {
			w.json.Text(",")
		}
		w.json.Text("{")
		w.fragment(f.Start, f.End, f.Text)
		w.json.Text("}")
	}
	w.json.Text(`],"tag":`)
	if err := w.tag(s.Tag); err != nil {
		return err
	}
	w.json.Text(`,"attributes":`)
	if err := w.json.Attributes(w.json.Words.OnLabels, label.Attributes, s.Attributes); err != nil {
		return err
	}
	w.json.Text(`,"note":`)
	w.json.Quoted(s.Note)
	if err := w.provenance(s.Annotator, s.Origin); err != nil {
		return err
	}
	return w.json.Times(s.Created, s.Updated)
}

// fragment writes a range of the document's text in both units, and the text.
func (w *Writer) fragment(start, end int, covered string) {
	from, _ := w.offsets.FromByte(w.unit, start) // checked by Span.Check
	to, _ := w.offsets.FromByte(w.unit, end)
	w.json.Text(`"start":`)
	w.json.Number(from)
	w.json.Text(`,"end":`)
	w.json.Number(to)
	w.json.Text(`,"start_byte":`)
	w.json.Number(start)
	w.json.Text(`,"end_byte":`)
	w.json.Number(end)
	w.json.Text(`,"text":`)
	w.json.Quoted(covered)
}

func (w *Writer) tag(u annotate.UID) error {
	if u.IsZero() {
		w.json.Text("null")
		return nil
	}
	i, ok := w.json.Words.Tags[u]
	if !ok {
		return wording.Missing("tag", u)
	}
	t := &w.json.Words.Vocabulary.Tags[i]
	w.json.Text(`{"id":`)
	w.json.UID(u)
	w.json.Text(`,"name":`)
	w.json.Quoted(t.Name)
	w.json.Text(`,"ref":`)
	w.json.Quoted(t.Ref)
	w.json.Text("}")
	return nil
}

// provenance writes who marked something, and how it came to be.
func (w *Writer) provenance(annotator annotate.UID, o annotate.Origin) error {
	who, ok := w.json.Words.Annotators[annotator]
	if !ok {
		return wording.Missing("annotator", annotator)
	}
	if err := o.Validate(); err != nil {
		return err
	}
	w.json.Text(`,"annotator":`)
	w.json.Line = append(w.json.Line, who...)
	w.json.Text(`,"origin":{"kind":"`)
	w.json.Text(string(o.Kind))
	w.json.Text(`","from":`)
	w.json.OrNull(o.From)
	w.json.Text(`,"score":`)
	if o.Score == nil {
		w.json.Text("null}")
		return nil
	}
	w.json.Line = jsontext.AppendFloat(w.json.Line, *o.Score)
	w.json.Text("}")
	return nil
}

func (w *Writer) relations(r *annotate.Record) error {
	if len(r.Relations) == 0 {
		return nil
	}
	spans := make(map[annotate.UID]bool, len(r.Spans))
	for i := range r.Spans {
		spans[r.Spans[i].UID] = true
	}
	for i := range r.Relations {
		if 0 < i {
			w.json.Text(",")
		}
		l := &r.Relations[i]
		if err := w.relation(l, spans, r.Document.UID); err != nil {
			return annotate.At("relation "+l.UID.String(), err)
		}
		w.json.Flush(wording.FlushAt)
	}
	return nil
}

func (w *Writer) relation(l *annotate.Relation, spans map[annotate.UID]bool, document annotate.UID) error {
	if err := l.Validate(&w.json.Words.Vocabulary.Scheme); err != nil {
		return err
	}
	if !spans[l.From] || l.ToDocument == document && !spans[l.To] {
		return &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("the document does not hold its spans %s and %s", l.From, l.To)}
	}
	kind := w.json.Words.Types[l.Type]
	w.json.Text(`{"id":`)
	w.json.UID(l.UID)
	w.json.Text(`,"type":`)
	w.json.Line = append(w.json.Line, kind.Name...)
	w.json.Text(`,"from":`)
	w.json.UID(l.From)
	w.json.Text(`,"to":`)
	w.json.UID(l.To)
	w.json.Text(`,"to_document":`)
	w.json.UID(l.ToDocument)
	w.json.Text(`,"group":`)
	w.json.OrNull(l.Group)
	w.json.Text(`,"attributes":`)
	if err := w.json.Attributes(w.json.Words.OnRelations, kind.Attributes, l.Attributes); err != nil {
		return err
	}
	if err := w.provenance(l.Annotator, l.Origin); err != nil {
		return err
	}
	w.json.Text(`,"note":`)
	w.json.Quoted(l.Note)
	return w.json.Times(l.Created, l.Updated)
}
