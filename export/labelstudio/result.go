package labelstudio

import (
	"strconv"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/dataset"
	"postil/export/jsontext"
	"postil/export/wording"
)

// result writes the items of an annotation or a prediction: regions with their
// attributes, relations between them, and what is said of the whole document.
func (w *writer) result(r *annotate.Record, g *group) error {
	w.text(`,"result":[`)
	first := true
	for _, s := range g.spans {
		if err := s.Check(r.Document.Text); err != nil {
			return err
		}
		if 1 < len(s.Fragments) {
			w.account.Change(account.Span, s.UID, dataset.FragmentsApart)
			w.parted[s.UID] = true
		}
		for i := range s.Fragments {
			if !first {
				w.text(",")
			}
			first = false
			if err := w.region(s, i, g); err != nil {
				return annotate.At("span "+s.UID.String(), err)
			}
		}
		w.flush(wording.FlushAt)
	}
	for _, l := range g.relations {
		if !first {
			w.text(",")
		}
		first = false
		if err := w.relation(l); err != nil {
			return annotate.At("relation "+l.UID.String(), err)
		}
	}
	if err := w.attributes(g.said.Attributes, first); err != nil {
		return err
	}
	w.text("]")
	return nil
}

// place is where a region is, as all its items say it.
func (w *writer) place(f *annotate.Fragment) {
	start, _ := w.offsets.FromByte(text.CodePoint, f.Start) // checked by Span.Check
	end, _ := w.offsets.FromByte(text.CodePoint, f.End)
	w.text(`"value":{"start":`)
	w.number(start)
	w.text(`,"end":`)
	w.number(end)
	w.text(`,`)
}

// region writes a fragment with the span's label, note and attributes. Each item
// that has the region's id is about it.
func (w *writer) region(s *annotate.Span, fragment int, g *group) error {
	label, ok := w.controls.labels[s.Label]
	if !ok {
		return wording.Missing("label", s.Label)
	}
	f := &s.Fragments[fragment]
	w.regionID(s, fragment)
	w.line = append(w.line, label.from...)
	if g.model != "" {
		if s.Origin.Score != nil {
			w.text(`"score":`)
			w.line = append(jsontext.AppendFloat(w.line, *s.Origin.Score), ',')
		}
	} else {
		w.text(`"origin":"manual",`)
	}
	if s.Note != "" {
		w.text(`"meta":{"text":[`)
		w.quoted(s.Note)
		w.text(`]},`)
	}
	w.place(f)
	w.text(`"text":`)
	w.quoted(f.Text)
	w.text(`,"labels":[`)
	w.line = append(w.line, label.value...)
	w.text("]}}")
	for _, name := range s.Attributes.Names() {
		control, ok := w.controls.onLabel[name]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, Where: "attribute " + annotate.Excerpt(name), What: "the scheme does not define it here"}
		}
		w.text(",")
		w.regionID(s, fragment)
		w.line = append(w.line, control.from...)
		w.place(f)
		if control.kind != annotate.Text { // whose value takes the place of the covered text
			w.text(`"text":`)
			w.quoted(f.Text)
			w.text(",")
		}
		w.value(control.kind, s.Attributes[name])
		w.text("}}")
	}
	return nil
}

// regionID begins an item with the id of a fragment's region: the span's own id
// for the first.
func (w *writer) regionID(s *annotate.Span, fragment int) {
	w.text(`{"id":"`)
	w.text(s.UID.String())
	if 0 < fragment {
		w.line = strconv.AppendInt(append(w.line, '#'), int64(fragment+1), 10)
	}
	w.text(`",`)
}

// value writes values of one attribute, as the control for its kind keeps them.
func (w *writer) value(kind annotate.AttributeKind, values ...annotate.Value) {
	if kind == annotate.Number {
		w.text(`"number":`)
		f, _ := values[0].Any().(float64)
		w.line = jsontext.AppendFloat(w.line, f)
		return
	}
	if kind == annotate.Text {
		w.text(`"text":[`)
	} else {
		w.text(`"choices":[`)
	}
	for i, v := range values {
		if 0 < i {
			w.text(",")
		}
		w.quoted(v.String())
	}
	w.text("]")
}

// relation writes a relation. Its spans of several fragments are linked by the
// first of them.
func (w *writer) relation(l *annotate.Relation) error {
	kind, ok := w.words.Types[l.Type]
	if !ok {
		return wording.Missing("relation type", l.Type)
	}
	if w.parted[l.From] || w.parted[l.To] {
		w.account.Change(account.Relation, l.UID, dataset.FirstFragments)
	}
	w.text(`{"from_id":"`)
	w.text(l.From.String())
	w.text(`","to_id":"`)
	w.text(l.To.String())
	w.text(`","type":"relation","direction":"right","labels":[`)
	w.line = append(w.line, kind.Name...)
	w.text("]}")
	return nil
}

// attributes writes what an annotator says of the document: all values of a name
// in one item, but numbers, of which an item holds one.
func (w *writer) attributes(said []annotate.DocumentAttribute, first bool) error {
	for i, a := range said {
		control, ok := w.controls.onDocument[a.Name]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, Where: "attribute " + annotate.Excerpt(a.Name), What: "the scheme does not define it here"}
		}
		values := []annotate.Value{a.Value}
		if control.kind != annotate.Number {
			if nameStands(said[:i], a.Name) {
				continue
			}
			values = valuesOf(said, a.Name)
		}
		if !first {
			w.text(",")
		}
		first = false
		w.text(`{"id":"`)
		w.text(a.UID.String())
		w.text(`",`)
		w.line = append(w.line, control.from...)
		w.text(`"value":{`)
		w.value(control.kind, values...)
		w.text("}}")
	}
	return nil
}

func nameStands(said []annotate.DocumentAttribute, name string) bool {
	return 0 < len(valuesOf(said, name))
}

func valuesOf(said []annotate.DocumentAttribute, name string) (values []annotate.Value) {
	for _, a := range said {
		if a.Name == name {
			values = append(values, a.Value)
		}
	}
	return values
}
