package labelstudio

import (
	"strings"

	"postil/annotate"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// property reads an item that gives an attribute its value: of the spans of its
// region, or where it has none, of the document.
func (s *resultReader) property(e *item) error {
	kind := e.kindOf()
	switch kind {
	case "labels", "hypertextlabels", "relation":
		return nil
	case "choices", "number", "rating", "textarea", "datetime":
	default:
		s.reader.Drop("items of type " + kind)
		return nil
	}
	v, err := s.value(e)
	if err != nil {
		return err
	}
	values, err := v.values(kind)
	if err != nil {
		return err
	}
	control, err := s.control(e, kind)
	if err != nil {
		return err
	}
	id, err := e.regionID()
	if err != nil {
		return err
	}
	if region := s.regions[id]; region != nil && id != "" {
		return s.ofSpans(region, control, values)
	}
	if control.perRegion || v.start != nil {
		s.reader.Drop("attributes of regions without label")
		return nil
	}
	return s.ofDocument(control, values)
}

// control returns what the configuration says of the control that an item names.
func (s *resultReader) control(e *item, kind string) (*input, error) {
	name, err := jsonobject.TextOrNumber(e.from, "from_name")
	if err != nil || name == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, What: `it has no "from_name"`, Err: err}
	}
	if in := s.reader.scheme.controls[name]; in != nil {
		return in, nil
	}
	return &input{name: name, title: name, kind: map[string]annotate.AttributeKind{"number": annotate.Number, "rating": annotate.Number, "choices": annotate.Choice}[kind]}, nil
}

// values reads what an item of that type holds.
func (v *value) values(kind string) ([]annotate.Value, error) {
	var raw []byte
	switch kind {
	case "number", "rating":
		if raw = v.number; raw == nil {
			raw = v.rating
		}
		if raw == nil {
			return nil, nil
		}
		f, err := jsontext.NewScanner(raw).Float()
		return []annotate.Value{annotate.NumberValue(f)}, jsonobject.Wrong(kind, err)
	case "choices":
		raw = v.choices
	case "textarea":
		raw = v.text
	case "datetime":
		raw = v.datetime
	}
	if raw == nil {
		return nil, nil
	}
	texts, err := textsOf(raw)
	if err != nil {
		return nil, jsonobject.Wrong(kind, err)
	}
	values := make([]annotate.Value, len(texts))
	for i, t := range texts {
		values[i] = annotate.TextValue(t)
	}
	return values, nil
}

// ofSpans gives values to spans. A span has one value for a name: of several
// texts it gets all, a line each, and of several choices the first.
func (s *resultReader) ofSpans(region *regionValue, in *input, values []annotate.Value) error {
	if len(values) == 0 {
		return nil
	}
	value := values[0]
	if in.kind == annotate.Text || in.kind == "" {
		lines := make([]string, len(values))
		for i, v := range values {
			lines[i] = v.String()
		}
		value = annotate.TextValue(strings.Join(lines, "\n"))
	} else if 1 < len(values) {
		for range values[1:] {
			s.reader.Drop("further choices of " + in.title)
		}
	}
	for _, i := range region.spans {
		span := &s.draft.Record.Spans[i]
		if !in.applies(s.reader.Words.Known.Scheme.Label(span.Label).Name) {
			s.reader.Drop("attributes that the configuration does not give the label")
			continue
		}
		name, v, err := s.accept(annotate.OnLabel, span.Label, in, value)
		if err != nil {
			return err
		}
		if span.Attributes == nil {
			span.Attributes = annotate.Attributes{}
		}
		span.Attributes[name] = v
	}
	return nil
}

// applies tells whether a control is shown for a label.
func (in *input) applies(label string) bool {
	if len(in.when) == 0 {
		return true
	}
	for _, name := range in.when {
		if name == label {
			return true
		}
	}
	return false
}

// ofDocument adds what the annotator says of the document.
func (s *resultReader) ofDocument(in *input, values []annotate.Value) error {
	for _, value := range values {
		name, v, err := s.accept(annotate.OnDocument, annotate.UID{}, in, value)
		if err != nil {
			return err
		}
		if err := s.draft.Attribute(name, v); err != nil {
			return err
		}
	}
	return nil
}

// accept makes sure that the attribute is defined and takes the value.
func (s *resultReader) accept(on annotate.Bearer, owner annotate.UID, in *input, v annotate.Value) (string, annotate.Value, error) {
	if in.kind == annotate.YesNo {
		switch v.String() {
		case choiceYes, choiceNo:
			v = annotate.YesNoValue(v.String() == choiceYes)
		}
	}
	if in.kind != "" {
		if err := s.reader.Words.Ensure(on, owner, in.title, in.kind, []string{v.String()}); err != nil {
			return "", v, err
		}
	}
	name, err := s.reader.Words.Attribute(on, owner, []byte(in.title), v)
	return name, v, err
}

// relation reads an item that links two regions: a relation for each of its
// labels, from the first span of one to the first of the other.
func (s *resultReader) relation(e *item) error {
	if e.kindOf() != "relation" {
		return nil
	}
	var ends [2]annotate.UID
	several := false
	for i, raw := range [][]byte{e.fromID, e.toID} {
		region, err := s.end(raw, []string{"from_id", "to_id"}[i])
		if err != nil {
			return err
		}
		ends[i] = s.draft.Record.Spans[region.spans[0]].UID
		several = several || 1 < len(region.spans)
	}
	names := []string{"relation"}
	if e.labels != nil && string(e.labels) != "[]" {
		var err error
		if names, err = textsOf(e.labels); err != nil {
			return jsonobject.Wrong("labels", err)
		}
	}
	if several {
		s.reader.Remark(severalLabels)
	}
	for _, name := range names {
		if err := s.link(name, string(jsonobject.TrimQuotes(e.direction)), ends); err != nil {
			return err
		}
	}
	return nil
}

// end returns the region with a label that a key of a relation names.
func (s *resultReader) end(raw []byte, key string) (*regionValue, error) {
	if raw == nil {
		return nil, &annotate.Error{Code: annotate.Invalid, What: `it has no "` + key + `"`}
	}
	id, err := jsonobject.TextOrNumber(raw, key)
	if err != nil {
		return nil, err
	}
	region := s.regions[id]
	if region == nil || len(region.spans) == 0 {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: `"` + key + `"`, What: "there is no region " + annotate.Excerpt(id) + " with a label"}
	}
	return region, nil
}

// link adds a relation in its direction, or both.
func (s *resultReader) link(name, direction string, ends [2]annotate.UID) error {
	if direction == "left" {
		ends[0], ends[1] = ends[1], ends[0]
	}
	for _, both := range []bool{false, true} {
		if both && direction != "bi" {
			break
		}
		if both {
			ends[0], ends[1] = ends[1], ends[0]
		}
		l, err := s.draft.Relation("", name, ends[0], ends[1], "")
		if err != nil {
			return err
		}
		l.Origin, l.Created, l.Updated = s.origin, s.created, s.updated
	}
	return nil
}
