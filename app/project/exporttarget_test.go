package project_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project"
)

// No name, link or format leads an export over a project or what belongs to one.
func TestExportNeverReplacesAProject(t *testing.T) {
	p := choosableProject(t)
	folder := filepath.Dir(p.Path())
	in := func(name string) string { return filepath.Join(folder, name) }
	other, err := project.Create(t.Context(), in("other.postil"), "Bo")
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(in("other.postil"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"browser.sqlite", "own.scheme.json", "report.jsonl.REPORT.json", "part.train.jsonl", "a.version-1.backup.postil"} {
		write(t, in(name), string(content))
	}
	for name, to := range map[string]string{"link.jsonl": p.Path(), "link2.jsonl": "other.postil", "sub": folder} {
		if err := os.Symlink(to, in(name)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	if err := os.Link(p.Path(), in("twin.jsonl")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ format, out, split, says string }{
		{"jsonl", "a.postil", "", "this is the project itself"},
		{"brat", "a.postil", "", "this is the project itself"},
		{"hf", "a.postil-wal", "", "this is a part of the project itself"},
		{"jsonl", "a.postil-wal", "", "this is a part of the project itself"},
		{"csv", "a.postil-shm", "", ""}, // NAME.documents.csv and so on, which are free
		{"brat", "a.postil-shm", "", "this is a part of the project itself"},
		{"jsonl", "link.jsonl", "", "this is the project itself"},
		{"jsonl", "twin.jsonl", "", "this is the project itself"},
		{"conll", "sub/a.postil", "", "this is the project itself"},
		{"hf", "sub/a.postil-journal", "", "this is a part of the project itself"},
		{"jsonl", "other.postil", "", "this is another project, or a backup of one"},
		{"jsonl", "new.POSTIL", "", "this is the name of a project"},
		{"hf", "other.postil-wal", "", "this is a part of another project"},
		{"jsonl", "link2.jsonl", "", "this is another project"},
		{"jsonl", "a.version-1.backup.postil", "", "this is another project, or a backup of one"},
		{"jsonl", "browser.sqlite", "", "this is a database, which an export never replaces; choose another name"},
		{"jsonl", "own.jsonl", "", "own.scheme.json: this is a database"},
		{"spacy", "report.jsonl", "", "report.jsonl.REPORT.json: this is a database"},
		{"jsonl", "part.jsonl", "80/20", "part.train.jsonl: this is a database"},
		{"jsonl", "part.jsonl", "", ""},
	} {
		o := project.ExportOptions{Format: c.format, Path: in(c.out), Split: c.split}
		asked := p.CheckTarget(o)
		_, err := p.Export(t.Context(), o, nil)
		if c.says == "" {
			if asked != nil || err != nil {
				t.Errorf("%s to %s: %v, %v", c.format, c.out, asked, err)
			}
			continue
		}
		for _, err := range []error{asked, err} {
			if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s to %s: %v, want %q", c.format, c.out, err, c.says)
			}
		}
	}
	if now, err := os.ReadFile(in("browser.sqlite")); err != nil || string(now) != string(content) {
		t.Errorf("the database has changed: %v", err)
	}
	expectState(t, "the project after all that", stateOf(t, p), reopened(t, p))
}

// The files of layers are looked at like all others: before anything is written, an
// export says which stand there, never writes over a database, and asks for the rest.
func TestTheFilesOfLayersAreLookedAt(t *testing.T) {
	p := choosableProject(t)
	folder := t.TempDir()
	database, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"db.Moods.conll": string(database), "own.Entities.conll": "mine", "own.Moods.index.tsv": "mine", "parts.dev.Moods.conll": "mine"} {
		write(t, filepath.Join(folder, name), content)
	}
	for _, c := range []struct {
		out, split string
		layers     []string
		says       string   // of what is refused always
		there      []string // what would be replaced
	}{
		{"db", "", nil, "db.Moods.conll: this is a database", []string{"db.Moods.conll"}},
		{"db", "", []string{"Entities"}, "", nil},
		{"own", "", nil, "", []string{"own.Entities.conll", "own.Moods.index.tsv"}},
		{"own", "", []string{"Claims"}, "", nil},
		{"parts", "80/10/10", nil, "", []string{"parts.dev.Moods.conll"}},
	} {
		o := project.ExportOptions{Format: "conll", Path: filepath.Join(folder, c.out), Overlap: "split-by-layer", Split: c.split, Layers: c.layers}
		var there []string
		for _, path := range p.Replaces(o) {
			there = append(there, filepath.Base(path))
		}
		if d := cmp.Diff(c.there, there); d != "" {
			t.Errorf("%s of %v: there stand (-want +got):\n%s", c.out, c.layers, d)
		}
		asked := p.CheckTarget(o)
		_, err := p.Export(t.Context(), o, nil)
		switch {
		case c.says != "":
			for _, err := range []error{asked, err} {
				if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%s of %v: %v", c.out, c.layers, err)
				}
			}
		case asked != nil:
			t.Errorf("%s of %v: %v", c.out, c.layers, asked)
		case len(c.there) == 0 && err != nil:
			t.Errorf("%s of %v: %v", c.out, c.layers, err)
		case 0 < len(c.there) && (annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), c.there[0])):
			t.Errorf("%s of %v: it was written over what stands there: %v", c.out, c.layers, err)
		}
	}
}
