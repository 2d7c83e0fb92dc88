package project_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// newsroom is a project in which several people have had to do with documents
// in several ways.
func newsroom(t *testing.T) *project.Project {
	t.Helper()
	span := `{"start":0,"end":3,"label":"%s","text":"The","annotator":"%s"}`
	var lines []string
	for i, d := range []struct{ language, spans, annotators string }{
		{"nl", fmt.Sprintf(span, "PERSON", "Ana"), `[]`},
		{"nl-BE", fmt.Sprintf(span, "CLAIM", "Bo") + "," + fmt.Sprintf(span, "PERSON", "Ana"), `[{"name":"Bo","status":"done","attributes":{}}]`},
		{"en", "", `[{"name":"Bo","status":"in_progress","attributes":{}}]`},
		{"en", "", `[{"name":"Ana","status":"new","attributes":{"TOPIC":[{"value":"ports"}]}},{"name":"Bo","status":"done","attributes":{}}]`},
		{"", fmt.Sprintf(span, "CLAIM", "Cem"), `[{"name":"Ana","status":"done","attributes":{}}]`},
		{"ro", "", `[]`},
	} {
		lines = append(lines, fmt.Sprintf(`{"source":"%d","language":"%s","text":"The port of number %d","spans":[%s],"annotators":%s}`, i, d.language, i, d.spans, d.annotators))
	}
	folder := t.TempDir()
	write(t, filepath.Join(folder, "news.jsonl"), strings.Join(lines, "\n")+"\n")
	p, err := project.Create(t.Context(), filepath.Join(folder, "news.postil"), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	if _, err := p.Import(t.Context(), []string{filepath.Join(folder, "news.jsonl")}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// What is chosen belongs to a part, and what is not to none, whatever it is
// chosen by.
func TestEverythingChosenHasAPart(t *testing.T) {
	p := newsroom(t)
	for i, c := range []struct {
		options   project.ExportOptions
		documents int
	}{
		{project.ExportOptions{}, 6},
		{project.ExportOptions{Languages: []string{"nl"}}, 2},
		{project.ExportOptions{Languages: []string{annotate.UnknownLanguage, "ro"}}, 2},
		{project.ExportOptions{DoneOnly: true}, 3},
		{project.ExportOptions{DoneOnly: true, Annotators: []string{"Bo"}}, 2},
		{project.ExportOptions{Annotators: []string{"Ana"}}, 4},
		{project.ExportOptions{Annotators: []string{"Bo"}}, 3},
		{project.ExportOptions{Annotators: []string{"Cem"}}, 1},
		{project.ExportOptions{Labels: []string{"CLAIM"}}, 6},
		{project.ExportOptions{Stories: []string{"3"}}, 1},
		{project.ExportOptions{Annotators: []string{"Cem"}, Languages: []string{"nl"}}, 0},
	} {
		o := c.options
		o.Format, o.Path = "jsonl", filepath.Join(t.TempDir(), "out.jsonl")
		whole, err := p.Export(t.Context(), o, nil)
		if err != nil {
			t.Fatal(err)
		}
		o.Split = "1/1/1"
		if there := p.Replaces(o); len(there) != 1 { // the report, which names the whole
			t.Errorf("choice %d: it would replace %v", i, there)
		}
		parted, err := p.Export(t.Context(), o, nil)
		if err != nil {
			t.Fatalf("choice %d: %v", i, err)
		}
		if there := p.Replaces(o); len(there) != 8 {
			t.Errorf("choice %d: it would replace %v", i, there)
		}
		documents, spans := 0, 0
		for _, part := range parted.Parts {
			documents += part.Documents
			spans += part.Spans
		}
		if whole.Documents != c.documents || documents != whole.Documents || spans != whole.Spans || parted.Spans != whole.Spans {
			t.Errorf("choice %d: %d documents and %d spans were %d and %d in one, not %d documents", i, documents, spans, whole.Documents, whole.Spans, c.documents)
		}
	}
}

func TestSplitOptionsAreChecked(t *testing.T) {
	for split, want := range map[string]annotate.Code{"": "", "80/20": "", "80": annotate.Invalid, "0/1": annotate.Invalid} {
		if err := (project.ExportOptions{Split: split}).Check(); annotate.CodeOf(err) != want {
			t.Errorf("%q: %v", split, err)
		}
	}
}
