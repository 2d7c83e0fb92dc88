package sheets

import (
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/choice"
	"postil/export/wording"
)

// The rows. Their tags name the columns of CSV and Parquet alike; what is
// optional is null, or an empty cell, where there is nothing. Attributes, meta and
// annotators are JSON, as in a native record.
type (
	// placeRow is the document that a row belongs to, and the piece of it.
	placeRow struct {
		Document   string  `parquet:"document,dict"`
		Piece      *int64  `parquet:"piece,optional"`       // its number, from 1; null where documents are whole
		PieceStart *int64  `parquet:"piece_start,optional"` // where it, or what is left of a document without some of its text, begins there
		Unit       string  `parquet:"offset_unit,dict"`     // of it, and of all offsets
		Name       string  `parquet:"name,dict"`
		Source     string  `parquet:"source,dict"`
		Language   string  `parquet:"language,dict"`
		Story      *string `parquet:"story,optional,dict"`
		Split      *string `parquet:"split,optional,dict"`
	}
	documentRow struct {
		placeRow
		Status       string     `parquet:"status,dict"`
		Direction    string     `parquet:"direction,dict"`
		Text         string     `parquet:"text"`
		Meta         string     `parquet:"meta"`
		Attributes   string     `parquet:"attributes"`
		Annotators   string     `parquet:"annotators"`
		TextHash     string     `parquet:"text_sha256"`
		OriginalHash *string    `parquet:"original_sha256,optional"`
		Imported     *time.Time `parquet:"imported,optional,timestamp(millisecond)"`
	}
	spanRow struct {
		placeRow
		Span       string        `parquet:"span"`
		Layer      string        `parquet:"layer,dict"`
		Label      string        `parquet:"label,dict"`
		Start      int64         `parquet:"start"`
		End        int64         `parquet:"end"`
		Text       string        `parquet:"text"`
		Fragments  []fragmentRow `parquet:"fragments,list"`
		Tag        *string       `parquet:"tag,optional,dict"`
		TagName    *string       `parquet:"tag_name,optional,dict"`
		Ref        *string       `parquet:"ref,optional,dict"`
		Attributes string        `parquet:"attributes,dict"`
		Note       string        `parquet:"note"`
		provenanceRow
	}
	// fragmentRow is a fragment, its offsets as those of its span.
	fragmentRow struct {
		Start int64  `parquet:"start"`
		End   int64  `parquet:"end"`
		Text  string `parquet:"text"`
	}
	relationRow struct {
		placeRow
		Relation   string  `parquet:"relation"`
		Type       string  `parquet:"type,dict"`
		From       string  `parquet:"from"`
		FromLabel  string  `parquet:"from_label,dict"`
		FromText   string  `parquet:"from_text"`
		To         string  `parquet:"to"`
		ToDocument string  `parquet:"to_document,dict"`
		ToLabel    *string `parquet:"to_label,optional,dict"` // null where the span stands in another document
		ToText     *string `parquet:"to_text,optional"`       // the same
		Group      *string `parquet:"group,optional"`
		Attributes string  `parquet:"attributes,dict"`
		Note       string  `parquet:"note"`
		provenanceRow
	}
	// provenanceRow says who marked something, and how it came to be.
	provenanceRow struct {
		Annotator   string     `parquet:"annotator,dict"`
		Origin      string     `parquet:"origin,dict"`
		OriginFrom  *string    `parquet:"origin_from,optional,dict"`
		OriginScore *float64   `parquet:"origin_score,optional"`
		Created     *time.Time `parquet:"created,optional,timestamp(millisecond)"`
		Updated     *time.Time `parquet:"updated,optional,timestamp(millisecond)"`
	}
)

func placeOf(p *choice.Piece, u text.Unit) placeRow {
	d := &p.Record.Document
	row := placeRow{Document: d.UID.String(), Unit: u.String(), Name: d.Name, Source: d.Source, Language: d.Language, Story: uidOrNil(d.Story), Split: orNil(d.Split)}
	if 0 < p.Number {
		number := int64(p.Number)
		row.Piece = &number
	}
	if 0 < p.Number || p.IsRest() {
		start := int64(p.StartIn(u))
		row.PieceStart = &start
	}
	return row
}

func (s *sheets) documentRow(r *annotate.Record, place placeRow) (documentRow, error) {
	d := &r.Document
	row := documentRow{placeRow: place, Status: string(wording.Furthest(r.Statuses)), Direction: d.Direction.String(), Text: d.Text, TextHash: d.TextHash.String()}
	if d.Original != (text.Hash{}) {
		hash := d.Original.String()
		row.OriginalHash = &hash
	}
	said, err := s.words.Said(r)
	if err != nil {
		return row, err
	}
	if row.Meta, err = s.json(func(w *wording.JSON) error { return w.Meta(d.Meta) }); err != nil {
		return row, err
	}
	row.Attributes, _ = s.json(func(w *wording.JSON) error { w.Summary(r.Attributes); return nil })
	row.Annotators, _ = s.json(func(w *wording.JSON) error {
		w.Text("[")
		w.Annotators(said)
		w.Text("]")
		return nil
	})
	row.Imported, err = timeOrNil(&d.Imported)
	return row, err
}

func (s *sheets) spanRow(r *annotate.Record, span *annotate.Span, place placeRow) (row spanRow, err error) {
	if err := span.Check(r.Document.Text); err != nil {
		return row, err
	}
	if span.UID.IsZero() || span.Document != r.Document.UID {
		return row, &annotate.Error{Code: annotate.Invalid, What: "it has no id, or stands on another document"}
	}
	label, ok := s.labels[span.Label]
	if !ok {
		return row, wording.Missing("label", span.Label)
	}
	row = spanRow{placeRow: place, Span: span.UID.String(), Layer: label[0], Label: label[1],
		Start: s.offset(span.Start()), End: s.offset(span.End()), Text: s.covered(span), Note: span.Note}
	first := len(s.fragments)
	for _, f := range span.Fragments {
		s.fragments = append(s.fragments, fragmentRow{s.offset(f.Start), s.offset(f.End), f.Text})
	}
	row.Fragments = s.fragments[first:len(s.fragments):len(s.fragments)]
	if err := s.tag(span.Tag, &row); err != nil {
		return row, err
	}
	if row.Attributes, err = s.attributes(s.words.OnLabels, s.words.Labels[span.Label].Attributes, span.Attributes); err != nil {
		return row, err
	}
	row.provenanceRow, err = s.provenance(span.Annotator, &span.Origin, &span.Created, &span.Updated)
	return row, err
}

// covered returns the text from a span's first fragment to its last.
func (s *sheets) covered(span *annotate.Span) string { return s.text[span.Start():span.End()] }

// offset returns a place of the text in the unit of the data set.
func (s *sheets) offset(at int) int64 {
	n, _ := s.offsets.FromByte(s.unit, at) // checked by Span.Check
	return int64(n)
}

func (s *sheets) tag(u annotate.UID, row *spanRow) error {
	if u.IsZero() {
		return nil
	}
	i, ok := s.words.Tags[u]
	if !ok {
		return wording.Missing("tag", u)
	}
	t := &s.words.Vocabulary.Tags[i]
	row.Tag, row.TagName, row.Ref = uidOrNil(u), &t.Name, &t.Ref
	return nil
}

func (s *sheets) relationRow(l *annotate.Relation, place placeRow) (row relationRow, err error) {
	if err := l.Validate(&s.words.Vocabulary.Scheme); err != nil {
		return row, err
	}
	from, to := s.spans[l.From], s.spans[l.To]
	if here := l.ToDocument.String() == place.Document; from == nil || here && to == nil {
		return row, &annotate.Error{Code: annotate.Invalid, What: "the document does not hold its spans " + l.From.String() + " and " + l.To.String()}
	}
	row = relationRow{placeRow: place, Relation: l.UID.String(), Type: s.types[l.Type], From: l.From.String(), FromLabel: s.labels[from.Label][1], FromText: s.covered(from),
		To: l.To.String(), ToDocument: l.ToDocument.String(), Group: orNil(l.Group), Note: l.Note}
	if to != nil {
		label, covered := s.labels[to.Label][1], s.covered(to)
		row.ToLabel, row.ToText = &label, &covered
	}
	if row.Attributes, err = s.attributes(s.words.OnRelations, s.words.Types[l.Type].Attributes, l.Attributes); err != nil {
		return row, err
	}
	row.provenanceRow, err = s.provenance(l.Annotator, &l.Origin, &l.Created, &l.Updated)
	return row, err
}

// attributes returns the values as a JSON object.
func (s *sheets) attributes(columns []wording.Column, defs map[string]*annotate.AttributeDef, values annotate.Attributes) (string, error) {
	if len(values) == 0 {
		return "{}", nil
	}
	var given []wording.Column
	for _, c := range columns {
		if _, ok := values[c.Name]; ok {
			given = append(given, c)
		}
	}
	return s.json(func(w *wording.JSON) error { return w.Attributes(given, defs, values) })
}

// json returns what write writes.
func (s *sheets) json(write func(*wording.JSON) error) (string, error) {
	s.cell.Line = s.cell.Line[:0]
	err := write(&s.cell)
	return string(s.cell.Line), err
}

func (s *sheets) provenance(annotator annotate.UID, o *annotate.Origin, created, updated *time.Time) (row provenanceRow, err error) {
	who, ok := s.annotators[annotator]
	if !ok {
		return row, wording.Missing("annotator", annotator)
	}
	if err := o.Validate(); err != nil {
		return row, err
	}
	row = provenanceRow{Annotator: who, Origin: string(o.Kind), OriginFrom: orNil(o.From), OriginScore: o.Score}
	if row.Created, err = timeOrNil(created); err == nil {
		row.Updated, err = timeOrNil(updated)
	}
	return row, err
}

func uidOrNil(u annotate.UID) *string {
	if u.IsZero() {
		return nil
	}
	s := u.String()
	return &s
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// timeOrNil returns a time, nil for the zero time.
func timeOrNil(t *time.Time) (*time.Time, error) {
	switch {
	case t.IsZero():
		return nil, nil
	case !wording.InRange(t.UTC()):
		return nil, &annotate.Error{Code: annotate.Invalid, What: "a time lies outside of the years 0 to 9999"}
	}
	return t, nil
}
