package project_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// imported brings one file into a project.
func imported(t *testing.T, p *project.Project, name, content string, o project.ImportOptions) project.ImportReport {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, content)
	report, err := p.Import(t.Context(), []string{path}, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// expectNote fails where no note of an import ends so.
func expectNote(t *testing.T, r project.ImportReport, end string) {
	t.Helper()
	if !slices.ContainsFunc(r.Notes, func(n string) bool { return strings.HasSuffix(n, end) }) {
		t.Errorf("no note ends in %q: %q", end, r.Notes)
	}
}

// languages returns the languages of the documents by their sources.
func languages(p *project.Project) string {
	var all []string
	for _, d := range p.Documents(project.Filter{}) {
		all = append(all, d.Source+" "+d.Language)
	}
	return strings.Join(all, ", ")
}

// onShelf is a record of a document of [newShelf].
func onShelf(name, language, spans string) string {
	return fmt.Sprintf(`{"source":"%s.txt","text":"The Daily %s writes about the quay\n","language":"%s","spans":[%s]}`+"\n", name, strings.ToUpper(name), language, spans)
}

func TestAnImportSaysTheLanguageOfWhatHadNone(t *testing.T) {
	p := newShelf(t, "a", "b", "c", "d")
	all := p.Documents(project.Filter{})
	for i, language := range []string{"", "en", "ro-MD", "ro"} {
		if err := p.SetLanguage(t.Context(), language, all[i].UID); err != nil {
			t.Fatal(err)
		}
	}
	before := stateOf(t, p)
	report := imported(t, p, "again.jsonl", onShelf("a", "", "")+onShelf("a", "ro", "")+onShelf("a", "fr", "")+onShelf("b", "ro", "")+onShelf("c", "ro", "")+onShelf("d", "", "")+onShelf("e", "", "")+onShelf("e", "ro", ""), project.ImportOptions{})
	if got, want := languages(p), "a.txt ro, b.txt en, c.txt ro-MD, d.txt ro, e.txt ro"; got != want {
		t.Errorf("languages: %s, want %s", got, want)
	}
	expectNote(t, report, "and have the one that the import states now: 2")
	expectNote(t, report, "which they keep: 2; postil language says another")
	after := stateOf(t, p)
	if _, err := p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	expectState(t, "undone", before, p)
	if _, err := p.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	expectState(t, "redone", after, p)
	p = reopened(t, p)
	expectState(t, "opened again", after, p)

	report = imported(t, p, "plain.jsonl", onShelf("d", "", ""), project.ImportOptions{Language: "ro"})
	if len(report.Notes) != 0 {
		t.Errorf("the same language is noted: %q", report.Notes)
	}
}

func TestSetLanguage(t *testing.T) {
	p := newShelf(t, "a", "b")
	all := p.Documents(project.Filter{})
	if err := p.SetLanguage(t.Context(), "x y", all[0].UID); annotate.CodeOf(err) != annotate.Invalid {
		t.Errorf("no language: %v", err)
	}
	if err := p.SetLanguage(t.Context(), "nl", annotate.NewUID()); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("no document: %v", err)
	}
	for _, c := range []struct{ language, want, history string }{
		{"nl", "a.txt nl, b.txt nl", "say that the language is nl"},
		{"und", "a.txt , b.txt ", "say that the language is unknown"},
	} {
		if err := p.SetLanguage(t.Context(), c.language, all[0].UID, all[1].UID); err != nil {
			t.Fatal(err)
		}
		if got := languages(p); got != c.want || p.UndoName() != c.history {
			t.Errorf("%s: %q, %q", c.language, got, p.UndoName())
		}
	}
}

// Spans where another annotator has the same are counted; those of one import
// that agree, and those of a new document, are not.
func TestAnImportCountsTheWorkOfAnother(t *testing.T) {
	p := newShelf(t, "a", "b")
	span := func(label, annotator string, end int) string {
		return fmt.Sprintf(`{"label":"%s","annotator":"%s","start":0,"end":%d,"text":"%s"}`, label, annotator, end, "The Daily"[:end])
	}
	first := onShelf("a", "", span("PERSON", "Ana", 9)+","+span("ORG", "Ana", 3)) + onShelf("new", "", span("PERSON", "Ana", 3)) + onShelf("new", "", span("PERSON", "Bo", 3))
	if report := imported(t, p, "first.jsonl", first, project.ImportOptions{}); len(report.Notes) != 0 {
		t.Errorf("first: %q", report.Notes)
	}
	second := onShelf("a", "", span("PERSON", "Ana", 9)+","+span("PERSON", "Bo", 9)+","+span("CLAIM", "Bo", 3)+","+span("ORG", "Bo", 3)) + onShelf("b", "", span("ORG", "Bo", 3))
	report := imported(t, p, "second.jsonl", second, project.ImportOptions{})
	if report.Spans != 4 || report.Merged != 1 {
		t.Errorf("%d new spans, %d known", report.Spans, report.Merged)
	}
	expectNote(t, report, "new spans on the same text and with the same label as another annotator's: 2; where that is the same work, undo the import and do it again in that annotator's name")
}

func TestNoLayerComesForLabelsThatAreThere(t *testing.T) {
	p := newShelf(t, "a")
	before := p.Scheme()
	imported(t, p, "known.jsonl", onShelf("a", "", `{"label":"PERSON","start":0,"end":9,"text":"The Daily"}`), project.ImportOptions{})
	if now := p.Scheme(); len(now.Layers) != len(before.Layers) {
		t.Errorf("layers: %+v", now.Layers)
	}
	imported(t, p, "mixed.jsonl", onShelf("a", "", `{"label":"PERSON","start":0,"end":3,"text":"The"},{"label":"PAPER","start":0,"end":9,"text":"The Daily"}`), project.ImportOptions{})
	now := p.Scheme()
	if len(now.Layers) != len(before.Layers)+1 || now.Layer(now.LabelNamed("PAPER").Layer).Name != annotate.ImportedLayer {
		t.Errorf("layers: %+v", now.Layers)
	}
}

// A new project that begins with the scheme beside what it imports says so; one that
// has the default scheme has nothing to say, nor has one that was there.
func TestNoteOfTheSchemeThatANewProjectBeginsWith(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "standoff")
	for name, content := range map[string]string{"a.txt": "Ana went.", "a.ann": "T1\tCat 0 3\tAna\n", "annotation.conf": "[entities]\nCat\nDog\n[relations]\n[events]\n[attributes]\n"} {
		write(t, filepath.Join(folder, name), content)
	}
	bare := filepath.Join(t.TempDir(), "bare.jsonl")
	write(t, bare, `{"text":"Ana went."}`+"\n")
	const end = "the new project begins with the labels that stand beside the files, and not with the default ones: Cat, Dog"
	path := filepath.Join(t.TempDir(), "p.postil")
	for _, c := range []struct {
		project, in string
		said        bool
	}{{path, folder, true}, {path, folder, false}, {filepath.Join(t.TempDir(), "q.postil"), bare, false}} {
		report, err := project.ImportInto(t.Context(), c.project, "Ana", []string{c.in}, project.ImportOptions{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if said := slices.Contains(report.Notes, end); said != c.said {
			t.Errorf("%s into %s: %q", c.in, c.project, report.Notes)
		}
	}
}
