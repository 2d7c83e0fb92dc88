package export

import (
	"fmt"
	"io"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// JSONLWriter writes native records, as the package comment shows them.
type JSONLWriter struct {
	out     io.Writer
	json    wording // of the line so far
	unit    text.Unit
	offsets *text.OffsetMap // of the document in hand
	err     error           // of out
}

// NewJSONL returns a writer of records whose labels, tags, annotators and so on
// are in v. The scheme is not written: see [WriteScheme].
func NewJSONL(w io.Writer, v *annotate.Vocabulary, o WriteOptions) *JSONLWriter {
	return &JSONLWriter{out: w, json: wording{words: newWords(v)}, unit: o.Unit}
}

// Write checks a record and writes it as one line. An error names document and
// span; after it, what was written is of no use.
func (w *JSONLWriter) Write(r *annotate.Record) error {
	if err := r.Document.Validate(); err != nil {
		return err
	}
	w.offsets = text.NewOffsetMap(r.Document.Text)
	if err := w.record(r); err != nil {
		return annotate.At("document "+annotate.Excerpt(r.Document.Name), err)
	}
	w.flush(0)
	return w.err
}

// Close writes what is left. It does not close what it writes to.
func (w *JSONLWriter) Close() error {
	w.flush(0)
	return w.err
}

// flush writes the line so far where it is longer than limit.
func (w *JSONLWriter) flush(limit int) {
	if len(w.json.line) <= limit {
		return
	}
	if w.err == nil {
		_, w.err = w.out.Write(w.json.line)
	}
	w.json.line = w.json.line[:0]
}

func (w *JSONLWriter) record(r *annotate.Record) error {
	said, err := w.json.words.said(r)
	if err != nil {
		return err
	}
	if err := w.document(&r.Document, furthest(r.Statuses)); err != nil {
		return err
	}
	w.json.text(`,"attributes":`)
	w.json.summary(r.Attributes)
	w.json.text(`,"spans":[`)
	for i := range r.Spans {
		if 0 < i {
			w.json.text(",")
		}
		if err := w.span(&r.Document, &r.Spans[i]); err != nil {
			return err
		}
		w.flush(flushAt)
	}
	w.json.text(`],"relations":[`)
	if err := w.relations(r); err != nil {
		return err
	}
	w.json.text(`],"annotators":[`)
	w.json.annotators(said)
	w.json.text(`],"original_sha256":`)
	w.json.hash(r.Document.Original)
	w.json.text(`,"imported":`)
	if w.json.line, err = appendTime(w.json.line, r.Document.Imported); err != nil {
		return err
	}
	w.json.text(`,"direction":`)
	w.json.quoted(r.Document.Direction.String())
	w.json.text("}\n")
	return nil
}

// document writes what stands before the attributes.
func (w *JSONLWriter) document(d *annotate.Document, status annotate.Status) error {
	w.json.text(`{"id":`)
	w.json.uid(d.UID)
	w.json.text(`,"name":`)
	w.json.quoted(d.Name)
	w.json.text(`,"source":`)
	w.json.quoted(d.Source)
	w.json.text(`,"language":`)
	w.json.quoted(d.Language)
	w.json.text(`,"story":`)
	w.json.uid(d.Story)
	w.json.text(`,"status":`)
	w.json.quoted(string(status))
	w.json.text(`,"split":`)
	w.json.orNull(d.Split)
	w.json.text(`,"offset_unit":`)
	w.json.quoted(w.unit.String())
	w.json.text(`,"text_sha256":`)
	w.json.hash(d.TextHash)
	w.json.text(`,"text":`)
	w.json.quoted(d.Text)
	w.json.text(`,"meta":`)
	return w.json.meta(d.Meta)
}

func (w *JSONLWriter) span(d *annotate.Document, s *annotate.Span) error {
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

func (w *JSONLWriter) spanBody(d *annotate.Document, s *annotate.Span) error {
	label, ok := w.json.words.labels[s.Label]
	if !ok {
		return missing("label", s.Label)
	}
	w.json.text(`{"id":`)
	w.json.uid(s.UID)
	w.json.line = append(w.json.line, label.keys...)
	w.fragment(s.Start(), s.End(), d.Text[s.Start():s.End()])
	w.json.text(`,"fragments":[`)
	for i, f := range s.Fragments {
		if 0 < i {
			w.json.text(",")
		}
		w.json.text("{")
		w.fragment(f.Start, f.End, f.Text)
		w.json.text("}")
	}
	w.json.text(`],"tag":`)
	if err := w.tag(s.Tag); err != nil {
		return err
	}
	w.json.text(`,"attributes":`)
	if err := w.json.attributes(w.json.words.onLabels, label.attributes, s.Attributes); err != nil {
		return err
	}
	w.json.text(`,"note":`)
	w.json.quoted(s.Note)
	if err := w.provenance(s.Annotator, s.Origin); err != nil {
		return err
	}
	return w.json.times(s.Created, s.Updated)
}

// fragment writes a range of the document's text in both units, and the text.
func (w *JSONLWriter) fragment(start, end int, covered string) {
	from, _ := w.offsets.FromByte(w.unit, start) // checked by Span.Check
	to, _ := w.offsets.FromByte(w.unit, end)
	w.json.text(`"start":`)
	w.json.number(from)
	w.json.text(`,"end":`)
	w.json.number(to)
	w.json.text(`,"start_byte":`)
	w.json.number(start)
	w.json.text(`,"end_byte":`)
	w.json.number(end)
	w.json.text(`,"text":`)
	w.json.quoted(covered)
}

func (w *JSONLWriter) tag(u annotate.UID) error {
	if u.IsZero() {
		w.json.text("null")
		return nil
	}
	i, ok := w.json.words.tags[u]
	if !ok {
		return missing("tag", u)
	}
	t := &w.json.words.vocabulary.Tags[i]
	w.json.text(`{"id":`)
	w.json.uid(u)
	w.json.text(`,"name":`)
	w.json.quoted(t.Name)
	w.json.text(`,"ref":`)
	w.json.quoted(t.Ref)
	w.json.text("}")
	return nil
}

// provenance writes who marked something, and how it came to be.
func (w *JSONLWriter) provenance(annotator annotate.UID, o annotate.Origin) error {
	who, ok := w.json.words.annotators[annotator]
	if !ok {
		return missing("annotator", annotator)
	}
	if err := o.Validate(); err != nil {
		return err
	}
	w.json.text(`,"annotator":`)
	w.json.line = append(w.json.line, who...)
	w.json.text(`,"origin":{"kind":"`)
	w.json.text(string(o.Kind))
	w.json.text(`","from":`)
	w.json.orNull(o.From)
	w.json.text(`,"score":`)
	if o.Score == nil {
		w.json.text("null}")
		return nil
	}
	w.json.line = jsontext.AppendFloat(w.json.line, *o.Score)
	w.json.text("}")
	return nil
}

func (w *JSONLWriter) relations(r *annotate.Record) error {
	if len(r.Relations) == 0 {
		return nil
	}
	spans := make(map[annotate.UID]bool, len(r.Spans))
	for i := range r.Spans {
		spans[r.Spans[i].UID] = true
	}
	for i := range r.Relations {
		if 0 < i {
			w.json.text(",")
		}
		l := &r.Relations[i]
		if err := w.relation(l, spans, r.Document.UID); err != nil {
			return annotate.At("relation "+l.UID.String(), err)
		}
		w.flush(flushAt)
	}
	return nil
}

func (w *JSONLWriter) relation(l *annotate.Relation, spans map[annotate.UID]bool, document annotate.UID) error {
	if err := l.Validate(&w.json.words.vocabulary.Scheme); err != nil {
		return err
	}
	if !spans[l.From] || l.ToDocument == document && !spans[l.To] {
		return &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("the document does not hold its spans %s and %s", l.From, l.To)}
	}
	kind := w.json.words.types[l.Type]
	w.json.text(`{"id":`)
	w.json.uid(l.UID)
	w.json.text(`,"type":`)
	w.json.line = append(w.json.line, kind.name...)
	w.json.text(`,"from":`)
	w.json.uid(l.From)
	w.json.text(`,"to":`)
	w.json.uid(l.To)
	w.json.text(`,"to_document":`)
	w.json.uid(l.ToDocument)
	w.json.text(`,"group":`)
	w.json.orNull(l.Group)
	w.json.text(`,"attributes":`)
	if err := w.json.attributes(w.json.words.onRelations, kind.attributes, l.Attributes); err != nil {
		return err
	}
	if err := w.provenance(l.Annotator, l.Origin); err != nil {
		return err
	}
	w.json.text(`,"note":`)
	w.json.quoted(l.Note)
	return w.json.times(l.Created, l.Updated)
}
