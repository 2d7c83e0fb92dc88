package storage_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// olderProject writes a file that version 1 of the program has made: an import
// of one document with a span, then its renaming, both by the same annotator at
// the machine "desk".
func olderProject(t *testing.T, folder string) (path string) {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "version-1.postil.gz"))
	must(t, err)
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	must(t, err)
	content, err := io.ReadAll(unpacked)
	must(t, err)
	path = filepath.Join(folder, "news.postil")
	must(t, os.WriteFile(path, content, 0o644))
	return path
}

// expectOlder compares a project with what the older program has put into it.
func expectOlder(t *testing.T, f *storage.File) annotate.Record {
	t.Helper()
	held := contents(t, f)
	if len(held.Records) != 1 || len(held.Vocabulary.Annotators) != 1 {
		t.Fatalf("it holds %+v", held)
	}
	r := held.Records[0]
	if d := r.Document; d.Name != "The port of Antwerp" || d.Language != "ar" || d.Direction != annotate.Auto || d.Text != "مرفأ Antwerp مفتوح.\n" {
		t.Errorf("the document is %+v", d)
	}
	if len(r.Spans) != 1 || r.Spans[0].Text() != "Antwerp" {
		t.Errorf("the spans are %+v", r.Spans)
	}
	must(t, f.View(ctx, func(v *storage.Reader) error {
		list, err := v.Documents()
		if len(list) != 1 || list[0].Direction != annotate.Auto {
			t.Errorf("the list is %+v", list)
		}
		return err
	}))
	sound(t, f)
	return r
}

func TestOlderProjectIsBroughtUpToDate(t *testing.T) {
	path := olderProject(t, t.TempDir())
	f, err := storage.Open(ctx, path, storage.Options{Machine: "desk", Now: clock()})
	must(t, err)
	r := expectOlder(t, f)
	ana, document := r.Spans[0].Annotator, r.Document.UID
	backup := filepath.Join(filepath.Dir(path), "news.version-1.backup.postil")
	if got := names(t, filepath.Dir(path)); !slices.Contains(got, filepath.Base(backup)) {
		t.Errorf("the folder holds %q", got)
	}

	// What the older program did can be taken back, over what this one has added.
	before := contents(t, f)
	_, err = f.Do(ctx, storage.Action{Name: "turn", Annotator: ana}, func(w *storage.Writer) error { return w.SetDirection(document, annotate.RightToLeft) })
	must(t, err)
	if got := contents(t, f).Records[0].Document.Direction; got != annotate.RightToLeft {
		t.Errorf("the direction is %v", got)
	}
	turned := contents(t, f)
	for _, want := range []string{"turn", "rename", "import a document"} {
		change, _, err := f.Undo(ctx, ana)
		must(t, err)
		if !strings.Contains(change.Action, want) {
			t.Errorf("undone is %q, want %q", change.Action, want)
		}
	}
	if left := contents(t, f).Records; len(left) != 0 {
		t.Errorf("left is %+v", left)
	}
	for range 3 {
		_, _, err := f.Redo(ctx, ana)
		must(t, err)
	}
	if d := diff(turned, contents(t, f)); d != "" {
		t.Error(d)
	}
	must(t, f.Close())

	// The backup is the older file, and opens as that did.
	must(t, os.Remove(path))
	must(t, os.Rename(backup, path))
	f, err = storage.Open(ctx, path, storage.Options{Machine: "desk", Now: clock()})
	must(t, err)
	defer f.Close()
	if d := diff(before, contents(t, f)); d != "" {
		t.Error(d)
	}
}

// The schema itself knows no other directions.
func TestSchemaKnowsTheDirections(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	for _, cell := range []string{"'auto'", "'up'", "''", "1"} {
		if _, err := raw(t, p.Path()).Exec("UPDATE document SET direction = " + cell); err == nil {
			t.Errorf("a direction can be %s", cell)
		}
	}
	_, err := p.Do(ctx, storage.Action{Name: "turn", Annotator: p.ana.UID}, func(w *storage.Writer) error { return w.SetDirection(doc.Document.UID, 3) })
	wantCode(t, err, annotate.Invalid)
}
