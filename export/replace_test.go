package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
		{"another whose files end alike", "doccano", "", "jsonl", dataset.WriteOptions{}, "x.jsonl: files stand here that an export in the format jsonl has written, this one and x.jsonl.REPORT.json; choose"},
		{"asked for in place of another", "doccano", "", "jsonl", dataset.WriteOptions{Replace: true}, ""},
		{"of another format and of none", "doccano", "x.labels.json", "jsonl", dataset.WriteOptions{}, "x.labels.json: a file stands here that no earlier export has written; " +
			"also there: x.jsonl, x.jsonl.REPORT.json, that an export in the format jsonl has written; choose"},
		{"changed since", "jsonl", "x.scheme.json", "jsonl", dataset.WriteOptions{}, "x.scheme.json: a file stands here that somebody has changed since the export; choose"},
		{"asked for although changed", "jsonl", "x.scheme.json", "jsonl", dataset.WriteOptions{Replace: true}, ""},
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
			if got := specimen.List(t, folder); got != before {
				t.Errorf("the folder holds %s", got)
			}
			if c.foreign != "" && string(specimen.ContentOf(t, foreign)) != "mine" {
				t.Error("the file is replaced all the same")
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

// TestEmptyDataSetIsWarnedOf exports of a project that holds nothing.
func TestEmptyDataSetIsWarnedOf(t *testing.T) {
	p := specimen.Example(t)
	written, err := export.Save(t.Context(), specimen.Named(t, "jsonl"), filepath.Join(t.TempDir(), "x"), &p.Vocabulary, specimen.Each(nil), dataset.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"No document was chosen: the data set is empty."}, written.Warnings); d != "" {
		t.Errorf("the warnings differ (-want +got):\n%s", d)
	}
}

// TestFilesOfEarlierExportsAreRemembered parts a data set in three, in two and in
// three again: the file that the second leaves behind is still an export's.
func TestFilesOfEarlierExportsAreRemembered(t *testing.T) {
	folder := t.TempDir()
	f := specimen.Named(t, "jsonl")
	for _, c := range []struct {
		ratios string
		left   []string
	}{{"34/33/33", nil}, {"50/50", []string{"x.dev.jsonl", "x.dev.scheme.json"}}, {"34/33/33", nil}} {
		p := apart(t)
		written, err := export.Save(t.Context(), f, filepath.Join(folder, "x"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Parts: specimen.PlanOf(t, p, c.ratios)})
		if err != nil {
			t.Fatal(err)
		}
		warning := "Files of earlier exports of this name still stand there: " + strings.Join(c.left, ", ") + "."
		if got := slices.Contains(written.Warnings, warning); got != (c.left != nil) {
			t.Errorf("%s: the warnings are %q", c.ratios, written.Warnings)
		}
		if got := earlierFiles(t, filepath.Join(folder, "x.jsonl.REPORT.json")); !slices.Equal(got, c.left) {
			t.Errorf("%s: the report lists %q of earlier exports", c.ratios, got)
		}
	}
}

// earlierFiles returns what a report lists of earlier exports, with the format where
// that is another one.
func earlierFiles(t *testing.T, report string) (all []string) {
	t.Helper()
	var head struct {
		Earlier []struct{ Name, Format string } `json:"files_of_earlier_exports"`
	}
	if err := json.Unmarshal(specimen.ContentOf(t, report), &head); err != nil {
		t.Fatal(err)
	}
	for _, f := range head.Earlier {
		all = append(all, strings.TrimSpace(f.Name+" "+f.Format))
	}
	return all
}

// TestFilesOfOtherFormatsStayTheirs replaces a data set in parts by one of another
// format without: the parts are not that one's to replace.
func TestFilesOfOtherFormatsStayTheirs(t *testing.T) {
	folder := t.TempDir()
	save := func(format, ratios string, replace bool) error {
		p := apart(t)
		o := dataset.WriteOptions{Replace: replace}
		if ratios != "" {
			o.Parts = specimen.PlanOf(t, p, ratios)
		}
		_, err := export.Save(t.Context(), specimen.Named(t, format), filepath.Join(folder, "x"), &p.Vocabulary, specimen.Each(p.Records), o)
		return err
	}
	for _, err := range []error{save("jsonl", "50/50", false), save("doccano", "", true)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"x.jsonl.manifest.json jsonl", "x.test.jsonl jsonl", "x.test.scheme.json jsonl", "x.train.jsonl jsonl", "x.train.scheme.json jsonl"}
	if got := earlierFiles(t, filepath.Join(folder, "x.jsonl.REPORT.json")); !slices.Equal(got, want) {
		t.Errorf("the report lists %q of earlier exports", got)
	}
	if err := save("doccano", "50/50", false); err == nil || !strings.Contains(err.Error(), "that an export in the format jsonl has written, this one and") {
		t.Errorf("the parts of another format: %v", err)
	}
	if err := save("doccano", "", false); err != nil {
		t.Error(err)
	}
}

// TestChangedFilesAreNotReplaced changes a byte after an export, in formats that are
// files and folders; what was only copied is replaced.
func TestChangedFilesAreNotReplaced(t *testing.T) {
	for format, name := range map[string]string{"jsonl": "x.jsonl", "brat": "x/annotation.conf"} {
		p := specimen.Example(t)
		folder := t.TempDir()
		save := func(o dataset.WriteOptions) error {
			_, err := export.Save(t.Context(), specimen.Named(t, format), filepath.Join(folder, "x"), &p.Vocabulary, specimen.Each(p.Records), o)
			return err
		}
		if err := save(dataset.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		path, later := filepath.Join(folder, filepath.FromSlash(name)), time.Now().Add(time.Hour)
		if err := os.Chtimes(path, later, later); err != nil {
			t.Fatal(err)
		}
		if err := save(dataset.WriteOptions{}); err != nil {
			t.Errorf("%s: a copy: %v", format, err)
		}
		content := specimen.ContentOf(t, path)
		content[len(content)/2] ^= 1
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, later, later); err != nil {
			t.Fatal(err)
		}
		if err := save(dataset.WriteOptions{}); annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), "that somebody has changed since the export") {
			t.Errorf("%s: it says %v", format, err)
		}
		if !bytes.Equal(specimen.ContentOf(t, path), content) {
			t.Errorf("%s: it is replaced all the same", format)
		}
		if err := save(dataset.WriteOptions{Replace: true}); err != nil || bytes.Equal(specimen.ContentOf(t, path), content) {
			t.Errorf("%s: it was asked for: %v", format, err)
		}
	}
}

// TestFoldersOfOtherFormats writes one where another stands: never unasked.
func TestFoldersOfOtherFormats(t *testing.T) {
	p := specimen.Example(t)
	path := filepath.Join(t.TempDir(), "x")
	save := func(format string, o dataset.WriteOptions) error {
		_, err := export.Save(t.Context(), specimen.Named(t, format), path, &p.Vocabulary, specimen.Each(p.Records), o)
		return err
	}
	if err := save("brat", dataset.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	before := specimen.List(t, path)
	if err := save("hf", dataset.WriteOptions{}); annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), "an export in the format brat stands here; ") {
		t.Errorf("it says %v", err)
	}
	if got := specimen.List(t, path); got != before {
		t.Errorf("there stands %s", got)
	}
	if err := save("hf", dataset.WriteOptions{Replace: true}); err != nil || specimen.List(t, path) != "README.md REPORT.json train.jsonl" {
		t.Errorf("it was asked for: %v; there stands %s", err, specimen.List(t, path))
	}
	specimen.PutFile(t, path, "mine.txt", "mine")
	if err := save("hf", dataset.WriteOptions{Replace: true}); annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), "that no earlier export has written: mine.txt") {
		t.Errorf("somebody's file: %v", err)
	}
}
