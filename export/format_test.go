package export_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/jsonl"
)

func TestFormatsSayWhatTheyAre(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range export.Formats() {
		if seen[f.Name] || f.Title == "" || f.Description == "" || f.Example == "" || len(f.Extensions) == 0 && !f.Folder || !f.Reads && !f.Writes {
			t.Errorf("%+v", f)
		}
		seen[f.Name] = true
		if got, err := export.FormatNamed(f.Name); err != nil || got.Name != f.Name {
			t.Errorf("%s cannot be found by its name: %v", f.Name, err)
		}
		if !f.Writes {
			if _, err := export.Save(context.Background(), f, filepath.Join(t.TempDir(), "x"), &annotate.Vocabulary{}, specimen.Each(nil), dataset.WriteOptions{}); annotate.CodeOf(err) != annotate.Refused {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	if _, err := export.FormatNamed("docx"); err == nil || !strings.Contains(err.Error(), `there is no format "docx"; choose one of jsonl`) {
		t.Errorf("%v", err)
	}
}

func TestExamplesCanBeRead(t *testing.T) {
	for _, f := range export.Formats() {
		if !f.Reads {
			continue
		}
		path := filepath.Join(t.TempDir(), "example"+f.Extensions[0])
		if err := os.WriteFile(path, []byte(f.Example), 0o666); err != nil {
			t.Fatal(err)
		}
		if f.Folder { // the text has a file of its own
			if err := os.WriteFile(strings.TrimSuffix(path, f.Extensions[0])+".txt", []byte("Bart De Wever spoke."), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if p := specimen.ReadAll(t, f, path); len(p.Records) != 1 {
			t.Errorf("%s: %d records", f.Name, len(p.Records))
		}
	}
}

func TestSaveAndOpen(t *testing.T) {
	folder := t.TempDir()
	p := specimen.Example(t)
	path := filepath.Join(folder, "corpus.jsonl")
	written, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	scheme, report := filepath.Join(folder, "corpus.scheme.json"), filepath.Join(folder, "corpus.jsonl.REPORT.json")
	if d := cmp.Diff(export.Written{Format: "jsonl", Loses: []string{"the project's history"}, Files: []string{scheme, path, report}, Report: report, Documents: 2, Spans: 4, Relations: 2}, written, cmpopts.IgnoreFields(export.Written{}, "Account")); d != "" {
		t.Errorf("report:\n%s", d)
	}
	if d := cmp.Diff(written.Files, export.Files(specimen.Named(t, "jsonl"), path, &annotate.Vocabulary{}, dataset.WriteOptions{})); d != "" {
		t.Errorf("announced were other files:\n%s", d)
	}
	if got := specimen.List(t, folder); got != "corpus.jsonl corpus.jsonl.REPORT.json corpus.scheme.json" {
		t.Errorf("the folder holds %s", got)
	}
	want := specimen.Example(t)
	for _, r := range want.Records {
		r.Document.Meta = annotate.Meta(strings.NewReplacer(" ", "", "\n", "").Replace(string(r.Document.Meta)))
		cut(r)
	}
	got := specimen.ReadAll(t, specimen.Named(t, "jsonl"), path)
	specimen.InOrder(want)
	specimen.InOrder(&got)
	specimen.Same(t, want, &got)
}

// cut cuts times to the milliseconds that a record carries.
func cut(r *annotate.Record) {
	const ms = 1e6
	r.Document.Imported = r.Document.Imported.Truncate(ms)
	for i := range r.Spans {
		r.Spans[i].Created, r.Spans[i].Updated = r.Spans[i].Created.Truncate(ms), r.Spans[i].Updated.Truncate(ms)
	}
	for i := range r.Relations {
		r.Relations[i].Created, r.Relations[i].Updated = r.Relations[i].Created.Truncate(ms), r.Relations[i].Updated.Truncate(ms)
	}
}

func TestSchemePath(t *testing.T) {
	for path, want := range map[string]string{"a/b.jsonl": "a/b.scheme.json", "b.NDJSON": "b.scheme.json", "b.json": "b.json.scheme.json", ".jsonl": ".jsonl.scheme.json"} {
		if got := jsonl.SchemePath(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

// TestFailedSavesLeaveNothing checks that every way to fail leaves what stood
// there before, or nothing.
func TestFailedSavesLeaveNothing(t *testing.T) {
	broken := errors.New("the project cannot be read")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		name    string
		ctx     context.Context
		records func(*specimen.Project) iter.Seq2[*annotate.Record, error]
		want    error
	}{
		{"cancelled", cancelled, func(p *specimen.Project) iter.Seq2[*annotate.Record, error] { return specimen.Each(p.Records) }, context.Canceled},
		{"cancelled without records", cancelled, func(*specimen.Project) iter.Seq2[*annotate.Record, error] { return specimen.Each(nil) }, context.Canceled},
		{"source fails", context.Background(), func(p *specimen.Project) iter.Seq2[*annotate.Record, error] {
			return func(yield func(*annotate.Record, error) bool) { _ = yield(p.Records[0], nil) && yield(nil, broken) }
		}, broken},
		{"bad record", context.Background(), func(p *specimen.Project) iter.Seq2[*annotate.Record, error] {
			p.Records[1].Spans[0].Fragments[0].Text = "x"
			return specimen.Each(p.Records)
		}, nil},
	} {
		for _, before := range []string{"", "before"} {
			t.Run(c.name+" "+before, func(t *testing.T) {
				folder := t.TempDir()
				path := filepath.Join(folder, "corpus.jsonl")
				files := []string{path, jsonl.SchemePath(path)}
				if before != "" {
					for _, f := range files {
						if err := os.WriteFile(f, []byte(before), 0o666); err != nil {
							t.Fatal(err)
						}
					}
				}
				p := specimen.Example(t)
				_, err := export.Save(c.ctx, specimen.Named(t, "jsonl"), path, &p.Vocabulary, c.records(p), dataset.WriteOptions{Replace: true})
				if err == nil || c.want != nil && !errors.Is(err, c.want) {
					t.Errorf("%v", err)
				}
				if before == "" {
					if got := specimen.List(t, folder); got != "" {
						t.Errorf("the folder holds %s", got)
					}
					return
				}
				for _, f := range files {
					if got, err := os.ReadFile(f); err != nil || string(got) != before {
						t.Errorf("%s holds %q, %v", f, got, err)
					}
				}
			})
		}
	}
}

func TestPlacesThatCannotBeWritten(t *testing.T) {
	p := specimen.Example(t)
	save := func(path string) error {
		_, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{})
		return err
	}
	folder := t.TempDir()
	if err := save(filepath.Join(folder, "none", "corpus.jsonl")); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("no folder: %v", err)
	}
	if err := os.Mkdir(filepath.Join(folder, "taken.jsonl"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := save(filepath.Join(folder, "taken.jsonl")); annotate.CodeOf(err) != annotate.Refused {
		t.Errorf("a folder stands there: %v", err)
	}
	if got := specimen.List(t, folder); got != "taken.jsonl" {
		t.Errorf("the folder holds %s", got)
	}
}

func TestSavesKeepLinksAndModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes, and links only for administrators")
	}
	folder := t.TempDir()
	real, link := filepath.Join(folder, "real.jsonl"), filepath.Join(folder, "link.jsonl")
	if err := os.WriteFile(real, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	p := specimen.Example(t)
	if _, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), link, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Replace: true}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if info, err := os.Stat(real); err != nil || info.Mode().Perm() != 0o640 || info.Size() == 0 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	for _, f := range export.Formats() {
		if !f.Reads {
			if _, err := f.Open(folder, dataset.ReadOptions{}); annotate.CodeOf(err) != annotate.Refused {
				t.Errorf("%s: %v", f.Name, err)
			}
			continue
		}
		if _, err := f.Open(filepath.Join(folder, "none"+f.Extensions[0]), dataset.ReadOptions{}); annotate.CodeOf(err) != annotate.NotFound {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	path := filepath.Join(folder, "a.jsonl")
	if err := os.WriteFile(path, []byte(`{"text":"a"}`), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(jsonl.SchemePath(path), []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := specimen.Named(t, "jsonl").Open(path, dataset.ReadOptions{}); err == nil || !strings.Contains(err.Error(), "a.scheme.json: it is no scheme file") {
		t.Errorf("%v", err)
	}
}

func TestPlainText(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "article.txt")
	if err := os.WriteFile(path, []byte("\ufeffOne\r\ntwo\x00"), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := specimen.Named(t, "text").Open(path, dataset.ReadOptions{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	record, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	d := &record.Document
	if d.Text != "One\ntwo\ufffd" || d.Name != "One" || d.Source != "article.txt" || d.Language != "en" {
		t.Errorf("%+v", d)
	}
	if err := d.Validate(); err != nil {
		t.Error(err)
	}
	if got := r.Report(); got.Replaced.Controls != 1 || got.Charset != "utf-8" || got.Documents != 1 {
		t.Errorf("report: %+v", got)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("there is a second document: %v", err)
	}
	for name, content := range map[string]string{"empty.txt": "", "blank.txt": " \n\t\u3000", "picture.txt": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		r, err := specimen.Named(t, "text").Open(path, dataset.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Next(); annotate.CodeOf(err) != annotate.Invalid || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSeeds reads the real articles that may stand beside the checkout, and
// writes and reads them again as records.
func TestSeeds(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("..", "..", "shared", "seeds", "*.txt"))
	if len(paths) == 0 {
		t.Skip("there are no articles in ../shared/seeds beside the checkout")
	}
	p := specimen.Project{}
	for _, path := range paths {
		p.Records = append(p.Records, specimen.ReadAll(t, specimen.Named(t, "text"), path).Records...)
	}
	path := filepath.Join(t.TempDir(), "seeds.jsonl")
	if _, err := export.Save(context.Background(), specimen.Named(t, "jsonl"), path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	got := specimen.ReadAll(t, specimen.Named(t, "jsonl"), path)
	specimen.Same(t, &p, &got)
}

func TestRecordsInUTF16(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(path, []byte(specimen.Wide(`{"text":"Șefa 😀","spans":[{"start":5,"end":6,"label":"X","text":"😀"}]}`+"\r\n")), 0o666); err != nil {
		t.Fatal(err)
	}
	if p := specimen.ReadAll(t, specimen.Named(t, "jsonl"), path); len(p.Records) != 1 || p.Records[0].Spans[0].Text() != "😀" {
		t.Errorf("%+v", p.Records)
	}
}
