package jsonl

import (
	"slices"
	"strconv"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// spanMembers are the values of a span's keys, nil where left out.
type spanMembers struct {
	place
	id, layer, label, fragments, tag, attributes, note []byte
	provenanceMembers
}

// provenanceMembers are the keys that spans and relations have in common.
type provenanceMembers struct{ annotator, origin, created, updated []byte }

// spanMembers finds the values of a span's keys.
func (r *Reader) spanMembers(scan *jsontext.Scanner) (m spanMembers, err error) {
	err = scan.Object(func(key []byte) error {
		if known, err := m.place.read(scan, key); known {
			return err
		}
		if place := m.known(key); place != nil {
			return jsonobject.Take(scan, key, place)
		}
		return r.drop(scan, "spans", key)
	})
	return m, err
}

// known returns the place of a key's value, nil where the key is not known.
func (m *spanMembers) known(key []byte) *[]byte {
	switch string(key) {
	case "id":
		return &m.id
	case "layer":
		return &m.layer
	case "label":
		return &m.label
	case "fragments":
		return &m.fragments
	case "tag":
		return &m.tag
	case "attributes":
		return &m.attributes
	case "note":
		return &m.note
	}
	return m.provenanceMembers.known(key)
}

// known returns the place of the value of a key that spans and relations have in
// common, nil where it is none.
func (m *provenanceMembers) known(key []byte) *[]byte {
	switch string(key) {
	case "annotator":
		return &m.annotator
	case "origin":
		return &m.origin
	case "created":
		return &m.created
	case "updated":
		return &m.updated
	}
	return nil
}

// drop passes over the value of a key that is not known in that kind of thing,
// and counts it.
func (r *Reader) drop(scan *jsontext.Scanner, in string, key []byte) error {
	r.seen.dropped = append(r.seen.dropped, in+"."+string(key))
	_, err := scan.Raw()
	return err
}

// spans reads the spans of a record.
func (r *Reader) spans(raw []byte, by intake.Ruler, record *annotate.Record) error {
	if raw == nil {
		return nil
	}
	found := r.spansFound[:0]
	scan := jsontext.NewScanner(raw)
	err := scan.Array(func(i int) error {
		m, err := r.spanMembers(scan)
		if err != nil {
			return jsonobject.InThing("span", i, m.id, err)
		}
		s := annotate.Span{Document: record.Document.UID}
		if err := r.span(&m, by, &s); err != nil {
			return jsonobject.InThing("span", i, m.id, err)
		}
		found = append(found, s)
		return nil
	})
	if err != nil {
		return jsonobject.Wrong("spans", err)
	}
	record.Spans, r.spansFound = slices.Clone(found), found
	slices.SortStableFunc(record.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return nil
}

func (r *Reader) span(m *spanMembers, by intake.Ruler, s *annotate.Span) error {
	if err := r.fragments(m, by, s); err != nil {
		return err
	}
	layer, err := r.textOf("layer", m.layer)
	if err != nil {
		return err
	}
	label, err := r.bytesOf("label", m.label)
	if err != nil {
		return err
	}
	if len(label) == 0 {
		return &annotate.Error{Code: annotate.Invalid, What: `it has no "label"`}
	}
	if s.Label, err = r.words.Label(label, layer); err != nil {
		return err
	}
	if s.Tag, err = r.tag(m.tag, s.Label); err != nil {
		return err
	}
	if s.Attributes, err = r.attributes(m.attributes, annotate.OnLabel, s.Label); err != nil {
		return err
	}
	if s.Note, err = r.textOf("note", m.note); err != nil {
		return err
	}
	if s.Annotator, err = r.annotator("annotator", m.annotator); err != nil {
		return err
	}
	if s.Origin, err = r.origin(m.origin); err != nil {
		return err
	}
	if s.Created, err = r.timeOf("created", m.created); err != nil {
		return err
	}
	if s.Updated, err = r.timeOf("updated", m.updated); err != nil {
		return err
	}
	if err := r.identifySpan(m, s); err != nil {
		return err
	}
	if len(s.Fragments) < len(r.ranges) {
		r.seen.changed = append(r.seen.changed, dataset.Changed{Span: s.UID, Reason: dataset.FragmentsJoined})
	}
	if is, elsewhere := r.words.Elsewhere(s.Label, layer); elsewhere {
		r.seen.changed = append(r.seen.changed, dataset.Changed{Span: s.UID, Reason: r.twoLayers(string(label), is, layer)})
	}
	return nil
}

// twoLayers says that a record places a label in another layer than the file did
// before, once for all spans.
func (r *Reader) twoLayers(label, is, said string) string {
	key := [2]string{label, said}
	if r.placed[key] == "" {
		r.placed[key] = "its label " + label + " stands in the layer " + is + " elsewhere in its file, not in " + said
	}
	return r.placed[key]
}

// identifySpan gives a span its id.
func (r *Reader) identifySpan(m *spanMembers, s *annotate.Span) error {
	id, err := r.idOf("id", m.id)
	if err != nil {
		return err
	}
	if len(id) != 0 {
		s.UID, err = r.takeWithin("span", id)
		return err
	}
	mark := append(make([]byte, 0, 96), "span mark\x00"...)
	mark = append(append(mark, s.Annotator[:]...), s.Label[:]...)
	for _, f := range s.Fragments {
		mark = strconv.AppendInt(append(mark, ' '), int64(f.Start), 10)
		mark = strconv.AppendInt(append(mark, ' '), int64(f.End), 10)
	}
	s.UID = r.derive(&r.here, string(mark))
	return nil
}

// annotator returns the annotator whom a record names, or the options do.
func (r *Reader) annotator(key string, raw []byte) (annotate.UID, error) {
	name, err := r.bytesOf(key, raw)
	if err != nil {
		return annotate.UID{}, err
	}
	if len(name) == 0 {
		name = []byte(r.options.Annotator)
	}
	return r.words.Annotator(name)
}

// tag returns the tag that a span names: an object with id, name and reference,
// or only a name. A tag that the scheme file lacks usually goes with the label
// of the first span that carries it.
func (r *Reader) tag(raw []byte, label annotate.UID) (annotate.UID, error) {
	if raw == nil {
		return annotate.UID{}, nil
	}
	var id, name, ref []byte
	if raw[0] == '"' {
		name = raw
	} else {
		scan := jsontext.NewScanner(raw)
		err := scan.Object(func(key []byte) (err error) {
			switch string(key) {
			case "id":
				id, err = scan.Raw()
			case "name":
				name, err = scan.Raw()
			case "ref":
				ref, err = scan.Raw()
			default:
				err = r.drop(scan, "tag", key)
			}
			return err
		})
		if err != nil {
			return annotate.UID{}, jsonobject.Wrong("tag", err)
		}
	}
	return r.tagOf(jsonobject.Present(id), jsonobject.Present(name), jsonobject.Present(ref), label)
}

func (r *Reader) tagOf(rawID, rawName, rawRef []byte, label annotate.UID) (annotate.UID, error) {
	var t annotate.Tag
	id, err := r.idOf("id", rawID)
	if err != nil {
		return t.UID, annotate.At(`"tag"`, err)
	}
	if len(id) != 0 {
		if t.UID = intake.ForeignID("tag", id); r.words.HasTag(t.UID) {
			return t.UID, nil
		}
	}
	if t.Name, err = r.textOf("name", rawName); err != nil {
		return t.UID, annotate.At(`"tag"`, err)
	}
	if t.Ref, err = r.textOf("ref", rawRef); err != nil {
		return t.UID, annotate.At(`"tag"`, err)
	}
	if t.UID.IsZero() {
		t.UID = intake.TagID(t.Name, t.Ref)
	}
	t.Usual = label
	return t.UID, r.words.Tag(t)
}

// attributes reads the values that a span or a relation carries; null is none.
func (r *Reader) attributes(raw []byte, on annotate.Bearer, owner annotate.UID) (annotate.Attributes, error) {
	if len(raw) <= len("{}") {
		return nil, wrongKind(raw, "attributes")
	}
	var values annotate.Attributes
	scan := jsontext.NewScanner(raw)
	err := scan.Object(func(key []byte) error {
		if scan.Kind() == 'n' {
			scan.Null()
			return nil
		}
		name := string(key)
		v, err := attributeValue(scan)
		if err != nil {
			return jsonobject.Wrong(name, err)
		}
		name, err = r.words.Attribute(on, owner, []byte(name), v)
		if err != nil {
			return err
		}
		if values == nil {
			values = annotate.Attributes{}
		}
		values[name] = v
		return nil
	})
	return values, jsonobject.Wrong("attributes", err)
}

// wrongKind reports an error where raw is there and no object.
func wrongKind(raw []byte, key string) error {
	if raw == nil || raw[0] == '{' {
		return nil
	}
	return jsonobject.Wrong(key, jsontext.NewScanner(raw).Object(nil))
}

// origin reads where something came from: from this file where the record does
// not say.
func (r *Reader) origin(raw []byte) (annotate.Origin, error) {
	if raw == nil {
		return annotate.Origin{Kind: annotate.FromImport, From: r.base}, nil
	}
	o := annotate.Origin{Kind: annotate.FromImport}
	scan := jsontext.NewScanner(raw)
	err := scan.Object(func(key []byte) error {
		if scan.Null() {
			return nil
		}
		return r.originMember(scan, key, &o)
	})
	if err != nil {
		return o, jsonobject.Wrong("origin", err)
	}
	return o, o.Validate()
}

func (r *Reader) originMember(scan *jsontext.Scanner, key []byte, o *annotate.Origin) error {
	switch string(key) {
	case "kind":
		b, err := scan.Text()
		o.Kind = annotate.OriginKind(r.interned(b))
		return err
	case "from":
		b, err := scan.Text()
		o.From = r.interned(b)
		return err
	case "score":
		f, err := scan.Float()
		o.Score = &f
		return err
	}
	return r.drop(scan, "origin", key)
}

// maxInterned is how many different texts [Reader.interned] remembers.
const maxInterned = 1000

// interned returns b as a string that all records share: the names of models
// and files stand on every span.
func (r *Reader) interned(b []byte) string {
	if s, ok := r.strings[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(r.strings) < maxInterned {
		r.strings[s] = s
	}
	return s
}
