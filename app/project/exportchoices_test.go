package project_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// choosable is a project to choose from: Ana has done One and Two, Bo has begun
// Two and a second One, which are of one story but for the latter.
const choosable = `{"id":"01920700-0000-7000-8000-000000000001","name":"One","source":"a/one","language":"ro","story":"01920900-0000-7000-8000-000000000001","text":"Șefa a sosit azi. Meniu\n\nNoem, 🙂 zice.","spans":[{"label":"PERSON","layer":"Entities","start":0,"end":4,"text":"Șefa","annotator":"Ana"},{"label":"MOOD, other","layer":"Moods","start":13,"end":16,"text":"azi","annotator":"Bo"},{"label":"FURNITURE","layer":"Furniture","start":18,"end":23,"text":"Meniu","annotator":"Ana"}],"annotators":[{"name":"Ana","status":"done","attributes":{}}]}
{"id":"01920700-0000-7000-8000-000000000002","name":"Two","source":"a/two","language":"nl-BE","story":"01920900-0000-7000-8000-000000000001","text":"Noem zei dat. Ze zei het.","spans":[{"label":"PERSON","layer":"Entities","start":0,"end":4,"text":"Noem","annotator":"Bo"}],"annotators":[{"name":"Ana","status":"done","attributes":{}}]}
{"id":"01920700-0000-7000-8000-000000000003","name":"One","source":"b/one","language":"nl","story":"01920900-0000-7000-8000-000000000002","text":"Er is niets.","annotators":[{"name":"Bo","status":"in_progress","attributes":{}}]}
{"id":"01920700-0000-7000-8000-000000000004","name":"Four","source":"b/four","story":"01920900-0000-7000-8000-000000000003","text":"Nobody read this."}
`

// chooseFrom exports what o chooses, and returns the last digits of the written
// documents' ids, and how many spans are written.
func chooseFrom(t *testing.T, p *project.Project, o project.ExportOptions) (string, error) {
	t.Helper()
	folder := t.TempDir()
	o.Format, o.Path = "jsonl", filepath.Join(folder, "out.jsonl")
	written, err := p.Export(t.Context(), o, nil)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, id := range written.Account.Documents.Written {
		fmt.Fprintf(&b, "%d ", id[15])
	}
	fmt.Fprintf(&b, "%d spans", len(written.Account.Spans.Written))
	if got, want := len(written.Account.Documents.Outside)+len(written.Account.Documents.Written), written.Account.Documents.Held; got != want || want != 4 {
		t.Errorf("%+v: of %d documents %d are accounted for", o, want, got)
	}
	return b.String(), nil
}

func choosableProject(t *testing.T) *project.Project {
	t.Helper()
	folder := t.TempDir()
	path, in := filepath.Join(folder, "a.postil"), filepath.Join(folder, "in.jsonl")
	write(t, in, choosable)
	if _, err := project.ImportInto(t.Context(), path, "Ana", []string{in}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(t.Context(), path, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestExportChooses(t *testing.T) {
	p := choosableProject(t)
	for _, c := range []struct {
		options project.ExportOptions
		want    string
	}{
		{project.ExportOptions{}, "1 2 3 4 4 spans"},
		{project.ExportOptions{Piece: "document", Unit: "byte"}, "1 2 3 4 4 spans"},
		{project.ExportOptions{Layers: []string{"Entities"}}, "1 2 3 4 2 spans"},
		{project.ExportOptions{Labels: []string{"MOOD, other", "FURNITURE"}}, "1 2 3 4 2 spans"},
		{project.ExportOptions{Annotators: []string{"Bo"}}, "1 2 3 2 spans"},
		{project.ExportOptions{Languages: []string{"nl"}}, "2 3 1 spans"},
		{project.ExportOptions{Languages: []string{"ro", "und"}}, "1 4 3 spans"},
		{project.ExportOptions{DoneOnly: true}, "1 2 4 spans"},
		{project.ExportOptions{Stories: []string{"01920900-0000-7000-8000-000000000001"}}, "1 2 4 spans"},
		{project.ExportOptions{Stories: []string{"01920700-0000-7000-8000-000000000003"}}, "3 0 spans"},
		{project.ExportOptions{Stories: []string{"b/one", "four"}}, "3 4 0 spans"},
		{project.ExportOptions{Stories: []string{"a/"}}, "1 2 4 spans"},
		{project.ExportOptions{Stories: []string{"Two"}, Languages: []string{"RO"}}, "1 3 spans"},
		{project.ExportOptions{DropExcluded: true}, "1 2 3 4 3 spans"},
	} {
		if got, err := chooseFrom(t, p, c.options); err != nil || got != c.want {
			t.Errorf("%+v: %s, want %s: %v", c.options, got, c.want, err)
		}
	}
}

func TestExportSaysWhatCanBeChosen(t *testing.T) {
	p := choosableProject(t)
	for _, c := range []struct {
		options project.ExportOptions
		want    string
	}{
		{project.ExportOptions{Layers: []string{"Mood"}}, `there is no layer "Mood"; choose one of Claims, Quotes, Entities, Furniture, Moods`},
		{project.ExportOptions{Annotators: []string{"Cy"}}, `there is no annotator "Cy"; choose one of Ana, Bo`},
		{project.ExportOptions{Languages: []string{"nl", "de"}}, `no document is in the language "de"; choose one of nl, nl-BE, ro, und`},
		{project.ExportOptions{Stories: []string{"Three"}}, `there is no story and no document "Three"; give the id of a story, or the id, the name or the source of one of its documents, or a part of these`},
		{project.ExportOptions{Stories: []string{"One"}}, `"One" fits documents of several stories: "One" (a/one, 01920700-0000-7000-8000-000000000001); ` +
			`"One" (b/one, 01920700-0000-7000-8000-000000000003); give more of the name, or the id`},
		{project.ExportOptions{Piece: "page"}, `there is no unit "page"; choose one of document, paragraph, sentence, tokens:N`},
		{project.ExportOptions{Piece: "tokens"}, `there is no unit "tokens"; choose one of document, paragraph, sentence, tokens:N`},
		{project.ExportOptions{Piece: "tokens:N"}, `"N" is no number of tokens; write a whole number from 1 on, such as tokens:128`},
		{project.ExportOptions{Piece: "tokens:0"}, `"0" is no number of tokens; write a whole number from 1 on, such as tokens:128`},
		{project.ExportOptions{Overlap: "shortest"}, `there is no way out of overlap "shortest"; choose one of longest, innermost, first, split-by-layer`},
		{project.ExportOptions{Tags: "iob1"}, `there is no way to tag tokens "iob1"; choose one of bio, bioes, bilou`},
	} {
		if _, err := chooseFrom(t, p, c.options); err == nil || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.options, err)
		}
	}
}

// What the dialog and the command line offer is what an export takes.
func TestWhatIsOfferedIsTaken(t *testing.T) {
	var all []project.ExportOptions
	for _, piece := range project.ExportPieces() {
		all = append(all, project.ExportOptions{Piece: strings.Replace(piece, "N", "7", 1)})
	}
	for _, overlap := range project.ExportOverlaps() {
		all = append(all, project.ExportOptions{Overlap: overlap})
	}
	for _, tags := range project.ExportTags() {
		all = append(all, project.ExportOptions{Tags: tags})
	}
	for _, o := range all {
		if err := o.Check(); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if err := (project.ExportOptions{Languages: []string{"x y"}}).Check(); annotate.CodeOf(err) != annotate.Invalid {
		t.Errorf("a language that is none: %v", err)
	}
	for _, f := range project.Formats() {
		if err := (project.ExportOptions{Format: f.Name}).CheckFormat(); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	for _, name := range []string{"", "parchment"} {
		if err := (project.ExportOptions{Format: name}).CheckFormat(); annotate.CodeOf(err) != annotate.NotFound {
			t.Errorf("%q: %v", name, err)
		}
	}
	if len(all) != 11 {
		t.Errorf("%d choices", len(all))
	}
}

// Records without the text of exclusion layers are documents of their own, with
// everything in its place.
func TestDroppedTextComesBackWhole(t *testing.T) {
	p := choosableProject(t)
	folder := t.TempDir()
	out, other := filepath.Join(folder, "out.jsonl"), filepath.Join(folder, "b.postil")
	if _, err := p.Export(t.Context(), project.ExportOptions{Format: "jsonl", Path: out, DropExcluded: true}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := project.ImportInto(t.Context(), other, "Ana", []string{out}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	q, err := project.Open(t.Context(), other, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	one := q.Documents(project.Filter{})[0].UID
	d, spans, err := q.OpenDocument(t.Context(), one)
	if err != nil || d.Text != "Șefa a sosit azi.\n\nNoem, 🙂 zice." {
		t.Errorf("%q, %v", d.Text, err)
	}
	if len(spans) != 1 || spans[0].Text() != "Șefa" {
		t.Errorf("%+v", spans)
	}
}

func contentOf(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// What exclusion layers mark is no part of the text, whoever marked it and whatever
// else is chosen, where it is left out and where it is masked; the report and its
// summary say which spans outside the filter were heeded.
func TestExclusionHoldsWhateverIsChosen(t *testing.T) {
	p := choosableProject(t)
	for _, c := range []struct {
		options      project.ExportOptions
		there, heeds bool // whether the excluded text is there, and a span outside the filter heeded
	}{
		{project.ExportOptions{Format: "jsonl", Annotators: []string{"Bo"}}, true, false},
		{project.ExportOptions{Format: "jsonl", Annotators: []string{"Bo"}, DropExcluded: true}, false, true},
		{project.ExportOptions{Format: "jsonl", Labels: []string{"PERSON"}, DropExcluded: true}, false, true},
		{project.ExportOptions{Format: "jsonl", Layers: []string{"Furniture"}, DropExcluded: true}, false, false},
		{project.ExportOptions{Format: "jsonl", DropExcluded: true}, false, false},
		{project.ExportOptions{Format: "csv", Layers: []string{"Moods"}, Piece: "sentence", DropExcluded: true}, false, true},
		{project.ExportOptions{Format: "conll", Annotators: []string{"Bo"}}, false, true},
		{project.ExportOptions{Format: "conll", Annotators: []string{"Bo"}, DropExcluded: true}, false, true},
		{project.ExportOptions{Format: "conll", Layers: []string{"Moods"}}, false, true},
		{project.ExportOptions{Format: "conll", Annotators: []string{"Ana"}}, false, false},
		{project.ExportOptions{Format: "conll", Languages: []string{"nl"}}, false, false},
	} {
		c.options.Path = filepath.Join(t.TempDir(), "out")
		written, err := p.Export(t.Context(), c.options, nil)
		if err != nil {
			t.Fatalf("%+v: %v", c.options, err)
		}
		var content []byte
		for _, path := range written.Files {
			if name := filepath.Base(path); name == "out.jsonl" || name == "out.conll" || name == "out.documents.csv" {
				content = contentOf(t, path)
			}
		}
		if there := strings.Contains(string(content), "Meniu"); there != c.there || len(content) == 0 {
			t.Errorf("%+v: the excluded text is there: %v", c.options, there)
		}
		var head struct {
			Spans struct {
				Heeded *int `json:"outside_filter_heeded"`
			}
			IDs struct {
				Spans struct {
					Outside []string `json:"outside_filter"`
					Heeded  []string `json:"outside_filter_heeded"`
				}
			}
		}
		if err := json.Unmarshal(contentOf(t, written.Report), &head); err != nil {
			t.Fatal(err)
		}
		heeded, want := head.IDs.Spans.Heeded, map[bool]int{true: 1}[c.heeds]
		if len(heeded) != want || head.Spans.Heeded == nil || *head.Spans.Heeded != want || 0 < want && !slices.Contains(head.IDs.Spans.Outside, heeded[0]) {
			t.Errorf("%+v: heeded are %v", c.options, heeded)
		}
		const line = "  outside the filter, but heeded: what exclusion layers mark is no part of the text, whoever marked it (1)"
		if said := slices.Contains(written.Summary(), line); said != c.heeds {
			t.Errorf("%+v: the summary says %q", c.options, written.Summary())
		}
	}
}
