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
	w.json.Text(`,"result":[`)
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
				w.json.Text(",")
			}
			first = false
			if err := w.region(s, i, g); err != nil {
				return annotate.At("span "+s.UID.String(), err)
			}
		}
		w.json.Flush(wording.FlushAt)
	}
	for _, l := range g.relations {
		if !first {
			w.json.Text(",")
		}
		first = false
		if err := w.relation(l); err != nil {
			return annotate.At("relation "+l.UID.String(), err)
		}
	}
	if err := w.attributes(g.said.Attributes, first); err != nil {
		return err
	}
	w.json.Text("]")
	return nil
}

// place is where a region is, as all its items say it.
func (w *writer) place(f *annotate.Fragment) {
	start, _ := w.offsets.FromByte(text.CodePoint, f.Start) // checked by Span.Check
	end, _ := w.offsets.FromByte(text.CodePoint, f.End)
	w.json.Text(`"value":{"start":`)
	w.json.Number(start)
	w.json.Text(`,"end":`)
	w.json.Number(end)
	w.json.Text(`,`)
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
	w.json.Line = append(w.json.Line, label.from...)
	if g.model != "" {
		if s.Origin.Score != nil {
			w.json.Text(`"score":`)
			w.json.Line = append(jsontext.AppendFloat(w.json.Line, *s.Origin.Score), ',')
		}
	} else {
		w.json.Text(`"origin":"manual",`)
	}
	if s.Note != "" {
		w.json.Text(`"meta":{"text":[`)
		w.json.Quoted(s.Note)
		w.json.Text(`]},`)
	}
	w.place(f)
	w.json.Text(`"text":`)
	w.json.Quoted(f.Text)
	w.json.Text(`,"labels":[`)
	w.json.Line = append(w.json.Line, label.value...)
	w.json.Text("]}}")
	for _, name := range s.Attributes.Names() {
		control, ok := w.controls.onLabel[name]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, Where: "attribute " + annotate.Excerpt(name), What: "the scheme does not define it here"}
		}
		w.json.Text(",")
		w.regionID(s, fragment)
		w.json.Line = append(w.json.Line, control.from...)
		w.place(f)
		if control.kind != annotate.Text { // whose value takes the place of the covered text
			w.json.Text(`"text":`)
			w.json.Quoted(f.Text)
			w.json.Text(",")
		}
		w.value(control.kind, s.Attributes[name])
		w.json.Text("}}")
	}
	return nil
}

// regionID begins an item with the id of a fragment's region: the span's own id
// for the first.
func (w *writer) regionID(s *annotate.Span, fragment int) {
	w.json.Text(`{"id":"`)
	w.json.Text(s.UID.String())
	if 0 < fragment {
		w.json.Line = strconv.AppendInt(append(w.json.Line, '#'), int64(fragment+1), 10)
	}
	w.json.Text(`",`)
}

// value writes values of one attribute, as the control for its kind keeps them.
func (w *writer) value(kind annotate.AttributeKind, values ...annotate.Value) {
	if kind == annotate.Number {
		w.json.Text(`"number":`)
		f, _ := values[0].Any().(float64)
		w.json.Line = jsontext.AppendFloat(w.json.Line, f)
		return
	}
	if kind == annotate.Text {
		w.json.Text(`"text":[`)
	} else {
		w.json.Text(`"choices":[`)
	}
	for i, v := range values {
		if 0 < i {
			w.json.Text(",")
		}
		w.json.Quoted(v.String())
	}
	w.json.Text("]")
}

// relation writes a relation. Its spans of several fragments are linked by the
// first of them.
func (w *writer) relation(l *annotate.Relation) error {
	kind, ok := w.json.Words.Types[l.Type]
	if !ok {
		return wording.Missing("relation type", l.Type)
	}
	if w.parted[l.From] || w.parted[l.To] {
		w.account.Change(account.Relation, l.UID, dataset.FirstFragments)
	}
	w.json.Text(`{"from_id":"`)
	w.json.Text(l.From.String())
	w.json.Text(`","to_id":"`)
	w.json.Text(l.To.String())
	w.json.Text(`","type":"relation","direction":"right","labels":[`)
	w.json.Line = append(w.json.Line, kind.Name...)
	w.json.Text("]}")
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
			w.json.Text(",")
		}
		first = false
		w.json.Text(`{"id":"`)
		w.json.Text(a.UID.String())
		w.json.Text(`",`)
		w.json.Line = append(w.json.Line, control.from...)
		w.json.Text(`"value":{`)
		w.value(control.kind, values...)
		w.json.Text("}}")
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
