package project_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/app/project"
)

// moment is a time as records and reports write it.
var moment = regexp.MustCompile(`\d{4}-\d\d-\d\dT[0-9:.]+Z`)

// sumOfManifest is what a report says of a manifest, which says the time.
var sumOfManifest = regexp.MustCompile(`(manifest.json",\s+"bytes": \d+,\s+"sha256": )"[0-9a-f]+"`)

// exportedBytes exports a project and returns the content of each file, without the
// times at which it was imported and exported.
func exportedBytes(t *testing.T, p *project.Project, o project.ExportOptions) map[string]string {
	t.Helper()
	folder := t.TempDir()
	o.Path = filepath.Join(folder, "out")
	if _, err := p.Export(t.Context(), o, nil); err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[name] = sumOfManifest.ReplaceAllString(moment.ReplaceAllString(string(contentOf(t, filepath.Join(folder, name))), "T"), "$1")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The same project gives the same bytes in every format, parted or not.
func TestTheSameExportTwice(t *testing.T) {
	lines, _ := entangled(t, 1)
	p := newProject(t)
	imported(t, p, "entangled.jsonl", strings.Join(lines, "\n"), project.ImportOptions{})
	for _, f := range project.Formats() {
		for _, parts := range []string{"", "60/20/20"} {
			if o := (project.ExportOptions{Format: f.Name, Split: parts}); f.Writes {
				if d := cmp.Diff(exportedBytes(t, p, o), exportedBytes(t, p, o)); d != "" {
					t.Errorf("%s %s differs the second time:\n%s", f.Name, parts, d)
				}
			}
		}
	}
}

// withinDocuments takes the relations into other documents out of a record: those that
// lead to one that came later stand last.
func withinDocuments(t *testing.T, line string) string {
	t.Helper()
	var d map[string]any
	if err := json.Unmarshal([]byte(line), &d); err != nil {
		t.Fatal(err)
	}
	relations, _ := d["relations"].([]any)
	d["relations"] = slices.DeleteFunc(relations, func(r any) bool { return r.(map[string]any)["to_document"] != d["id"] })
	within, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(within)
}

// sortedItems returns what stands between separators, in the order of the alphabet.
func sortedItems(content, between string) []string {
	items := strings.Split(content, between)
	for i := range items {
		items[i] = strings.TrimSuffix(items[i], "\n")
	}
	slices.Sort(items)
	return items
}

// What the order of import decides is the order of documents, and nothing within them;
// which part they go into, it decides neither.
func TestTheOrderOfImportIsTheOrderOfDocuments(t *testing.T) {
	lines, _ := entangled(t, 2)
	for i := range lines {
		lines[i] = withinDocuments(t, lines[i])
	}
	var projects []*project.Project
	for range 2 {
		p, err := project.Create(t.Context(), filepath.Join(t.TempDir(), "order.postil"), "Ana")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { p.Close() })
		imported(t, p, "in.jsonl", strings.Join(lines, "\n"), project.ImportOptions{})
		projects = append(projects, p)
		slices.Reverse(lines)
	}
	for _, c := range []struct{ format, ending, between string }{
		{"jsonl", ".jsonl", "\n"}, {"spacy", ".jsonl", "\n"}, {"hf", ".jsonl", "\n"}, {"csv", ".csv", "\n0192"}, {"conll", ".conll", "-DOCSTART- -X- O O\n"}, {"brat", ".ann", "none"},
	} {
		for _, parts := range []string{"", "60/20/20"} {
			o := project.ExportOptions{Format: c.format, Split: parts}
			one, other := exportedBytes(t, projects[0], o), exportedBytes(t, projects[1], o)
			compared, turned := 0, false
			for name, content := range one {
				if !strings.HasSuffix(name, c.ending) {
					continue
				}
				compared++
				turned = turned || content != other[name]
				if d := cmp.Diff(sortedItems(content, c.between), sortedItems(other[name], c.between)); d != "" {
					t.Errorf("%s %s, %s: the order of import changes more than the order of documents:\n%s", c.format, parts, name, d)
				}
			}
			if compared == 0 || turned == (c.format == "brat") {
				t.Errorf("%s %s: %d files, in another order: %v", c.format, parts, compared, turned)
			}
		}
	}
}
