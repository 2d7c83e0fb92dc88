package export

import (
	"postil/annotate"
	"postil/export/jsontext"
)

// minimalRecord reads a task of the short form JSON_MIN, which has the data and
// each control's values side by side. Labels are read, texts under the names of
// the configuration's controls become attributes of the document, and all else
// metadata. Each annotation has a task of its own there, and becomes a document.
func (r *labelStudioReader) minimalRecord(m *labelStudioTask) (*annotate.Record, error) {
	var k documentKeys
	text := -1
	var labels, attributes []member
	var h labelStudioHead
	for i, u := range m.rest {
		switch {
		case text < 0 && u.value[0] == '"' && r.isTextKey(u.key):
			text = i
		case isLabelList(u.value):
			labels = append(labels, u)
		case u.key == "annotator":
			h.by = present(u.value)
		case u.key == "created_at" || u.key == "updated_at":
			*h.known([]byte(u.key)) = present(u.value)
		case u.key == "annotation_id":
			h.id = u.value
		case u.key == "lead_time":
		case r.scheme.controls[u.key] != nil && u.value[0] == '"':
			attributes = append(attributes, u)
		case k.known([]byte(u.key)) != nil:
			*k.known([]byte(u.key)) = present(u.value)
		default:
			k.unknown = append(k.unknown, u)
		}
	}
	if text < 0 || len(labels) == 0 && h.id == nil {
		return nil, &annotate.Error{Code: annotate.Invalid, What: `the task has no "data"`, Hint: "export it as JSON"}
	}
	r.remark(minimalTask)
	written, err := jsontext.NewScanner(m.rest[text].value).Text()
	if err != nil {
		return nil, wrong(m.rest[text].key, err)
	}
	settled, err := r.settle(string(written))
	if err != nil {
		return nil, err
	}
	if u, spelt := speltID(trimQuotes(k.document)); spelt && 0 < r.taken[u] {
		k.unknown, k.document = put(k.unknown, member{"document", k.document}), nil // another annotation of the same document
	}
	d, err := k.begin(r.intake, settled)
	if err != nil {
		return nil, err
	}
	s := labelStudioResults{reader: r, draft: d, by: ruler{settled: &d.settled, unit: r.options.Unit}, regions: map[string]*labelStudioRegion{}, number: 1}
	if err := s.work(&h, h.by, annotate.Done); err != nil {
		return nil, err
	}
	return s.minimal(labels, attributes)
}

func (r *labelStudioReader) isTextKey(key string) bool {
	for _, k := range r.scheme.textKeys() {
		if k == key {
			return true
		}
	}
	return key == textControl
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
