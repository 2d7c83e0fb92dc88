package jsonl

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"postil/annotate"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/textfile"
)

// schemeVersion is the version of the scheme file that this program writes and
// the newest that it reads.
const schemeVersion = 1

// SchemePath returns where the scheme of the records at path stands:
// NAME.scheme.json beside NAME.jsonl.
func SchemePath(path string) string {
	stem, _ := Format().CutExtension(path)
	return stem + ".scheme.json"
}

// The rows of a scheme file. They name each other instead of giving ids, since
// these names are unique in a project and a person can follow them.
type (
	schemeFile struct {
		Version    int            `json:"postil_scheme"`
		Layers     []layerRow     `json:"layers"`
		Labels     []labelRow     `json:"labels"`
		Attributes []attributeRow `json:"attributes"`
		Relations  []typeRow      `json:"relations"`
		Tags       []tagRow       `json:"tags"`
		Annotators []annotatorRow `json:"annotators"`
	}
	layerRow struct {
		ID        string        `json:"id"`
		Name      string        `json:"name"`
		Look      annotate.Look `json:"look"`
		Exclusion bool          `json:"exclusion"`
	}
	labelRow struct {
		ID        string           `json:"id"`
		Layer     string           `json:"layer"`
		Name      string           `json:"name"`
		Colour    *annotate.Colour `json:"colour"`
		Key       *string          `json:"key"`
		Guideline string           `json:"guideline"`
	}
	attributeRow struct {
		ID      string                 `json:"id"`
		On      annotate.Bearer        `json:"on"`
		Owner   *string                `json:"owner"` // the label's or relation type's name
		Name    string                 `json:"name"`
		Kind    annotate.AttributeKind `json:"kind"`
		Choices []string               `json:"choices"`
	}
	typeRow struct {
		ID   string   `json:"id"`
		Name string   `json:"name"`
		From []string `json:"from"`
		To   []string `json:"to"`
	}
	tagRow struct {
		ID    string  `json:"id"`
		Name  string  `json:"name"`
		Usual *string `json:"usual"` // a label's name
		Ref   string  `json:"ref"`
		Note  string  `json:"note"`
	}
	annotatorRow struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
)

// WriteScheme writes what records refer to as one JSON object, an entry a line,
// and under "features" the types of the records' columns for Hugging Face's
// datasets (see the package comment). It fails where v is not valid, since the file names things by their names.
func WriteScheme(w io.Writer, v *annotate.Vocabulary) error {
	if err := v.Validate(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\"postil_scheme\": %d", schemeVersion)
	s := &v.Scheme
	err := errors.Join(
		writeRows(b, "layers", s.Layers, func(l annotate.Layer) any {
			return layerRow{l.UID.String(), l.Name, l.Look, l.Exclusion}
		}),
		writeRows(b, "labels", s.Labels, func(l annotate.Label) any {
			return labelRow{l.UID.String(), s.Layer(l.Layer).Name, l.Name, &l.Colour, &l.Key, l.Guideline}
		}),
		writeRows(b, "attributes", s.Attributes, func(d annotate.AttributeDef) any {
			return attributeRow{d.UID.String(), d.On, ownerName(s, d), d.Name, d.Kind, orNone(d.Choices)}
		}),
		writeRows(b, "relations", s.Relations, func(t annotate.RelationType) any {
			return typeRow{t.UID.String(), t.Name, labelNames(s, t.From), labelNames(s, t.To)}
		}),
		writeRows(b, "tags", v.Tags, func(t annotate.Tag) any {
			return tagRow{t.UID.String(), t.Name, labelName(s, t.Usual), t.Ref, t.Note}
		}),
		writeRows(b, "annotators", v.Annotators, func(a annotate.Annotator) any {
			return annotatorRow{a.UID.String(), a.Name}
		}))
	fmt.Fprintf(b, ",\n\"features\": %s\n}\n", features(s))
	return errors.Join(err, b.Flush())
}

func writeRows[T any](b *bufio.Writer, name string, things []T, row func(T) any) error {
	fmt.Fprintf(b, ",\n%q: [", name)
	encoder := json.NewEncoder(trimmed{b})
	encoder.SetEscapeHTML(false)
	for i, t := range things {
		if 0 < i {
			b.WriteByte(',')
		}
		b.WriteString("\n  ")
		if err := encoder.Encode(row(t)); err != nil {
			return err
		}
	}
	if len(things) != 0 {
		b.WriteByte('\n')
	}
	b.WriteByte(']')
	return nil
}

// trimmed drops the line feed that [json.Encoder] writes behind each value.
type trimmed struct{ *bufio.Writer }

func (t trimmed) Write(b []byte) (int, error) {
	_, err := t.Writer.Write(bytes.TrimSuffix(b, []byte("\n")))
	return len(b), err
}

// orNone makes an empty list of no list.
func orNone(list []string) []string { return append([]string{}, list...) }

func ownerName(s *annotate.Scheme, d annotate.AttributeDef) *string {
	switch d.On {
	case annotate.OnLabel:
		return labelName(s, d.Owner)
	case annotate.OnRelation:
		return &s.RelationType(d.Owner).Name
	}
	return nil
}

// labelName returns the name of a label, nil for none.
func labelName(s *annotate.Scheme, label annotate.UID) *string {
	if l := s.Label(label); l != nil {
		return &l.Name
	}
	return nil
}

func labelNames(s *annotate.Scheme, labels []annotate.UID) []string {
	names := []string{}
	for _, u := range labels {
		names = append(names, s.Label(u).Name)
	}
	return names
}

// ReadScheme reads what [WriteScheme] writes; name is the file's, for errors.
// Ids, colours and keys are optional; entries without id, or with one that is no
// UUID, get a UID that follows from kind and name, or from kind and id.
func ReadScheme(r io.Reader, name string) (*annotate.Vocabulary, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, files.Error(name, err)
	}
	var file schemeFile
	if err := jsonobject.Unmarshal(bytes.TrimPrefix(raw, textfile.BOM), &file); err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: name, What: "it is no scheme file", Err: err}
	}
	if schemeVersion < file.Version {
		return nil, &annotate.Error{Code: annotate.Refused, Where: name, What: fmt.Sprintf("it is a scheme file of version %d, and this program knows up to %d", file.Version, schemeVersion),
			Hint: "read it with a newer Postil"}
	}
	l := intake.NewLexicon(nil, "")
	if err := takeScheme(l, &file); err != nil {
		return nil, annotate.At(name, err)
	}
	if err := l.Known.Validate(); err != nil {
		return nil, annotate.At(name, err)
	}
	return &l.Known, nil
}

// takeScheme adds the rows of a scheme file, in the order in which they refer to each
// other.
func takeScheme(l *intake.Lexicon, file *schemeFile) error {
	s := &l.Known.Scheme
	for _, r := range file.Layers {
		s.Layers = append(s.Layers, annotate.Layer{UID: intake.RowID("layer", r.ID, r.Name), Name: r.Name, Look: r.Look, Exclusion: r.Exclusion})
	}
	for _, r := range file.Labels {
		if err := takeLabel(l, r); err != nil {
			return err
		}
	}
	for _, r := range file.Relations {
		from, err := labelsNamed(l, "relation type "+annotate.Excerpt(r.Name), r.From)
		if err != nil {
			return err
		}
		to, err := labelsNamed(l, "relation type "+annotate.Excerpt(r.Name), r.To)
		if err != nil {
			return err
		}
		s.Relations = append(s.Relations, annotate.RelationType{UID: intake.RowID("relation type", r.ID, r.Name), Name: r.Name, From: from, To: to})
	}
	for _, r := range file.Attributes {
		if err := takeAttribute(l, r); err != nil {
			return err
		}
	}
	for _, r := range file.Tags {
		if err := takeTag(l, r); err != nil {
			return err
		}
	}
	for _, r := range file.Annotators {
		l.Known.Annotators = append(l.Known.Annotators, annotate.Annotator{UID: intake.RowID("annotator", r.ID, r.Name), Name: r.Name})
	}
	return nil
}

func takeLabel(l *intake.Lexicon, r labelRow) error {
	s := &l.Known.Scheme
	layer := s.LayerNamed(r.Layer)
	if layer == nil {
		return &annotate.Error{Code: annotate.Invalid, Where: "label " + annotate.Excerpt(r.Name), What: "there is no layer " + annotate.Excerpt(r.Layer)}
	}
	label := annotate.Label{UID: intake.RowID("label", r.ID, r.Name), Layer: layer.UID, Name: r.Name, Guideline: r.Guideline}
	if r.Colour != nil {
		label.Colour = *r.Colour
	} else {
		label.Colour = s.Free().Colour()
	}
	if r.Key != nil {
		label.Key = *r.Key
	}
	s.Labels = append(s.Labels, label)
	return nil
}

func takeAttribute(l *intake.Lexicon, r attributeRow) error {
	where := "attribute " + annotate.Excerpt(r.Name)
	d := annotate.AttributeDef{On: r.On, Name: r.Name, Kind: r.Kind, Choices: r.Choices}
	owner := ""
	if r.Owner != nil {
		owner = *r.Owner
	}
	switch r.On {
	case annotate.OnLabel:
		labels, err := labelsNamed(l, where, []string{owner})
		if err != nil {
			return err
		}
		d.Owner = labels[0]
	case annotate.OnRelation:
		t := l.Known.Scheme.RelationTypeNamed(owner)
		if t == nil {
			return &annotate.Error{Code: annotate.Invalid, Where: where, What: "there is no relation type " + annotate.Excerpt(owner)}
		}
		d.Owner = t.UID
	}
	if d.UID = intake.AttributeID(d.On, d.Owner, d.Name); r.ID != "" {
		d.UID = intake.RowID("attribute", r.ID, "")
	}
	l.Known.Scheme.Attributes = append(l.Known.Scheme.Attributes, d)
	return nil
}

func takeTag(l *intake.Lexicon, r tagRow) error {
	t := annotate.Tag{Name: r.Name, Ref: r.Ref, Note: r.Note}
	if t.UID = intake.TagID(r.Name, r.Ref); r.ID != "" {
		t.UID = intake.RowID("tag", r.ID, "")
	}
	if r.Usual != nil {
		labels, err := labelsNamed(l, "tag "+annotate.Excerpt(r.Name), []string{*r.Usual})
		if err != nil {
			return err
		}
		t.Usual = labels[0]
	}
	l.Known.Tags = append(l.Known.Tags, t)
	return nil
}

func labelsNamed(l *intake.Lexicon, where string, names []string) ([]annotate.UID, error) {
	var uids []annotate.UID
	for _, name := range names {
		label := l.Known.Scheme.LabelNamed(name)
		if label == nil {
			return nil, &annotate.Error{Code: annotate.Invalid, Where: where, What: "there is no label " + annotate.Excerpt(name)}
		}
		uids = append(uids, label.UID)
	}
	return uids, nil
}
