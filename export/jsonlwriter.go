package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/jsontext"
)

// flushAt is the length from which a line is written piece by piece, so that
// the longest document needs no more memory than others.
const flushAt = 1 << 16

// JSONLWriter writes native records, as the package comment shows them.
type JSONLWriter struct {
	out     io.Writer
	words   *words
	unit    text.Unit
	offsets *text.OffsetMap // of the document in hand
	line    []byte
	err     error // of out
}

// NewJSONL returns a writer of records whose labels, tags, annotators and so on
// are in v. The scheme is not written: see [WriteScheme].
func NewJSONL(w io.Writer, v *annotate.Vocabulary, o WriteOptions) *JSONLWriter {
	return &JSONLWriter{out: w, words: newWords(v), unit: o.Unit}
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
	if len(w.line) <= limit {
		return
	}
	if w.err == nil {
		_, w.err = w.out.Write(w.line)
	}
	w.line = w.line[:0]
}

func (w *JSONLWriter) record(r *annotate.Record) error {
	said, err := w.words.said(r)
	if err != nil {
		return err
	}
	if err := w.document(&r.Document, furthest(r.Statuses)); err != nil {
		return err
	}
	w.text(`,"attributes":`)
	w.summary(r.Attributes)
	w.text(`,"spans":[`)
	for i := range r.Spans {
		if 0 < i {
			w.text(",")
		}
		if err := w.span(&r.Document, &r.Spans[i]); err != nil {
			return err
		}
		w.flush(flushAt)
	}
	w.text(`],"relations":[`)
	if err := w.relations(r); err != nil {
		return err
	}
	w.text(`],"annotators":[`)
	w.annotators(said)
	w.text(`],"original_sha256":`)
	w.hash(r.Document.Original)
	w.text(`,"imported":`)
	if w.line, err = appendTime(w.line, r.Document.Imported); err != nil {
		return err
	}
	w.text(`,"direction":`)
	w.quoted(r.Document.Direction.String())
	w.text("}\n")
	return nil
}

// document writes what stands before the attributes.
func (w *JSONLWriter) document(d *annotate.Document, status annotate.Status) error {
	w.text(`{"id":`)
	w.uid(d.UID)
	w.text(`,"name":`)
	w.quoted(d.Name)
	w.text(`,"source":`)
	w.quoted(d.Source)
	w.text(`,"language":`)
	w.quoted(d.Language)
	w.text(`,"story":`)
	w.uid(d.Story)
	w.text(`,"status":`)
	w.quoted(string(status))
	w.text(`,"split":`)
	w.orNull(d.Split)
	w.text(`,"offset_unit":`)
	w.quoted(w.unit.String())
	w.text(`,"text_sha256":`)
	w.hash(d.TextHash)
	w.text(`,"text":`)
	w.quoted(d.Text)
	w.text(`,"meta":`)
	return w.meta(d.Meta)
}

// meta writes metadata as it is, on one line.
func (w *JSONLWriter) meta(m annotate.Meta) error {
	if len(m) == 0 {
		w.text("{}")
		return nil
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, m); err != nil {
		return err
	}
	w.line = append(w.line, compact.Bytes()...)
	return nil
}

// summary writes what anybody gave: for each attribute of documents the
// different values, in order.
func (w *JSONLWriter) summary(values []annotate.DocumentAttribute) {
	w.text("{")
	for i, c := range w.words.onDocument {
		w.key(i, c)
		var seen []annotate.Value
		w.text("[")
		for _, a := range values {
			if a.Name != c.name || slices.Contains(seen, a.Value) {
				continue
			}
			if 0 < len(seen) {
				w.text(",")
			}
			w.value(a.Value)
			seen = append(seen, a.Value)
		}
		w.text("]")
	}
	w.text("}")
}

func (w *JSONLWriter) annotators(said []statement) {
	for i, s := range said {
		if 0 < i {
			w.text(",")
		}
		w.text(`{"name":`)
		w.line = append(w.line, s.who...)
		w.text(`,"status":`)
		w.quoted(string(s.status))
		w.text(`,"attributes":{`)
		for i, c := range w.words.onDocument {
			w.key(i, c)
			w.text("[")
			first := true
			for _, a := range s.attributes {
				if a.Name != c.name {
					continue
				}
				if !first {
					w.text(",")
				}
				first = false
				w.text(`{"id":`)
				w.uid(a.UID)
				w.text(`,"value":`)
				w.value(a.Value)
				w.text("}")
			}
			w.text("]")
		}
		w.text("}}")
	}
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
	label, ok := w.words.labels[s.Label]
	if !ok {
		return missing("label", s.Label)
	}
	w.text(`{"id":`)
	w.uid(s.UID)
	w.line = append(w.line, label.keys...)
	w.fragment(s.Start(), s.End(), d.Text[s.Start():s.End()])
	w.text(`,"fragments":[`)
	for i, f := range s.Fragments {
		if 0 < i {
			w.text(",")
		}
		w.text("{")
		w.fragment(f.Start, f.End, f.Text)
		w.text("}")
	}
	w.text(`],"tag":`)
	if err := w.tag(s.Tag); err != nil {
		return err
	}
	w.text(`,"attributes":`)
	if err := w.attributes(w.words.onLabels, label.attributes, s.Attributes); err != nil {
		return err
	}
	w.text(`,"note":`)
	w.quoted(s.Note)
	if err := w.provenance(s.Annotator, s.Origin); err != nil {
		return err
	}
	return w.times(s.Created, s.Updated)
}

// fragment writes a range of the document's text in both units, and the text.
func (w *JSONLWriter) fragment(start, end int, covered string) {
	from, _ := w.offsets.FromByte(w.unit, start) // checked by Span.Check
	to, _ := w.offsets.FromByte(w.unit, end)
	w.text(`"start":`)
	w.number(from)
	w.text(`,"end":`)
	w.number(to)
	w.text(`,"start_byte":`)
	w.number(start)
	w.text(`,"end_byte":`)
	w.number(end)
	w.text(`,"text":`)
	w.quoted(covered)
}

func (w *JSONLWriter) tag(u annotate.UID) error {
	if u.IsZero() {
		w.text("null")
		return nil
	}
	i, ok := w.words.tags[u]
	if !ok {
		return missing("tag", u)
	}
	t := &w.words.vocabulary.Tags[i]
	w.text(`{"id":`)
	w.uid(u)
	w.text(`,"name":`)
	w.quoted(t.Name)
	w.text(`,"ref":`)
	w.quoted(t.Ref)
	w.text("}")
	return nil
}

// attributes writes a value for every column, null where there is none.
func (w *JSONLWriter) attributes(columns []column, defs map[string]*annotate.AttributeDef, values annotate.Attributes) error {
	for name, v := range values {
		d, ok := defs[name]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, Where: "attribute " + annotate.Excerpt(name), What: "the scheme does not define it here"}
		}
		if err := d.Accepts(v); err != nil {
			return err
		}
	}
	w.text("{")
	for i, c := range columns {
		w.key(i, c)
		w.value(values[c.name])
	}
	w.text("}")
	return nil
}

// provenance writes who marked something, and how it came to be.
func (w *JSONLWriter) provenance(annotator annotate.UID, o annotate.Origin) error {
	who, ok := w.words.annotators[annotator]
	if !ok {
		return missing("annotator", annotator)
	}
	if err := o.Validate(); err != nil {
		return err
	}
	w.text(`,"annotator":`)
	w.line = append(w.line, who...)
	w.text(`,"origin":{"kind":"`)
	w.text(string(o.Kind))
	w.text(`","from":`)
	w.orNull(o.From)
	w.text(`,"score":`)
	if o.Score == nil {
		w.text("null}")
		return nil
	}
	w.line = jsontext.AppendFloat(w.line, *o.Score)
	w.text("}")
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
			w.text(",")
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
	if err := l.Validate(&w.words.vocabulary.Scheme); err != nil {
		return err
	}
	if !spans[l.From] || l.ToDocument == document && !spans[l.To] {
		return &annotate.Error{Code: annotate.Invalid, What: fmt.Sprintf("the document does not hold its spans %s and %s", l.From, l.To)}
	}
	kind := w.words.types[l.Type]
	w.text(`{"id":`)
	w.uid(l.UID)
	w.text(`,"type":`)
	w.line = append(w.line, kind.name...)
	w.text(`,"from":`)
	w.uid(l.From)
	w.text(`,"to":`)
	w.uid(l.To)
	w.text(`,"to_document":`)
	w.uid(l.ToDocument)
	w.text(`,"group":`)
	w.orNull(l.Group)
	w.text(`,"attributes":`)
	if err := w.attributes(w.words.onRelations, kind.attributes, l.Attributes); err != nil {
		return err
	}
	if err := w.provenance(l.Annotator, l.Origin); err != nil {
		return err
	}
	w.text(`,"note":`)
	w.quoted(l.Note)
	return w.times(l.Created, l.Updated)
}

func missing(what string, u annotate.UID) error {
	return &annotate.Error{Code: annotate.Invalid, What: "the " + what + " " + u.String() + " is not in the project's vocabulary"}
}
