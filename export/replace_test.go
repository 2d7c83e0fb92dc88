package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestReplacesOnlyEarlierExports writes where files stand that no export has
// written: they stay, unless they are asked for.
func TestReplacesOnlyEarlierExports(t *testing.T) {
	for _, c := range []struct {
		name, format string
		foreign      string // a file that stands there
		earlier      string // the format of an earlier export of the same name, "" for none
		o            dataset.WriteOptions
		says         string // "" where it is written
	}{
		{"nothing there", "jsonl", "", "", dataset.WriteOptions{}, ""},
		{"an earlier export", "jsonl", "", "jsonl", dataset.WriteOptions{}, ""},
		{"another with the same name", "conll", "", "jsonl", dataset.WriteOptions{}, ""},
		{"the file", "jsonl", "x.jsonl", "", dataset.WriteOptions{}, "x.jsonl: a file stands here that no earlier export has written; choose another name"},
		{"beside an earlier export", "spacy", "x.to_spacy.py", "jsonl", dataset.WriteOptions{}, "x.to_spacy.py: a file stands here"},
		{"what stands beside", "jsonl", "x.scheme.json", "", dataset.WriteOptions{}, "x.scheme.json: a file stands here"},
		{"somebody's report", "jsonl", "x.jsonl.REPORT.json", "", dataset.WriteOptions{}, "x.jsonl.REPORT.json: a file stands here"},
		{"of another ending", "jsonl", "x.scheme.json", "conll", dataset.WriteOptions{}, "x.scheme.json: a file stands here"},
		{"the file of a layer", "conll", "x.Quotes.conll", "", dataset.WriteOptions{Overlap: dataset.SplitByLayer}, "x.Quotes.conll: a file stands here"},
		{"asked for", "jsonl", "x.jsonl", "", dataset.WriteOptions{Replace: true}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := specimen.Example(t)
			folder := t.TempDir()
			save := func(format string, o dataset.WriteOptions) error {
				_, err := export.Save(t.Context(), specimen.Named(t, format), filepath.Join(folder, "x"), &p.Vocabulary, specimen.Each(p.Records), o)
				return err
			}
			if c.earlier != "" {
				if err := save(c.earlier, dataset.WriteOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			foreign := filepath.Join(folder, c.foreign)
			if c.foreign != "" {
				if err := os.WriteFile(foreign, []byte("mine"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			before := specimen.List(t, folder)
			err := save(c.format, c.o)
			if c.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it says %v", err)
			}
			if content, err := os.ReadFile(foreign); err != nil || string(content) != "mine" || specimen.List(t, folder) != before {
				t.Errorf("the folder holds %s, the file %q, %v", specimen.List(t, folder), content, err)
			}
		})
	}
}

// TestRefusalNamesAllFiles has several in the way.
func TestRefusalNamesAllFiles(t *testing.T) {
	p := specimen.Example(t)
	folder := t.TempDir()
	for _, name := range []string{"x.jsonl", "x.scheme.json"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	_, err := export.Save(t.Context(), specimen.Named(t, "jsonl"), filepath.Join(folder, "x.jsonl"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{})
	if err == nil || !strings.Contains(err.Error(), "x.scheme.json: files stand here that no earlier export has written, this one and x.jsonl;") {
		t.Errorf("it says %v", err)
	}
}

// TestWhatAppearsMeanwhileStays has a file appear while the records are
// written.
func TestWhatAppearsMeanwhileStays(t *testing.T) {
	p := specimen.Example(t)
	path := filepath.Join(t.TempDir(), "x.jsonl")
	records := func(yield func(*annotate.Record, error) bool) {
		if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		specimen.Each(p.Records)(yield)
	}
	_, err := export.Save(t.Context(), specimen.Named(t, "jsonl"), path, &p.Vocabulary, records, dataset.WriteOptions{})
	if annotate.CodeOf(err) != annotate.Refused {
		t.Errorf("it says %v", err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "mine" {
		t.Errorf("the file holds %q, %v", content, err)
	}
}

// TestFilesOfLayersAreAnnounced writes each layer by itself, also in parts.
func TestFilesOfLayersAreAnnounced(t *testing.T) {
	f := specimen.Named(t, "conll")
	for _, parts := range [][]string{nil, {"train", "test"}} {
		p := apart(t)
		path := filepath.Join(t.TempDir(), "x")
		o := dataset.WriteOptions{Overlap: dataset.SplitByLayer}
		announced := export.Files(f, path, &p.Vocabulary, o, parts...)
		if parts != nil {
			o.Parts = specimen.PlanOf(t, p, "50/50")
		}
		written, err := export.Save(t.Context(), f, path, &p.Vocabulary, specimen.Each(p.Records), o)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(announced, written.Files); d != "" || !strings.Contains(announced[1], ".Quotes.conll") {
			t.Errorf("announced were other files (-announced +written):\n%s", d)
		}
	}
}

// TestFilesOfEarlierExportsAreRemembered parts a data set in three, in two and in
// three again: the file that the second leaves behind is still an export's.
func TestFilesOfEarlierExportsAreRemembered(t *testing.T) {
	folder := t.TempDir()
	f := specimen.Named(t, "jsonl")
	report := filepath.Join(folder, "x.jsonl.REPORT.json")
	for _, c := range []struct{ ratios, left string }{
		{"34/33/33", `"files_of_earlier_exports": []`},
		{"50/50", "\"files_of_earlier_exports\": [\n    \"x.dev.jsonl\",\n    \"x.dev.scheme.json\"\n  ]"},
		{"34/33/33", `"files_of_earlier_exports": []`},
	} {
		p := apart(t)
		if _, err := export.Save(t.Context(), f, filepath.Join(folder, "x"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Parts: specimen.PlanOf(t, p, c.ratios)}); err != nil {
			t.Fatal(err)
		}
		if content, err := os.ReadFile(report); err != nil || !strings.Contains(string(content), c.left) {
			t.Errorf("%s: the report says %s, %v", c.ratios, content, err)
		}
	}
}
