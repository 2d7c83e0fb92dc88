package export_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/split"
)

// nameWriter writes a file for each document, or one for all.
type nameWriter struct {
	to  *dataset.Output
	all *files.File
}

func (w *nameWriter) Write(p *choice.Piece) error {
	to := w.all
	if to == nil {
		var err error
		if to, err = w.to.Files.Create(filepath.Join(w.to.Path, "text", p.Record.Document.Name)); err != nil {
			return err
		}
		defer to.Close()
	}
	_, err := to.WriteString(p.Record.Document.Name + ";")
	return err
}

func (w *nameWriter) Close() error { return nil }

func TestPartsOfFolders(t *testing.T) {
	body := "text"
	var documents []split.Document
	var records []annotate.Record
	for i, name := range []string{"a", "b", "c", "d"} {
		d := annotate.Document{UID: annotate.UIDFromName(name), Story: annotate.UIDFromName("story" + name), Name: name, Text: body}
		records = append(records, annotate.Record{Document: d})
		documents = append(documents, split.Document{UID: d.UID, Story: d.Story, Text: text.HashOf(name), Pin: []string{split.Train, split.Train, split.Dev, split.Test}[i]})
	}
	ratios, err := split.Parse("50/25/25")
	if err != nil {
		t.Fatal(err)
	}
	each := func(yield func(*annotate.Record, error) bool) {
		for _, r := range records {
			if !yield(&r, nil) {
				return
			}
		}
	}
	for name, c := range map[string]struct {
		together bool
		want     []string
	}{
		"sub-folders": {false, []string{"dev/text/c=c;", "test/text/d=d;", "train/text/a=a;", "train/text/b=b;"}},
		"files":       {true, []string{"dev.txt=c;", "test.txt=d;", "train.txt=a;b;"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := dataset.Format{Name: "names", Folder: true, Writes: true, Together: c.together, NewWriter: func(to *dataset.Output) (dataset.Writer, error) {
				w := &nameWriter{to: to}
				if !c.together {
					return w, nil
				}
				var err error
				w.all, err = to.Files.Create(filepath.Join(to.Path, to.Part+".txt"))
				return w, err
			}}
			parent := t.TempDir()
			path := filepath.Join(parent, "out")
			for range 2 { // the second time it replaces the first
				if _, err := export.Save(context.Background(), f, path, &annotate.Vocabulary{}, each, dataset.WriteOptions{Parts: split.Assign(documents, split.Options{Ratios: ratios})}); err != nil {
					t.Fatal(err)
				}
				if beside, err := os.ReadDir(parent); err != nil || len(beside) != 1 {
					t.Fatalf("beside the folder stands %v: %v", beside, err)
				}
			}
			var got []string
			for _, file := range below(t, path) {
				if strings.HasSuffix(file, ";") {
					got = append(got, file)
				}
			}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("the folder holds %v", got)
			}
			if all := below(t, path); len(all) != len(c.want)+2 {
				t.Errorf("%v", all)
			}
		})
	}
}

// below returns the files below a folder, each with what it holds.
func below(t *testing.T, folder string) (all []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(folder, name))
		all = append(all, name+"="+string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
