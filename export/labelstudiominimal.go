package export

import (
	"slices"

	"postil/annotate"
	"postil/export/jsontext"
)

// labelStudioMinimal is a task of the short form JSON_MIN, which has the data and
// each control's values side by side.
type labelStudioMinimal struct {
	documentKeys
	head               labelStudioHead
	text               []byte
	labels, attributes []member
}

// minimalRecord reads a task of JSON_MIN. Labels are read, texts under the names
// of the configuration's controls become attributes of the document, and all else
// metadata. Each annotation has a task of its own there, and becomes a document.
func (r *labelStudioReader) minimalRecord(task *labelStudioTask) (*annotate.Record, error) {
	m := r.minimal(task)
	if m.text == nil || len(m.labels) == 0 && m.head.id == nil {
		return nil, &annotate.Error{Code: annotate.Invalid, What: `the task has no "data"`, Hint: "export it as JSON"}
	}
	r.remark(minimalTask)
	written, err := jsontext.NewScanner(m.text).Text()
	if err != nil {
		return nil, wrong("text", err)
	}
	settled, err := r.settle(string(written))
	if err != nil {
		return nil, err
	}
	if u, spelt := speltID(trimQuotes(m.document)); spelt && 0 < r.taken[u] {
		m.unknown, m.document = put(m.unknown, member{"document", m.document}), nil // another annotation of the same document
	}
	d, err := m.begin(r.intake, settled)
	if err != nil {
		return nil, err
	}
	s := labelStudioResults{reader: r, draft: d, by: ruler{settled: &d.settled, unit: r.options.Unit}, regions: map[string]*labelStudioRegion{}, number: 1}
	if err := s.work(&m.head, m.head.by, annotate.Done); err != nil {
		return nil, err
	}
	return s.minimal(m.labels, m.attributes)
}

// minimal sorts the members of a task.
func (r *labelStudioReader) minimal(task *labelStudioTask) *labelStudioMinimal {
	var m labelStudioMinimal
	for _, u := range task.rest {
		switch {
		case m.text == nil && holdsText(u) && r.isTextKey(u.key):
			m.text = u.value
		case isLabelList(u.value):
			m.labels = append(m.labels, u)
		case u.key == "annotator":
			m.head.by = present(u.value)
		case u.key == "created_at" || u.key == "updated_at":
			*m.head.known([]byte(u.key)) = present(u.value)
		case u.key == "annotation_id":
			m.head.id = u.value
		case u.key == "lead_time":
		case r.scheme.controls[u.key] != nil && holdsText(u):
			m.attributes = append(m.attributes, u)
		case m.known([]byte(u.key)) != nil:
			*m.known([]byte(u.key)) = present(u.value)
		default:
			m.unknown = append(m.unknown, u)
		}
	}
	return &m
}

func (r *labelStudioReader) isTextKey(key string) bool {
	return key == textControl || slices.Contains(r.scheme.textKeys(), key)
}

// isLabelList tells whether a value is a list of regions with labels.
func isLabelList(raw []byte) bool {
	scan := jsontext.NewScanner(raw)
	found := false
	err := scan.Array(func(i int) error {
		raw, err := scan.Raw()
		if err != nil {
			return err
		}
		all, err := membersOf(raw)
		keys := map[string]bool{}
		for _, m := range all {
			keys[m.key] = true
		}
		found = keys["start"] && keys["end"] && (keys["labels"] || keys["hypertextlabels"])
		return err
	})
	return err == nil && found
}

// minimal reads regions, and texts that are said of the document.
func (s *labelStudioResults) minimal(labels, attributes []member) (*annotate.Record, error) {
	for _, list := range labels {
		scan := jsontext.NewScanner(list.value)
		err := scan.Array(func(i int) error {
			raw, err := scan.Raw()
			if err != nil {
				return err
			}
			return thingError("region", i, nil, s.region(&labelStudioItem{kind: []byte(`"labels"`), value: raw}))
		})
		if err != nil {
			return nil, annotate.At(annotate.Excerpt(list.key), err)
		}
	}
	for _, u := range attributes {
		in := s.reader.scheme.controls[u.key]
		value, _ := stringOf(u.value)
		if err := s.ofDocument(in, []annotate.Value{annotate.TextValue(value)}); err != nil {
			return nil, annotate.At(annotate.Excerpt(u.key), err)
		}
	}
	return s.draft.finish()
}
