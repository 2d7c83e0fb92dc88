package jsonl

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/wording"
)

// record builds a record of a line's values.
func (r *Reader) record(m *members) (*annotate.Record, error) {
	settled, err := r.settle(m)
	if err != nil {
		return nil, err
	}
	record := &annotate.Record{}
	if err := r.document(m, settled, &record.Document); err != nil {
		return nil, err
	}
	if err := r.statements(m, record); err != nil {
		return nil, err
	}
	unit, err := r.unitOf(m)
	if err != nil {
		return nil, err
	}
	if err := r.spans(m.spans, intake.Ruler{Settled: &settled, Unit: unit}, record); err != nil {
		return nil, err
	}
	if err := r.relations(m.relations, record); err != nil {
		return nil, err
	}
	return record, nil
}

func (r *Reader) unitOf(m *members) (text.Unit, error) {
	name, err := r.textOf("offset_unit", m.unit)
	if err != nil || m.unit == nil {
		return r.options.Unit, err
	}
	unit, err := text.ParseUnit(name)
	if err != nil {
		return unit, &annotate.Error{Code: annotate.Invalid, Where: `"offset_unit"`, Err: err}
	}
	return unit, nil
}

func (r *Reader) document(m *members, settled text.Settled, d *annotate.Document) error {
	d.Text, d.TextHash = settled.Text, settled.Hash
	for _, f := range []struct {
		key string
		raw []byte
		to  *string
	}{{"name", m.name, &d.Name}, {"source", m.source, &d.Source}, {"language", m.language, &d.Language}, {"split", m.split, &d.Split}} {
		var err error
		if *f.to, err = r.textOf(f.key, f.raw); err != nil {
			return err
		}
	}
	if d.Language == "" {
		d.Language = r.options.Language
	}
	if strings.TrimSpace(d.Name) == "" {
		d.Name = intake.Headline(d.Text)
	}
	if d.Name == "" {
		d.Name = r.base + ", " + r.spot()
	}
	var err error
	if d.Original, err = r.hashOf("original_sha256", m.original); err != nil {
		return err
	}
	if d.Original == (text.Hash{}) {
		d.Original = settled.OriginalHash
	}
	if d.Imported, err = r.timeOf("imported", m.imported); err != nil {
		return err
	}
	if d.Direction, err = r.directionOf(m); err != nil {
		return err
	}
	if d.Meta, err = r.meta(m); err != nil {
		return err
	}
	if err := r.identify(m, d); err != nil {
		return err
	}
	r.here.begin(d.UID)
	return d.Validate()
}

// identify gives a document its id, its story and, where it has none, a source.
// Two records without id and source in one file are two documents, even with
// the same text.
func (r *Reader) identify(m *members, d *annotate.Document) error {
	story, err := r.idOf("story", m.story)
	if err != nil {
		return err
	}
	if len(story) != 0 {
		d.Story = intake.ForeignID("story", story)
	}
	sourceless := m.source == nil
	if sourceless {
		d.Source = r.base
	}
	id, err := r.idOf("id", m.id)
	if err != nil {
		return err
	}
	if len(id) != 0 {
		d.UID = intake.ForeignID("document", id)
		return r.take(&r.everywhere, d.UID, id)
	}
	name := "document\x00" + d.Source + "\x00" + d.TextHash.String()
	d.UID = r.derive(&r.everywhere, name)
	if n := r.everywhere.again[annotate.UIDFromName(name)]; sourceless && 0 < n {
		d.Source += "#" + strconv.Itoa(n+1)
	}
	return nil
}

// directionOf returns which way a record's paragraphs run, [annotate.Auto] where
// it doesn't say.
func (r *Reader) directionOf(m *members) (annotate.Direction, error) {
	name, err := r.textOf("direction", m.direction)
	if err != nil || m.direction == nil {
		return annotate.Auto, err
	}
	d, err := annotate.ParseDirection(name)
	if err != nil {
		return d, annotate.At(`"direction"`, err)
	}
	return d, nil
}

// timeOf returns a time, to the millisecond.
func (r *Reader) timeOf(key string, raw []byte) (time.Time, error) {
	b, err := r.bytesOf(key, raw)
	if err != nil {
		return time.Time{}, err
	}
	if raw == nil {
		return r.options.Time, nil
	}
	var t time.Time
	err = t.UnmarshalText(b)
	if t = t.UTC().Truncate(time.Millisecond); err != nil || !wording.InRange(t) {
		return t, &annotate.Error{Code: annotate.Invalid, Where: strconv.Quote(key), What: annotate.Excerpt(string(b)) + " is no time",
			Hint: "2026-11-21T10:00:00.000Z is expected, as in RFC 3339"}
	}
	return t, nil
}

// meta returns a record's metadata as it is, but for space, with the keys that
// are not known here.
func (r *Reader) meta(m *members) (annotate.Meta, error) {
	if len(m.unknown) == 0 {
		return plainMeta(m.meta)
	}
	var all []jsonobject.Member
	if m.meta != nil {
		var err error
		if all, err = jsonobject.Members(m.meta); err != nil {
			return nil, jsonobject.Wrong("meta", err)
		}
	}
	all, err := jsonobject.Merge(all, m.unknown)
	if err != nil {
		return nil, err
	}
	for _, u := range m.unknown {
		r.seen.kept = append(r.seen.kept, u.Key)
	}
	return jsonobject.Join(all)
}

// plainMeta returns metadata without space; nothing for an empty object.
func plainMeta(raw []byte) (annotate.Meta, error) {
	if raw == nil || raw[0] != '{' {
		return nil, wrongKind(raw, "meta")
	}
	var object bytes.Buffer
	if err := json.Compact(&object, raw); err != nil || object.Len() == len("{}") {
		return nil, err
	}
	return object.Bytes(), nil
}
