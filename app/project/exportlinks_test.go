package project_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"postil/app/project"
)

// A relation into another document goes with both of its ends, whatever chooses
// them.
func TestRelationsGoWithBothEndsAcrossDocuments(t *testing.T) {
	span := func(n int, label, annotator string) string {
		return fmt.Sprintf(`{"id":"01920000-0000-7000-8000-0000000000a%d","label":"%s","annotator":"%s","start":0,"end":3,"text":"The"}`, n, label, annotator)
	}
	relation := func(from, to string) string {
		return fmt.Sprintf(`{"id":"01920000-0000-7000-8000-0000000000b%s","type":"contradicts","from":"01920000-0000-7000-8000-0000000000a%s","to":"01920000-0000-7000-8000-0000000000a%s","to_document":"01920000-0000-7000-8000-0000000000c%s","annotator":"Ana"}`, from, from, to, to)
	}
	lines := []string{
		fmt.Sprintf(`{"id":"01920000-0000-7000-8000-0000000000c1","source":"1","language":"nl","text":"The port","spans":[%s],"relations":[%s],"annotators":[{"name":"Ana","status":"done","attributes":{}}]}`, span(1, "CLAIM", "Ana"), relation("1", "2")),
		fmt.Sprintf(`{"id":"01920000-0000-7000-8000-0000000000c2","source":"2","language":"en","text":"The quay","spans":[%s],"relations":[%s]}`, span(2, "CLAIM", "Bo"), relation("2", "3")),
		fmt.Sprintf(`{"id":"01920000-0000-7000-8000-0000000000c3","source":"3","language":"nl","text":"The ship","spans":[%s],"relations":[%s]}`, span(3, "CLAIM", "Ana"), relation("3", "1")),
	}
	p := newProject(t)
	imported(t, p, "linked.jsonl", strings.Join(lines, "\n"), project.ImportOptions{})
	folder := t.TempDir()
	for _, c := range []struct {
		options project.ExportOptions
		want    string
	}{
		{project.ExportOptions{}, "b1 b2 b3"},
		{project.ExportOptions{Languages: []string{"nl"}}, "b3"},
		{project.ExportOptions{Languages: []string{"nl", "en"}}, "b1 b2 b3"},
		{project.ExportOptions{Annotators: []string{"Ana"}}, "b3"},
		{project.ExportOptions{Labels: []string{"CLAIM"}}, "b1 b2 b3"},
		{project.ExportOptions{Stories: []string{"1", "2"}}, "b1"},
		{project.ExportOptions{DoneOnly: true}, ""},
		{project.ExportOptions{Labels: []string{"PERSON"}}, ""},
	} {
		c.options.Format, c.options.Path = "jsonl", filepath.Join(folder, "out.jsonl")
		written, err := p.Export(t.Context(), c.options, nil)
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, id := range written.Account.Relations.Written {
			kept = append(kept, id.String()[34:])
		}
		if got := strings.Join(kept, " "); got != c.want {
			t.Errorf("%+v: %q, want %q", c.options, got, c.want)
		}
		if r := written.Account.Relations; len(r.Written)+len(r.Outside) != r.Held || r.Held != 3 {
			t.Errorf("%+v: %d written and %d outside of %d", c.options, len(r.Written), len(r.Outside), r.Held)
		}
		read, err := project.Create(t.Context(), filepath.Join(t.TempDir(), "read.postil"), "Ana")
		if err != nil {
			t.Fatal(err)
		}
		report, err := read.Import(t.Context(), []string{c.options.Path}, project.ImportOptions{}, nil)
		if err := read.Close(); err != nil {
			t.Error(err)
		}
		if err != nil || report.Relations != len(kept) {
			t.Errorf("%+v: %d of %d relations come in again: %v", c.options, report.Relations, len(kept), err)
		}
	}
}
