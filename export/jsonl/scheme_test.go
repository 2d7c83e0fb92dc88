package jsonl_test

import (
	"strings"
	"testing"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/jsonl"
)

func TestMinimalScheme(t *testing.T) {
	v, err := jsonl.ReadScheme(strings.NewReader(`{"layers":[{"name":"Names","look":"fill"}],"labels":[{"name":"PER","layer":"Names"}],"tags":[{"name":"Ana","usual":"PER"}]}`), "x.scheme.json")
	if err != nil {
		t.Fatal(err)
	}
	label := v.Scheme.LabelNamed("PER")
	if label.Colour != annotate.Palette[0] || label.Key != "" || v.Tags[0].Usual != label.UID {
		t.Errorf("%+v", v)
	}
	// Without ids, the scheme's things are those of records without scheme.
	r := jsonl.NewReader(strings.NewReader(`{"text":"a","spans":[{"start":0,"end":1,"label":"PER","text":"a","tag":"Ana"}]}`), "x.jsonl", nil, dataset.ReadOptions{})
	record, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if record.Spans[0].Label != label.UID || record.Spans[0].Tag != v.Tags[0].UID {
		t.Errorf("%+v", record.Spans[0])
	}
}

func TestSchemeRefused(t *testing.T) {
	const names = `"layers":[{"name":"L","look":"fill"}],"labels":[{"name":"A","layer":"L"}]`
	for _, c := range []struct{ scheme, want string }{
		{`[]`, "it is no scheme file"},
		{`{"postil_scheme":2}`, "it is a scheme file of version 2, and this program knows up to 1"},
		{`{"layers":[{"name":"L","look":"blink"}]}`, `layer "L": "blink" is no look`},
		{`{"labels":[{"name":"A","layer":"L"}]}`, `label "A": there is no layer "L"`},
		{`{` + names + `,"tags":[{"name":"T","usual":"B"}]}`, `tag "T": there is no label "B"`},
		{`{` + names + `,"tags":[{"name":""}]}`, `its name is empty`},
		{`{` + names + `,"relations":[{"name":"r","from":["B"]}]}`, `relation type "r": there is no label "B"`},
		{`{` + names + `,"attributes":[{"on":"label","owner":"B","name":"a","kind":"text"}]}`, `attribute "a": there is no label "B"`},
		{`{` + names + `,"attributes":[{"on":"relation","owner":"r","name":"a","kind":"text"}]}`, `attribute "a": there is no relation type "r"`},
		{`{` + names + `,"attributes":[{"on":"label","owner":"A","name":"a","kind":"choice"}]}`, `a choice needs at least one value`},
		{`{` + names + `,"annotators":[{"name":"B"},{"name":"B"}]}`, `stands twice`},
		{`{"layers":[{"name":"L","look":"fill"}],"labels":[{"name":"A","layer":"L","colour":"red"}]}`, `"red" is no colour`},
		{`{"layers":[{"name":"L","look":"fill"}],"labels":[{"name":"A","layer":"L","key":"a"},{"name":"B","layer":"L","key":"a"}]}`, `the key "a" belongs to "A"`},
	} {
		_, err := jsonl.ReadScheme(strings.NewReader(c.scheme), "x.scheme.json")
		if err == nil || !strings.HasPrefix(err.Error(), "x.scheme.json: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", c.scheme, err, c.want)
		}
	}
}

func TestInvalidVocabularyIsNotWritten(t *testing.T) {
	v := annotate.Vocabulary{Tags: []annotate.Tag{{Name: "without id"}}}
	var b strings.Builder
	if err := jsonl.WriteScheme(&b, &v); err == nil || b.Len() != 0 {
		t.Errorf("%v, %q", err, b.String())
	}
}

// TestRenamedThingsAreFoundAgain checks that a record which names what was
// derived from it before finds it under its new name.
func TestRenamedThingsAreFoundAgain(t *testing.T) {
	const file = `{"text":"a","spans":[{"start":0,"end":1,"layer":"L","label":"PER","text":"a","annotator":"Bo","tag":"T","attributes":{"n":1}}],"attributes":{"x":"y"}}`
	_, r := read(t, file, dataset.ReadOptions{})
	known := r.Vocabulary().Clone()
	known.Scheme.Layers[0].Name, known.Scheme.Labels[0].Name, known.Annotators[0].Name, known.Tags[0].Name = "Names", "PERSON", "Bogdan", "Thing"
	for i := range known.Scheme.Attributes {
		known.Scheme.Attributes[i].Name += "!"
	}
	again := jsonl.NewReader(strings.NewReader(file), "x.jsonl", &known, dataset.ReadOptions{})
	record, err := again.Next()
	if err != nil {
		t.Fatal(err)
	}
	p := specimen.Project{Vocabulary: *again.Vocabulary(), Records: []*annotate.Record{record}}
	p.Check(t)
	if len(p.Vocabulary.Scheme.Labels) != 1 || len(p.Vocabulary.Scheme.Layers) != 1 || len(p.Vocabulary.Scheme.Attributes) != 2 || len(p.Vocabulary.Tags) != 1 {
		t.Errorf("things stand twice: %+v", p.Vocabulary)
	}
	if got := record.Spans[0].Attributes.Names(); len(got) != 1 || got[0] != "n!" {
		t.Errorf("attributes: %v", got)
	}
}
