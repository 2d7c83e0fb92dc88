package project_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"postil/app/project"
)

// contradictions are records that the project of [contradicted] refuses, each
// with what is said of it.
var contradictions = []struct{ name, line, say string }{
	{"another text under a document's id", `{"id":"` + ownDocument + `","text":"Another text."}`, "the project has a document with this id and another text"},
	{"an attribute of another kind", `{"text":"Mara.","spans":[{"label":"PERSON","start":0,"end":4,"text":"Mara","attributes":{"role":3}}]}`, `attribute "role": it is text in the project and number`},
	{"no value of a choice", `{"text":"Mara.","spans":[{"label":"PERSON","start":0,"end":4,"text":"Mara","attributes":{"mood":"odd"}}]}`, `"odd" is none of its choices`},
	{"a document attribute of another kind", `{"text":"Mara.","attributes":{"TOPIC":[3]}}`, `attribute "TOPIC"`},
	{"an attribute of relations of another kind", `{"text":"Mara left.","spans":[` + maraAndLeft + `],"relations":[{"type":"said_by","from":1,"to":2,"attributes":{"sure":"very"}}]}`, `attribute "sure"`},
	{"a relation that its type forbids", `{"text":"Mara left.","spans":[` + maraAndLeft + `],"relations":[{"type":"said_by","from":2,"to":1}]}`, `it may not start from "CLAIM"`},
	{"a relation between spans that are one here", ownMarks, "it links a span with itself"},
	{"a relation to another document that its type forbids", `{"text":"Mara left.","spans":[` + maraAndLeft + `],"relations":[{"id":"01920000-0000-7000-8000-0000000000e1","type":"said_by","from":2,"to":"` + ownSpan + `","to_document":"` + ownDocument + `"}]}`, `it may not start from "CLAIM"`},
}

const (
	ownDocument = "01920000-0000-7000-8000-0000000000d1"
	ownSpan     = "01920000-0000-7000-8000-0000000000a1"
	maraAndLeft = `{"id":1,"label":"QUOTE","start":0,"end":4,"text":"Mara"},{"id":2,"label":"CLAIM","start":5,"end":9,"text":"left"}`
	ownText     = `"source":"own","text":"The words of Mara."`
	ownMarks    = `{` + ownText + `,"spans":[{"id":1,"label":"PERSON","start":13,"end":17,"text":"Mara"},{"id":2,"label":"PERSON","start":13,"end":17,"text":"Mara"}],"relations":[{"type":"near","from":1,"to":2}]}`

	ownScheme = `{"postil_scheme":1,
"layers":[{"name":"Entities","look":"fill"},{"name":"Quotes","look":"underline"},{"name":"Claims","look":"bracket"}],
"labels":[{"layer":"Entities","name":"PERSON"},{"layer":"Quotes","name":"QUOTE"},{"layer":"Claims","name":"CLAIM"}],
"attributes":[{"on":"label","owner":"PERSON","name":"role","kind":"text"},{"on":"label","owner":"PERSON","name":"mood","kind":"choice","choices":["calm"]},
 {"on":"relation","owner":"said_by","name":"sure","kind":"yesno"},{"on":"document","name":"TOPIC","kind":"text"}],
"relations":[{"name":"said_by","from":["QUOTE"]},{"name":"near"}]}`
)

// contradicted makes a project with a document and a scheme that some records
// contradict.
func contradicted(t *testing.T) *project.Project {
	t.Helper()
	p := newProject(t)
	folder := t.TempDir()
	own := filepath.Join(folder, "own.jsonl")
	write(t, filepath.Join(folder, "own.scheme.json"), ownScheme)
	write(t, own, `{"id":"`+ownDocument+`",`+ownText+`,"spans":[{"id":"`+ownSpan+`","label":"PERSON","start":13,"end":17,"text":"Mara","attributes":{"role":"clerk","mood":"calm"}}]}`)
	if _, err := p.Import(t.Context(), []string{own}, project.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the own span among the past tags", func() bool {
		hits, err := p.SearchPastTags(t.Context(), "mara", 5, nil)
		return err == nil && len(hits) == 1 && p.Documents(project.Filter{})[2].Spans == 1
	})
	return counted(t, p)
}

// TestContradictions imports what contradicts the project, between two documents
// that don't: nothing comes in, and the error names file and line. Where what is
// bad is skipped, the two come in, and everything is in one class.
func TestContradictions(t *testing.T) {
	for _, c := range contradictions {
		t.Run(c.name, func(t *testing.T) {
			p := contradicted(t)
			before := stateOf(t, p)
			in := filepath.Join(t.TempDir(), "in.jsonl")
			write(t, in, `{"text":"First.","spans":[{"label":"PERSON","start":0,"end":5,"text":"First"}]}`+"\n"+c.line+"\n"+`{"text":"Last."}`+"\n")
			where := "in.jsonl, line 2: "
			_, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
			if err == nil || !strings.Contains(err.Error(), where) || !strings.Contains(err.Error(), c.say) || !project.CanSkip(err) {
				t.Errorf("%v, want %s…%s", err, where, c.say)
			}
			expectState(t, "after what was refused", before, p)

			report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{SkipBad: true}, nil)
			if err != nil {
				t.Fatal(err)
			}
			a := accountOf(t, report)
			if report.Documents != 2 || a.Documents.Read != 3 || a.Documents.LeftOut != 1 || p.UndoName() != "import 2 documents" {
				t.Errorf("%d new, %+v, %q", report.Documents, a.Documents, p.UndoName())
			}
			if !slices.ContainsFunc(a.Skipped, func(s string) bool { return strings.Contains(s, where) && strings.Contains(s, c.say) }) {
				t.Errorf("skipped %q", a.Skipped)
			}
			if left := a.IDs["documents"].LeftOut; len(left) != 1 || !strings.HasSuffix(where, strings.TrimPrefix(left[0].Place, filepath.Dir(in)+"/")+": ") {
				t.Errorf("left out %+v", left)
			}
			if err := p.Check(t.Context(), func(f project.Finding) { t.Errorf("%+v", f) }); err != nil {
				t.Fatal(err)
			}
			if _, err := p.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
			expectState(t, "after undoing", before, p)
		})
	}
}

// TestTwoTextsUnderOneID has them in two files of one import.
func TestTwoTextsUnderOneID(t *testing.T) {
	p := newProject(t)
	folder := t.TempDir()
	write(t, filepath.Join(folder, "a.jsonl"), `{"id":"`+ownDocument+`","text":"One text."}`)
	write(t, filepath.Join(folder, "b.jsonl"), "\n"+`{"id":"`+ownDocument+`","text":"Another text."}`)
	if _, err := p.Import(t.Context(), []string{folder}, project.ImportOptions{}, nil); err == nil || !strings.Contains(err.Error(), "b.jsonl, line 2: ") {
		t.Errorf("%v", err)
	}
	report, err := p.Import(t.Context(), []string{folder}, project.ImportOptions{SkipBad: true}, nil)
	if err != nil || report.Documents != 1 || report.Files[1].Documents != 0 || report.Files[1].Skipped != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	accountOf(t, report)
}

// TestARelationThatShowsItselfWrongAtTheEnd leads to a span of a later record.
func TestARelationThatShowsItselfWrongAtTheEnd(t *testing.T) {
	p := contradicted(t)
	before := stateOf(t, p)
	in := filepath.Join(t.TempDir(), "in.jsonl")
	const later = `"01920000-0000-7000-8000-0000000000d8"`
	write(t, in, `{"text":"Mara left.","spans":[`+maraAndLeft+`],"relations":[{"type":"said_by","from":2,"to":"`+spanB+`","to_document":`+later+`},{"type":"said_by","from":1,"to":"`+spanB+`","to_document":`+later+`}]}`+
		"\n"+`{"id":`+later+`,"text":"Noem.","spans":[{"id":"`+spanB+`","label":"PERSON","start":0,"end":4,"text":"Noem"}]}`)
	_, err := p.Import(t.Context(), []string{in}, project.ImportOptions{}, nil)
	if err == nil || !strings.Contains(err.Error(), `in.jsonl, line 1: `) || !strings.Contains(err.Error(), `it may not start from "CLAIM"`) {
		t.Errorf("%v", err)
	}
	expectState(t, "after what was refused", before, p)
	report, err := p.Import(t.Context(), []string{in}, project.ImportOptions{SkipBad: true}, nil)
	if err != nil || report.Documents != 2 || report.Relations != 1 || len(report.Skipped) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	if left := accountOf(t, report).IDs["relations"].LeftOut; len(left) != 1 || left[0].Place != in+", line 1" {
		t.Errorf("left out %+v", left)
	}
}

// TestNothingIsLeft skips all that there is, which is an error that offers no
// skipping.
func TestNothingIsLeft(t *testing.T) {
	p := contradicted(t)
	folder := t.TempDir()
	for name, content := range map[string]string{
		"contradicted.jsonl": contradictions[0].line,
		"bad.jsonl":          "{\"a\":\n{\n",
		"image.png":          "\x89PNG\r\n\x1a\n\x00\x00",
		"empty.jsonl":        "",
		"row.csv":            "id,text\n1\n",
	} {
		in := filepath.Join(folder, name)
		write(t, in, content)
		for _, skip := range []bool{false, true} {
			_, err := p.Import(t.Context(), []string{in}, project.ImportOptions{SkipBad: skip}, nil)
			if err == nil || !strings.Contains(err.Error(), name) || project.CanSkip(err) {
				t.Errorf("%s, skipping %v: %v", name, skip, err)
			}
		}
		good := filepath.Join(t.TempDir(), "good.txt")
		write(t, good, "A good text beside "+name)
		if _, err := p.Import(t.Context(), []string{in, good}, project.ImportOptions{}, nil); !project.CanSkip(err) {
			t.Errorf("%s beside a good file: %v", name, err)
		}
		report, err := p.Import(t.Context(), []string{in, good}, project.ImportOptions{SkipBad: true}, nil)
		if err != nil || report.Documents != 1 || len(report.Skipped) == 0 {
			t.Errorf("%s beside a good file, skipped: %+v, %v", name, report, err)
			continue
		}
		accountOf(t, report)
	}
}
