package doccano

import (
	"bytes"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
)

// reader reads what doccano exports, and what its import takes: "text" or
// "data", spans under "entities", "label", "labels" or "annotations", as objects
// or as lists of start, end and label, and relations. Offsets are in
// [dataset.ReadOptions].Unit, and no covered text proves them. A label that is a text, and
// what stands under "cats", is a property of the whole document, as in doccano's
// other kinds of project. Other keys become metadata, but for those of our own
// writer.
type reader struct {
	*intake.Documents
}

func open(path string, o dataset.ReadOptions) (dataset.Reader, error) {
	in, err := intake.OpenDocuments(path, "document", o)
	if err != nil {
		return nil, err
	}
	if err := readLabels(path, in.Words); err != nil {
		in.Close()
		return nil, err
	}
	return reader{in}, nil
}

// Next returns the next document.
func (r reader) Next() (*annotate.Record, error) { return r.Record(r.record) }

// record is a line, its values as JSON.
type record struct {
	intake.DocumentKeys
	text, data, relations, comments []byte
	spans                           []jsonobject.Member // in all places where they can stand
}

func (r reader) members(line []byte) (*record, error) {
	var m record
	err := jsonobject.Read(line, m.known, func(other jsonobject.Member) {
		switch {
		case jsonobject.Present(other.Value) == nil:
		case other.Key == "entities" || other.Key == "label" || other.Key == "labels" || other.Key == "cats", other.Key == "annotations" && hasOffsets(other.Value):
			m.spans = append(m.spans, other)
		default:
			m.Unknown = append(m.Unknown, other)
		}
	})
	return &m, err
}

// hasOffsets tells whether a list holds spans as doccano wrote them before
// version 1.0.
func hasOffsets(raw []byte) bool { return bytes.Contains(raw, []byte(`"start_offset"`)) }

// known returns the place of a key's value, nil where the key is not known.
func (m *record) known(key []byte) *[]byte {
	switch string(key) {
	case "text":
		return &m.text
	case "data":
		return &m.data
	case "relations":
		return &m.relations
	case "Comments":
		return &m.comments
	}
	return m.DocumentKeys.Known(key)
}

func (r reader) record(line []byte) (*annotate.Record, error) {
	m, err := r.members(line)
	if err != nil {
		return nil, err
	}
	d, err := r.begin(m)
	if err != nil {
		return nil, err
	}
	spans := spanReader{reader: r, draft: d, by: intake.Ruler{Settled: &d.Settled, Unit: r.Options.Unit}, ids: map[string]annotate.UID{}}
	for _, list := range m.spans {
		if err := spans.read(list); err != nil {
			return nil, jsonobject.Wrong(list.Key, err)
		}
	}
	if err := spans.links(m.relations); err != nil {
		return nil, jsonobject.Wrong("relations", err)
	}
	return d.Finish()
}

// begin begins the record with what is said of the document.
func (r reader) begin(m *record) (*intake.Draft, error) {
	raw := m.text
	switch {
	case raw == nil && m.data == nil:
		return nil, &annotate.Error{Code: annotate.Invalid, What: `the record has no "text"`}
	case raw == nil:
		raw = m.data
	case m.data != nil:
		m.Unknown = append(m.Unknown, jsonobject.Member{Key: "data", Value: m.data})
	}
	settled, err := r.Settle(raw)
	if err != nil {
		return nil, err
	}
	if m.comments != nil && string(m.comments) != "[]" {
		m.Unknown = append(m.Unknown, jsonobject.Member{Key: "Comments", Value: m.comments})
	}
	d, err := m.DocumentKeys.Begin(r.Documents, settled)
	if err != nil {
		return nil, err
	}
	d.Who, err = r.Words.Annotator([]byte(r.Options.Annotator))
	return d, err
}

// spanReader reads the spans and relations of one document.
type spanReader struct {
	reader reader
	draft  *intake.Draft
	by     intake.Ruler
	ids    map[string]annotate.UID // spans by the file's ids
}

// read reads a list of spans, or of texts that say something of the document.
func (s *spanReader) read(list jsonobject.Member) error {
	scan := jsontext.NewScanner(list.Value)
	if scan.Kind() == '"' {
		return s.category(scan, list.Key)
	}
	return scan.Array(func(i int) error {
		var e entity
		var err error
		switch scan.Kind() {
		case '"':
			return s.category(scan, list.Key)
		case '{':
			err = e.object(scan, s.reader.Documents)
		default:
			err = e.list(scan)
		}
		if err == nil {
			err = s.add(&e)
		}
		if err != nil {
			return jsonobject.InThing("span", i, e.id, err)
		}
		return nil
	})
}

// category takes in a label of the whole document.
func (s *spanReader) category(scan *jsontext.Scanner, key string) error {
	b, err := scan.Text()
	if err != nil {
		return err
	}
	return s.draft.Attribute(key, annotate.TextValue(string(b)))
}

// entity is a span as a line states it.
type entity struct {
	id, label  []byte // as JSON
	start, end jsonobject.Offset
}

// object reads {"id":…,"label":…,"start_offset":…,"end_offset":…}.
func (e *entity) object(scan *jsontext.Scanner, in *intake.Documents) error {
	return scan.Object(func(key []byte) (err error) {
		switch string(key) {
		case "id":
			e.id, err = scan.Raw()
			e.id = jsonobject.Present(e.id)
		case "label":
			e.label, err = scan.Raw()
		case "start_offset":
			err = e.start.Read(scan)
		case "end_offset":
			err = e.end.Read(scan)
		default:
			in.Drop("entities." + string(key))
			_, err = scan.Raw()
		}
		return err
	})
}

// list reads [start,end,label].
func (e *entity) list(scan *jsontext.Scanner) error {
	err := scan.Array(func(i int) (err error) {
		switch i {
		case 0:
			err = e.start.Read(scan)
		case 1:
			err = e.end.Read(scan)
		case 2:
			e.label, err = scan.Raw()
		default:
			err = &annotate.Error{Code: annotate.Invalid, What: "it has more than start, end and label"}
		}
		return err
	})
	return err
}

// add adds a span.
func (s *spanReader) add(e *entity) error {
	if !e.start.Given || !e.end.Given || jsonobject.Present(e.label) == nil {
		return &annotate.Error{Code: annotate.Invalid, What: "it lacks its start, its end or its label"}
	}
	label, err := jsonobject.TextOrNumber(e.label, "label")
	if err != nil {
		return err
	}
	stated := [2]int{e.start.N, e.end.N}
	fragments, err := s.by.Cover([][2]int{stated}, nil)
	if err != nil {
		return err
	}
	id := ""
	if e.id != nil {
		if id, err = jsonobject.TextOrNumber(e.id, "id"); err != nil {
			return err
		}
		if _, twice := s.ids[id]; twice {
			return &annotate.Error{Code: annotate.Exists, What: "the id " + annotate.Excerpt(id) + " stands twice in this document"}
		}
	}
	span, err := s.draft.Span("", label, fragments)
	if err != nil {
		return err
	}
	s.reader.Fit.Look(s.by.Settled, stated, [2]int{fragments[0].Start, fragments[0].End})
	if e.id != nil {
		s.ids[id] = span.UID
	}
	return nil
}

// links reads the relations.
func (s *spanReader) links(raw []byte) error {
	if raw == nil {
		return nil
	}
	scan := jsontext.NewScanner(raw)
	return scan.Array(func(i int) error {
		var id, from, to, kind []byte
		err := scan.Object(func(key []byte) (err error) {
			switch string(key) {
			case "id":
				id, err = scan.Raw()
			case "from_id":
				from, err = scan.Raw()
			case "to_id":
				to, err = scan.Raw()
			case "type":
				kind, err = scan.Raw()
			default:
				s.reader.Drop("relations." + string(key))
				_, err = scan.Raw()
			}
			return err
		})
		if err == nil {
			err = s.link(jsonobject.Present(from), jsonobject.Present(to), jsonobject.Present(kind))
		}
		if err != nil {
			return jsonobject.InThing("relation", i, jsonobject.Present(id), err)
		}
		return nil
	})
}

// link adds a relation.
func (s *spanReader) link(from, to, kind []byte) error {
	if from == nil || to == nil || kind == nil {
		return &annotate.Error{Code: annotate.Invalid, What: `it lacks "from_id", "to_id" or "type"`}
	}
	var ends [2]annotate.UID
	for i, raw := range [][]byte{from, to} {
		id, err := jsonobject.TextOrNumber(raw, []string{"from_id", "to_id"}[i])
		if err != nil {
			return err
		}
		span, ok := s.ids[id]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, What: "the document has no span " + annotate.Excerpt(id)}
		}
		ends[i] = span
	}
	name, err := jsonobject.TextOrNumber(kind, "type")
	if err != nil {
		return err
	}
	_, err = s.draft.Relation("", name, ends[0], ends[1], "")
	return err
}

// LooksLike tells by its keys whether a first object is one of doccano's:
// it has a list of spans or labels beside a text.
func LooksLike(keys map[string]byte) bool {
	listed := keys["label"] == '[' || keys["labels"] == '[' || keys["entities"] == '['
	return listed && (keys["text"] == '"' || keys["data"] == '"') && keys["spans"] == 0
}
