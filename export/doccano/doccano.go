// Package doccano reads and writes the JSON lines of doccano
// (https://doccano.github.io/doccano/): a text a line with its spans and relations,
// and beside them the labels as doccano imports them.
package doccano

import (
	"io"
	"slices"
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
	"postil/export/wording"
)

// The shapes of doccano's files: of a project that uses relations, and of one
// that does not.
const (
	entities = "entities"
	label    = "label"
)

// Format returns the format of doccano's JSON lines.
func Format() dataset.Format {
	return dataset.Format{
		Name: "doccano", Title: "doccano (JSON lines)", Extensions: []string{".jsonl"},
		Description: "one document or piece a line as doccano's sequence labelling takes and gives it, and the labels and relation types in two files beside it",
		Loses: []string{
			"the project's history", "annotators, origins and times", "spans in several fragments as one", "tags", "attributes, notes and ids of spans",
			"relations between documents, and all relations in the shape label", "attributes, groups, notes and ids of relations",
			"statuses, text directions, attributes and checksums of documents", "guidelines of labels, and keys other than a to z and digits",
			"looks of layers, and which exclude text", "definitions of attributes, and between which labels relations may stand",
		},
		Example: `{"text":"Bart De Wever spoke.","entities":[{"id":1,"label":"PERSON","start_offset":0,"end_offset":13}],"relations":[],"Comments":[]}`,
		Reads:   true, Writes: true, Pieces: true,
		Shapes: []string{entities, label},
		Paths: func(to *dataset.Output) []string {
			return []string{dataset.Beside(to.Path, labelsEnding), dataset.Beside(to.Path, typesEnding), to.Path}
		},
		OpenReader: open,
		NewWriter:  create,
	}
}

// writer writes one line a piece. Ids count through the file, since
// older versions of doccano look them up by the file.
type writer struct {
	out       io.Writer
	account   *account.Account
	labels    map[annotate.UID][]byte // names, as JSON
	types     map[annotate.UID][]byte
	asLabel   bool // the shape without relations
	line      []byte
	entities  int // so far
	relations int
	ids       map[annotate.UID]int  // of the first fragments of the piece's spans
	parted    map[annotate.UID]bool // spans of several fragments
}

func create(to *dataset.Output) (dataset.Writer, error) {
	if err := writeLabels(to); err != nil {
		return nil, err
	}
	out, err := to.Files.Create(to.Path)
	if err != nil {
		return nil, err
	}
	w := &writer{out: out, account: to.Account, asLabel: to.Options.Shape == label,
		labels: map[annotate.UID][]byte{}, types: map[annotate.UID][]byte{}, ids: map[annotate.UID]int{}, parted: map[annotate.UID]bool{}}
	for _, l := range to.Vocabulary.Scheme.Labels {
		w.labels[l.UID] = jsontext.AppendString(nil, l.Name)
	}
	for _, t := range to.Vocabulary.Scheme.Relations {
		w.types[t.UID] = jsontext.AppendString(nil, t.Name)
	}
	return w, nil
}

// Write writes a piece as one line.
func (w *writer) Write(p *choice.Piece) error {
	d := &p.Record.Document
	w.line = jsontext.AppendString(append(w.line[:0], `{"text":`...), d.Text)
	err := w.body(p)
	if err == nil {
		w.line, err = appendMeta(intake.AppendDocumentKeys(w.line, p), d.Meta)
	}
	if err != nil {
		return annotate.At("document "+annotate.Excerpt(d.Name), err)
	}
	w.line = append(w.line, "}\n"...)
	_, err = w.out.Write(w.line)
	return err
}

// Close does nothing: every line is written.
func (w *writer) Close() error { return nil }

// appendMeta appends a document's metadata as one object, on every line:
// doccano reads lines as a table (data_import/pipeline/readers.py of doccano 1.8),
// where a key that some lines lack becomes NaN on them, which its database refuses.
func appendMeta(dst []byte, meta annotate.Meta) ([]byte, error) {
	dst = append(dst, `,"meta":`...)
	if len(meta) == 0 {
		return append(dst, "{}"...), nil
	}
	return jsonobject.AppendCompact(dst, meta)
}

// body writes the spans and relations.
func (w *writer) body(p *choice.Piece) error {
	if w.asLabel {
		w.line = append(w.line, `,"label":[`...)
	} else {
		w.line = append(w.line, `,"entities":[`...)
	}
	clear(w.ids)
	clear(w.parted)
	offsets := text.NewOffsetMap(p.Record.Document.Text)
	first := true
	for i := range p.Record.Spans {
		s := &p.Record.Spans[i]
		if err := s.Check(p.Record.Document.Text); err != nil {
			return err
		}
		label, ok := w.labels[s.Label]
		if !ok {
			return annotate.At("span "+s.UID.String(), wording.Missing("label", s.Label))
		}
		if 1 < len(s.Fragments) {
			w.account.Change(account.Span, s.UID, dataset.FragmentsApart)
			w.parted[s.UID] = true
		}
		if saidBefore(p.Record.Spans, i) {
			w.account.Change(account.Span, s.UID, equalSpans)
		}
		w.ids[s.UID] = w.entities + 1
		for _, f := range s.Fragments {
			if !first {
				w.line = append(w.line, ',')
			}
			first = false
			start, _ := offsets.FromByte(text.CodePoint, f.Start) // checked by Span.Check
			end, _ := offsets.FromByte(text.CodePoint, f.End)
			w.entity(label, start, end)
		}
	}
	w.line = append(w.line, ']')
	if err := w.links(p.Record); err != nil {
		return err
	}
	w.line = append(w.line, `,"Comments":[]`...)
	return nil
}

const equalSpans = "another span with the same label stands in the same place, and nothing tells the two apart"

// saidBefore tells whether one of the spans before the i-th says the same.
func saidBefore(spans []annotate.Span, i int) bool {
	s := &spans[i]
	for j := i - 1; 0 <= j && spans[j].Start() == s.Start(); j-- {
		if spans[j].Label == s.Label && slices.Equal(spans[j].Fragments, s.Fragments) {
			return true
		}
	}
	return false
}

// entity writes one range with its label.
func (w *writer) entity(label []byte, start, end int) {
	w.entities++
	if w.asLabel {
		b := strconv.AppendInt(append(w.line, '['), int64(start), 10)
		b = strconv.AppendInt(append(b, ','), int64(end), 10)
		w.line = append(append(append(b, ','), label...), ']')
		return
	}
	b := strconv.AppendInt(append(w.line, `{"id":`...), int64(w.entities), 10)
	b = append(append(b, `,"label":`...), label...)
	b = strconv.AppendInt(append(b, `,"start_offset":`...), int64(start), 10)
	b = strconv.AppendInt(append(b, `,"end_offset":`...), int64(end), 10)
	w.line = append(b, '}')
}

// links writes the relations of a piece, where the shape has any.
func (w *writer) links(r *annotate.Record) error {
	if w.asLabel {
		for i := range r.Relations {
			w.account.LeaveOut(account.Relation, r.Relations[i].UID, "the shape label has no relations")
		}
		return nil
	}
	w.line = append(w.line, `,"relations":[`...)
	first := true
	for i := range r.Relations {
		l := &r.Relations[i]
		from, to := w.ids[l.From], w.ids[l.To]
		if from == 0 || to == 0 {
			w.account.LeaveOut(account.Relation, l.UID, dataset.WhyApart(l, &r.Document))
			continue
		}
		kind, ok := w.types[l.Type]
		if !ok {
			return annotate.At("relation "+l.UID.String(), wording.Missing("relation type", l.Type))
		}
		if !first {
			w.line = append(w.line, ',')
		}
		first = false
		w.relations++
		if w.parted[l.From] || w.parted[l.To] {
			w.account.Change(account.Relation, l.UID, dataset.FirstFragments)
		}
		b := strconv.AppendInt(append(w.line, `{"id":`...), int64(w.relations), 10)
		b = strconv.AppendInt(append(b, `,"from_id":`...), int64(from), 10)
		b = strconv.AppendInt(append(b, `,"to_id":`...), int64(to), 10)
		w.line = append(append(append(b, `,"type":`...), kind...), '}')
	}
	w.line = append(w.line, ']')
	return nil
}
