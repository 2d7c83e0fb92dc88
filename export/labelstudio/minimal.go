package labelstudio

import (
	"errors"
	"slices"

	"postil/annotate"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// minimal is a task of the short form JSON_MIN, which has the data and
// each control's values side by side.
type minimal struct {
	intake.DocumentKeys
	head               annotationHead
	text               []byte
	labels, attributes []jsonobject.Member
}

// minimalRecord reads a task of JSON_MIN. Labels are read, texts under the names
// of the configuration's controls become attributes of the document, and all else
// metadata. Each annotation has a task of its own there, and becomes a document.
func (r *reader) minimalRecord(task *taskMembers) (*annotate.Record, error) {
	m := r.minimal(task)
	if m.text == nil || len(m.labels) == 0 && m.head.id == nil {
		return nil, &annotate.Error{Code: annotate.Invalid, What: `the task has no "data"`, Hint: "export it as JSON"}
	}
	r.Remark(minimalTask)
	settled, err := r.Settle(m.text)
	if err != nil {
		return nil, err
	}
	if u, spelt := intake.SpeltID(jsonobject.TrimQuotes(m.Document)); spelt && 0 < r.Taken[u] {
		m.Unknown, m.Document = append(m.Unknown, jsonobject.Member{Key: "document", Value: m.Document}), nil // another annotation of the same document
	}
	d, err := m.Begin(r.Documents, settled)
	if err != nil {
		return nil, err
	}
	s := resultReader{reader: r, draft: d, by: intake.Ruler{Settled: &d.Settled, Unit: r.Options.Unit}, regions: map[string]*regionValue{}, number: 1}
	if err := s.work(&m.head, m.head.by, annotate.Done); err != nil {
		return nil, err
	}
	return s.minimal(m.labels, m.attributes)
}

// minimal sorts the members of a task.
func (r *reader) minimal(task *taskMembers) *minimal {
	var m minimal
	for _, u := range task.rest {
		switch {
		case m.text == nil && holdsText(u) && r.isTextKey(u.Key):
			m.text = u.Value
		case HoldsRegions(u.Value):
			m.labels = append(m.labels, u)
		case u.Key == "annotator":
			m.head.by = jsonobject.Present(u.Value)
		case u.Key == "created_at" || u.Key == "updated_at":
			*m.head.known([]byte(u.Key)) = jsonobject.Present(u.Value)
		case u.Key == "annotation_id":
			m.head.id = u.Value
		case u.Key == "lead_time":
		case r.scheme.controls[u.Key] != nil && holdsText(u):
			m.attributes = append(m.attributes, u)
		case m.Known([]byte(u.Key)) != nil:
			*m.Known([]byte(u.Key)) = jsonobject.Present(u.Value)
		default:
			m.Unknown = append(m.Unknown, u)
		}
	}
	return &m
}

func (r *reader) isTextKey(key string) bool {
	return key == textControl || slices.Contains(r.scheme.textKeys(), key)
}

// Regions is the kind of a value of which [HoldsRegions] is true, among those of
// [jsontext.Scanner.Kind].
const Regions = 'R'

// errEnough ends the reading of a list.
var errEnough = errors.New("enough is known")

// HoldsRegions tells whether a value, as JSON, is a list of regions, one of them with
// labels, as tasks of JSON_MIN have them. It need not be whole behind that one.
func HoldsRegions(raw []byte) bool {
	scan := jsontext.NewScanner(raw)
	found := false
	_ = scan.Array(func(int) error {
		v, err := bareValue(scan)
		if found = err == nil && v.start != nil && v.end != nil && v.labels != nil; found {
			return errEnough
		}
		return err
	})
	return found
}

// minimal reads regions, and texts that are said of the document.
func (s *resultReader) minimal(labels, attributes []jsonobject.Member) (*annotate.Record, error) {
	for _, list := range labels {
		scan := jsontext.NewScanner(list.Value)
		err := scan.Array(func(i int) error {
			raw, err := scan.Raw()
			if err != nil {
				return err
			}
			return jsonobject.InThing("region", i, nil, s.region(&item{kind: []byte(`"labels"`), value: raw}))
		})
		if err != nil {
			return nil, annotate.At(annotate.Excerpt(list.Key), err)
		}
	}
	for _, u := range attributes {
		in := s.reader.scheme.controls[u.Key]
		value, _ := jsonobject.StringOf(u.Value)
		if err := s.ofDocument(in, []annotate.Value{annotate.TextValue(value)}); err != nil {
			return nil, annotate.At(annotate.Excerpt(u.Key), err)
		}
	}
	return s.draft.Finish()
}
