package project_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"postil/app/project"
)

// TestFilesOfNoFormat has files that recognition refuses, alone and in a folder: an
// import that skips what is bad passes each over and lists it; else a folder notes
// them, and one that was named stops the import with a way on.
func TestFilesOfNoFormat(t *testing.T) {
	for name, content := range map[string]string{
		"strange.json": `{"a":1}`, "begin.json": `["a"]`,
		"u.conll":     "# sent_id = 1\n1\tNoem\tNoem\tPROPN\tNNP\t_\t0\troot\t_\t_\n",
		"spans.jsonl": `{"text":"a","entities":[],"spans":{"sc":[]},"masked":[],"cats":{}}`,
	} {
		folder := filepath.Join(t.TempDir(), "in")
		good, bad := filepath.Join(folder, "good.txt"), filepath.Join(folder, name)
		write(t, good, "A good text.")
		write(t, bad, content)
		for _, paths := range [][]string{{folder}, {good, bad}, {bad, good}} {
			p := newProject(t)
			report, err := p.Import(t.Context(), paths, project.ImportOptions{SkipBad: true}, nil)
			if err != nil || report.Documents != 1 || len(report.Skipped) != 1 || !strings.HasPrefix(report.Skipped[0].Error(), bad) || !strings.HasSuffix(report.Skipped[0].Error(), "; the whole file was passed over") {
				t.Errorf("%s: %v, %v, %q", name, err, report.Skipped, report.Notes)
			}
			report, err = newProject(t).Import(t.Context(), paths, project.ImportOptions{}, nil)
			if len(paths) == 2 {
				if err == nil || !project.CanSkip(err) || !strings.Contains(err.Error(), bad) {
					t.Errorf("%s: %v", name, err)
				}
			} else if err != nil || report.Documents != 1 || !slices.ContainsFunc(report.Notes, func(note string) bool { return strings.HasPrefix(note, "passed over: "+bad) }) {
				t.Errorf("%s: %v, %v, %q", name, err, report.Skipped, report.Notes)
			}
		}
		alone := filepath.Join(t.TempDir(), "alone")
		write(t, filepath.Join(alone, name), content)
		for _, skip := range []bool{false, true} {
			if _, err := newProject(t).Import(t.Context(), []string{alone}, project.ImportOptions{SkipBad: skip}, nil); err == nil || project.CanSkip(err) || !strings.Contains(err.Error(), filepath.Join(alone, name)) {
				t.Errorf("%s alone: %v", name, err)
			}
		}
	}
}

// TestPairsInCapitals has the two files of a document of brat as programs for Windows
// call them, of which one stands for both.
func TestPairsInCapitals(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "a.TXT"), "Bart spoke.")
	write(t, filepath.Join(folder, "a.ANN"), "T1\tPERSON 0 4\tBart\n")
	for _, format := range []string{"auto", "brat"} {
		report, err := newProject(t).Import(t.Context(), []string{folder}, project.ImportOptions{Format: format}, nil)
		if err != nil || report.Documents != 1 || report.Spans != 1 || len(report.Files) != 1 {
			t.Errorf("%s: %v, %+v", format, err, report)
		}
	}
}

// TestStrictImportSaysWhere has labels that the scheme lacks, in a file of several
// records, and one whose scheme stands beside it.
func TestStrictImportSaysWhere(t *testing.T) {
	folder := t.TempDir()
	const known, unknown, another = `{"text":"Ann came.","spans":[{"start":0,"end":3,"label":"PERSON","text":"Ann"}]}`,
		`{"text":"Bo, Ann.","spans":[{"start":0,"end":2,"label":"PERSON","text":"Bo"},{"start":4,"end":7,"label":"PER","text":"Ann"}]}`,
		`{"text":"Bonn.","spans":[{"start":0,"end":4,"label":"SPOT","text":"Bonn"}]}`
	for name, c := range map[string]struct{ content, want string }{
		"one.jsonl": {known + "\n" + unknown + "\n", `one.jsonl, line 2, span "Ann": the scheme has no label "PER"; add what`},
		"two.jsonl": {known + "\n\n" + unknown + "\n" + another + "\n", `two.jsonl, line 3, span "Ann": the scheme has no label "PER"; in all of the file: the scheme has no label "PER", "SPOT"; add what`},
	} {
		path := filepath.Join(folder, name)
		write(t, path, c.content)
		_, err := newProject(t).Import(t.Context(), []string{path}, project.ImportOptions{Strict: true}, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) || project.CanSkip(err) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
