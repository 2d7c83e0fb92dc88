package export

import (
	"bytes"

	"postil/annotate"
	"postil/export/jsontext"
)

// doccanoReader reads what doccano exports, and what its import takes: "text" or
// "data", spans under "entities", "label", "labels" or "annotations", as objects
// or as lists of start, end and label, and relations. Offsets are in
// [ReadOptions].Unit, and no covered text proves them. A label that is a text, and
// what stands under "cats", is a property of the whole document, as in doccano's
// other kinds of project. Other keys become metadata, but for those of our own
// writer.
type doccanoReader struct {
	*intake
}

func openDoccano(path string, o ReadOptions) (Reader, error) {
	in, err := openIntake(path, "document", o)
	if err != nil {
		return nil, err
	}
	if err := readDoccanoLabels(path, in.words); err != nil {
		in.Close()
		return nil, err
	}
	return doccanoReader{in}, nil
}

// Next returns the next document.
func (r doccanoReader) Next() (*annotate.Record, error) { return r.next(r.record) }

// doccanoRecord is a line, its values as JSON.
type doccanoRecord struct {
	documentKeys
	text, data, relations, comments []byte
	spans                           []member // in all places where they can stand
}

func (r doccanoReader) members(line []byte) (*doccanoRecord, error) {
	var m doccanoRecord
	scan := jsontext.NewScanner(line)
	err := scan.Object(func(key []byte) error {
		place := m.known(key)
		name := ""
		if place == nil {
			name = string(key)
		}
		raw, err := scan.Raw()
		switch {
		case err != nil:
			return err
		case place != nil:
			*place = present(raw)
		case present(raw) == nil:
		case name == "entities" || name == "label" || name == "labels" || name == "cats", name == "annotations" && hasOffsets(raw):
			m.spans = put(m.spans, member{name, raw})
		default:
			m.unknown = put(m.unknown, member{name, raw})
		}
		return nil
	})
	if err == nil {
		err = scan.End()
	}
	if err != nil {
		return nil, invalidJSON(err)
	}
	return &m, nil
}

// hasOffsets tells whether a list holds spans as doccano wrote them before
// version 1.0.
func hasOffsets(raw []byte) bool { return bytes.Contains(raw, []byte(`"start_offset"`)) }

// known returns the place of a key's value, nil where the key is not known.
func (m *doccanoRecord) known(key []byte) *[]byte {
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
	return m.documentKeys.known(key)
}

func (r doccanoReader) record(line []byte) (*annotate.Record, error) {
	m, err := r.members(line)
	if err != nil {
		return nil, err
	}
	d, err := r.begin(m)
	if err != nil {
		return nil, err
	}
	spans := doccanoSpans{reader: r, draft: d, by: ruler{settled: &d.settled, unit: r.options.Unit}, ids: map[string]annotate.UID{}}
	for _, list := range m.spans {
		if err := spans.read(list); err != nil {
			return nil, wrong(list.key, err)
		}
	}
	if err := spans.links(m.relations); err != nil {
		return nil, wrong("relations", err)
	}
	return d.finish()
}

// begin begins the record with what is said of the document.
func (r doccanoReader) begin(m *doccanoRecord) (*draft, error) {
	raw := m.text
	switch {
	case raw == nil && m.data == nil:
		return nil, &annotate.Error{Code: annotate.Invalid, What: `the record has no "text"`}
	case raw == nil:
		raw = m.data
	case m.data != nil:
		m.unknown = put(m.unknown, member{"data", m.data})
	}
	b, err := jsontext.NewScanner(raw).Text()
	if err != nil {
		return nil, wrong("text", err)
	}
	settled, err := r.settle(string(b))
	if err != nil {
		return nil, err
	}
	if m.comments != nil && string(m.comments) != "[]" {
		m.unknown = put(m.unknown, member{"Comments", m.comments})
	}
	d, err := m.documentKeys.begin(r.intake, settled)
	if err != nil {
		return nil, err
	}
	d.who, err = r.words.annotator([]byte(r.options.Annotator))
	return d, err
}

// doccanoSpans reads the spans and relations of one document.
type doccanoSpans struct {
	reader doccanoReader
	draft  *draft
	by     ruler
	ids    map[string]annotate.UID // spans by the file's ids
}

// read reads a list of spans, or of texts that say something of the document.
func (s *doccanoSpans) read(list member) error {
	scan := jsontext.NewScanner(list.value)
	if scan.Kind() == '"' {
		return s.category(scan, list.key)
	}
	return scan.Array(func(i int) error {
		var e doccanoEntity
		var err error
		switch scan.Kind() {
		case '"':
			return s.category(scan, list.key)
		case '{':
			err = e.object(scan, s.reader.intake)
		default:
			err = e.list(scan)
		}
		if err == nil {
			err = s.add(&e)
		}
		if err != nil {
			return thingError("span", i, e.id, err)
		}
		return nil
	})
}

// category takes in a label of the whole document.
func (s *doccanoSpans) category(scan *jsontext.Scanner, key string) error {
	b, err := scan.Text()
	if err != nil {
		return err
	}
	return s.draft.attribute(key, annotate.TextValue(string(b)))
}

// doccanoEntity is a span as a line states it.
type doccanoEntity struct {
	id, label  []byte // as JSON
	start, end offset
}

// object reads {"id":…,"label":…,"start_offset":…,"end_offset":…}.
func (e *doccanoEntity) object(scan *jsontext.Scanner, in *intake) error {
	return scan.Object(func(key []byte) (err error) {
		switch string(key) {
		case "id":
			e.id, err = scan.Raw()
			e.id = present(e.id)
		case "label":
			e.label, err = scan.Raw()
		case "start_offset":
			err = e.start.read(scan)
		case "end_offset":
			err = e.end.read(scan)
		default:
			in.drop("entities." + string(key))
			_, err = scan.Raw()
		}
		return err
	})
}

// list reads [start,end,label].
func (e *doccanoEntity) list(scan *jsontext.Scanner) error {
	err := scan.Array(func(i int) (err error) {
		switch i {
		case 0:
			err = e.start.read(scan)
		case 1:
			err = e.end.read(scan)
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
func (s *doccanoSpans) add(e *doccanoEntity) error {
	if !e.start.given || !e.end.given || present(e.label) == nil {
		return &annotate.Error{Code: annotate.Invalid, What: "it lacks its start, its end or its label"}
	}
	label, err := textOrNumber(e.label, "label")
	if err != nil {
		return err
	}
	stated := [2]int{e.start.n, e.end.n}
	fragments, err := s.by.cover([][2]int{stated}, nil)
	if err != nil {
		return err
	}
	id := ""
	if e.id != nil {
		if id, err = textOrNumber(e.id, "id"); err != nil {
			return err
		}
		if _, twice := s.ids[id]; twice {
			return &annotate.Error{Code: annotate.Exists, What: "the id " + annotate.Excerpt(id) + " stands twice in this document"}
		}
	}
	span, err := s.draft.span("", label, fragments)
	if err != nil {
		return err
	}
	s.reader.fit.look(s.by.settled, stated, [2]int{fragments[0].Start, fragments[0].End})
	if e.id != nil {
		s.ids[id] = span.UID
	}
	return nil
}

// links reads the relations.
func (s *doccanoSpans) links(raw []byte) error {
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
				s.reader.drop("relations." + string(key))
				_, err = scan.Raw()
			}
			return err
		})
		if err == nil {
			err = s.link(present(from), present(to), present(kind))
		}
		if err != nil {
			return thingError("relation", i, present(id), err)
		}
		return nil
	})
}

// link adds a relation.
func (s *doccanoSpans) link(from, to, kind []byte) error {
	if from == nil || to == nil || kind == nil {
		return &annotate.Error{Code: annotate.Invalid, What: `it lacks "from_id", "to_id" or "type"`}
	}
	var ends [2]annotate.UID
	for i, raw := range [][]byte{from, to} {
		id, err := textOrNumber(raw, []string{"from_id", "to_id"}[i])
		if err != nil {
			return err
		}
		span, ok := s.ids[id]
		if !ok {
			return &annotate.Error{Code: annotate.Invalid, What: "the document has no span " + annotate.Excerpt(id)}
		}
		ends[i] = span
	}
	name, err := textOrNumber(kind, "type")
	if err != nil {
		return err
	}
	_, err = s.draft.relation("", name, ends[0], ends[1], "")
	return err
}

// looksLikeDoccano tells by its keys whether a first object is one of doccano's:
// it has a list of spans or labels beside a text.
func looksLikeDoccano(keys map[string]byte) bool {
	listed := keys["label"] == '[' || keys["labels"] == '[' || keys["entities"] == '['
	return listed && (keys["text"] == '"' || keys["data"] == '"') && keys["spans"] == 0
}
