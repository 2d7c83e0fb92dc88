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

// A relation into another document is left out where its end there stands in text
// that is left out, and only then.
func TestRelationsIntoExcludedText(t *testing.T) {
	id := func(n string) string { return "01920000-0000-7000-8000-0000000000" + n }
	span := func(n, label string, start, end int, text string) string {
		return fmt.Sprintf(`{"id":"%s","label":"%s","start":%d,"end":%d,"text":"%s"}`, id(n), label, start, end, text)
	}
	relation := func(n, to string) string {
		return fmt.Sprintf(`{"id":"%s","type":"contradicts","from":"%s","to":"%s","to_document":"%s"}`, id(n), id("a1"), id(to), id("c2"))
	}
	p := newProject(t)
	imported(t, p, "linked.jsonl", fmt.Sprintf(`{"id":"%s","source":"1","text":"The port","spans":[%s],"relations":[%s,%s,%s]}`,
		id("c1"), span("a1", "CLAIM", 0, 3, "The"), relation("b1", "a2"), relation("b2", "a3"), relation("b3", "a4"))+"\n"+
		fmt.Sprintf(`{"id":"%s","source":"2","text":"Menu: the quay","spans":[%s,%s,%s,%s]}`,
			id("c2"), span("a5", "FURNITURE", 0, 5, "Menu:"), span("a2", "CLAIM", 0, 4, "Menu"), span("a3", "CLAIM", 0, 9, "Menu: the"), span("a4", "CLAIM", 5, 6, " ")), project.ImportOptions{})
	for _, c := range []struct {
		options project.ExportOptions
		want    string
	}{
		{project.ExportOptions{}, "b1 b2 b3; left out"},
		{project.ExportOptions{DropExcluded: true}, "b2; left out b1 b3"},
		{project.ExportOptions{Piece: "tokens:1"}, "b1 b2; left out b3"},
		{project.ExportOptions{Labels: []string{"CLAIM"}, DropExcluded: true}, "b2; left out b1 b3"},
	} {
		c.options.Format, c.options.Path = "csv", filepath.Join(t.TempDir(), "out")
		written, err := p.Export(t.Context(), c.options, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, relation := range written.Account.Relations.Written {
			got += relation.String()[34:] + " "
		}
		got = strings.TrimSpace(got) + "; left out"
		for item := range written.Account.Relations.LeftOut.All() {
			got += " " + item.ID.String()[34:]
			if item.Reason != "a span that it links is left out" {
				t.Errorf("%+v: %s", c.options, item.Reason)
			}
		}
		if got != c.want {
			t.Errorf("%+v: %s, want %s", c.options, got, c.want)
		}
	}
}
