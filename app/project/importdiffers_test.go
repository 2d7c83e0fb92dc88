package project_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
	"postil/app/project"
)

// held is a record whose parts the tests below say otherwise.
const held = `{"id":"01920000-0000-7000-8000-000000000001","name":"On Noem","source":"s","text":"Noem spoke in Antwerp.","split":"dev","meta":{"url":"u","n":1.0},"status":"done",` +
	`"spans":[{"id":"` + spanA + `","start":0,"end":4,"label":"PERSON","text":"Noem","note":"sure","attributes":{"depth":3},"annotator":"Ana"},` +
	`{"id":"` + spanB + `","start":14,"end":21,"label":"PLACE","text":"Antwerp","annotator":"Ana","tag":{"name":"Antwerp","ref":"Q12892"}}],` +
	`"relations":[{"id":"` + dangling + `","type":"near","from":"` + spanA + `","to":"` + spanB + `","group":"g","note":"odd","annotator":"Ana"}]}` + "\n"

// What a file says otherwise of what is there is listed, and the project keeps what
// it has.
func TestAnImportListsWhatIsThereOtherwise(t *testing.T) {
	p := newProject(t)
	imported(t, p, "held.jsonl", held, project.ImportOptions{})
	before := p.Documents(project.Filter{})
	spans := stateOf(t, p).Spans
	for _, c := range []struct{ old, new, kind, want string }{
		{`"label":"PERSON"`, `"label":"ORG"`, "spans", "the project has it with another label, and keeps that"},
		{`"end":4,"label":"PERSON","text":"Noem"`, `"end":10,"label":"ORG","text":"Noem spoke"`, "spans", "the project has it with another label and other borders, and keeps that"},
		{`"note":"sure"`, `"note":"unsure"`, "spans", "the project has it with another note, and keeps that"},
		{`{"depth":3}`, `{"depth":4}`, "spans", "the project has it with other attributes, and keeps that"},
		{`{"depth":3}`, `{"deep":true}`, "spans", "the project has it with other attributes, and keeps that"},
		{`{"name":"Antwerp","ref":"Q12892"}`, `{"name":"Antwerpen","ref":"Q12892"}`, "spans", "the project has it with another tag, and keeps that"},
		{spanA, nowhere, "", ""},
		{`"note":"sure",`, ``, "", ""},
		{`"attributes":{"depth":3},`, ``, "", ""},
		{`"type":"near"`, `"type":"far"`, "relations", "the project has it with another type, and keeps that"},
		{`"from":"` + spanA + `","to":"` + spanB + `"`, `"from":"` + spanB + `","to":"` + spanA + `"`, "relations", "the project has it with other spans, and keeps that"},
		{`"group":"g"`, `"group":"h"`, "relations", "the project has it with another group, and keeps that"},
		{`"note":"odd"`, `"note":"even"`, "relations", "the project has it with another note, and keeps that"},
		{`"url":"u"`, `"url":"v"`, "documents", "the project has it with other metadata, and keeps that"},
		{`"url":"u"`, `"new":null,"url":"u"`, "documents", "the project has it with other metadata, and keeps that"},
		{`{"url":"u","n":1.0}`, `{"n":1.0, "url":"u"}`, "", ""},
		{`"split":"dev"`, `"split":"test"`, "documents", "the project has it with another split, and keeps that"},
		{`"name":"On Noem"`, `"name":"Noem in Antwerp"`, "documents", "the project has it with another name, and keeps that"},
		{`"name":"On Noem",`, ``, "", ""},
		{`"status":"done"`, `"status":"in_progress"`, "documents", "the project has it with another status, and keeps that"},
		{`"status":"done"`, `"status":"new"`, "", ""},
	} {
		if !strings.Contains(held, c.old) {
			t.Fatalf("the record has no %s", c.old)
		}
		report := imported(t, p, "again.jsonl", strings.ReplaceAll(held, c.old, c.new), project.ImportOptions{})
		a, got := accountOf(t, report), map[string]string{}
		for _, kind := range []string{"documents", "spans", "relations"} {
			for _, item := range a.IDs[kind].Changed {
				got[kind] += item.Reason
			}
		}
		want := map[string]string{}
		if c.kind != "" {
			want[c.kind] = c.want
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s instead of %s:\n%s", c.new, c.old, diff)
		}
		if summary := strings.Join(report.Summary(), "\n"); c.kind != "" && !strings.Contains(summary, "  changed: "+c.want+" (1)") {
			t.Errorf("%s: the summary is %s", c.new, summary)
		}
		if a.Documents.Known != 1 || a.Spans.Known != 2 || a.Relations.Known != 1 {
			t.Errorf("%s: %+v, %+v, %+v", c.new, a.Documents, a.Spans, a.Relations)
		}
	}
	if diff := cmp.Diff(spans, stateOf(t, p).Spans, cmpopts.EquateComparable(annotate.Value{})); diff != "" {
		t.Errorf("spans were overwritten: %s", diff)
	}
	if diff := cmp.Diff(before, p.Documents(project.Filter{}), cmpopts.IgnoreFields(project.DocumentItem{}, "Spans", "Words")); diff != "" {
		t.Errorf("documents were overwritten: %s", diff)
	}
}

// What the program itself has written of a project is not otherwise there, in
// whatever format; of brat alone, the metadata keeps how the files are laid out.
func TestWhatIsExportedIsThereAsItIs(t *testing.T) {
	p := newProject(t)
	imported(t, p, "held.jsonl", strings.ReplaceAll(held, `{"depth":3}`, `{"depth":"deep"}`), project.ImportOptions{})
	for _, f := range project.Formats() {
		if !f.Reads || !f.Writes || f.Name == "brat" {
			continue
		}
		out := filepath.Join(t.TempDir(), "out")
		if !f.Folder {
			out += f.Endings[0]
		}
		if _, err := p.Export(t.Context(), project.ExportOptions{Format: f.Name, Path: out}, nil); err != nil {
			t.Fatal(err)
		}
		report, err := p.Import(t.Context(), []string{out}, project.ImportOptions{Format: f.Name}, nil)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		for kind, ids := range accountOf(t, report).IDs {
			for _, c := range ids.Changed {
				t.Errorf("%s: %s: %s", f.Name, kind, c.Reason)
			}
		}
	}
}
