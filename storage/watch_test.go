package storage_test

import (
	"testing"

	"postil/annotate"
	"postil/storage"
)

// foreign asks for changes by others.
func foreign(t *testing.T, f *storage.File) ([]annotate.Change, storage.Touched) {
	t.Helper()
	changes, touched, err := f.Foreign(ctx)
	must(t, err)
	return changes, touched
}

func TestForeignChangesAreNoticed(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp.")
	p.take(doc)
	other, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "laptop", Now: clock()})
	must(t, err)
	defer other.Close()
	if changes, touched := foreign(t, p.File); changes != nil || !touched.Empty() {
		t.Error("own changes are called foreign:", changes, touched)
	}
	act := func(f *storage.File, write func(w *storage.Writer) error) annotate.Change {
		change, err := f.Do(ctx, storage.Action{Name: "act", Annotator: p.ben.UID}, write)
		must(t, err)
		return change
	}
	s := span(t, doc, p.label("PLACE"), p.ben, [2]int{12, 19})
	tag := annotate.Tag{UID: annotate.NewUID(), Name: "Antwerp"}
	here := []annotate.UID{doc.Document.UID}
	for _, test := range []struct {
		name  string
		write func(w *storage.Writer) error
		want  storage.Touched
	}{
		{"span", func(w *storage.Writer) error { return w.PutSpan(&s) }, storage.Touched{Documents: here}},
		{"tag", func(w *storage.Writer) error { return w.PutTag(tag) }, storage.Touched{Tags: true}},
		{"name", func(w *storage.Writer) error { return w.RenameDocument(doc.Document.UID, "b") }, storage.Touched{List: true, Documents: here}},
		{"status", func(w *storage.Writer) error {
			return w.SetStatus(annotate.DocumentStatus{Document: doc.Document.UID, Annotator: p.ben.UID, Status: annotate.Done})
		}, storage.Touched{Documents: here}},
		{"annotator", func(w *storage.Writer) error {
			return w.PutAnnotator(annotate.Annotator{UID: annotate.NewUID(), Name: "Cleo"})
		}, storage.Touched{Annotators: true}},
		{"scheme", func(w *storage.Writer) error {
			changed := p.scheme.Clone()
			changed.Labels[0].Guideline = "Ask."
			return w.PutScheme(changed)
		}, storage.Touched{Scheme: true}},
	} {
		act(p.File, func(w *storage.Writer) error { return w.SetSplit(doc.Document.UID, test.name) }) // one's own between
		want := act(other, test.write)
		changes, touched := foreign(t, p.File)
		if d := diff([]annotate.Change{want}, changes); d != "" {
			t.Errorf("%s: %s", test.name, d)
		}
		if d := diff(test.want, touched); d != "" {
			t.Errorf("%s: %s", test.name, d)
		}
		if changes, touched := foreign(t, p.File); changes != nil || !touched.Empty() {
			t.Errorf("%s: noticed twice", test.name)
		}
	}
	undone, _, err := other.Undo(ctx, p.ben.UID)
	must(t, err)
	changes, touched := foreign(t, p.File)
	if len(changes) != 1 || changes[0].UID != undone.UID || !touched.Scheme {
		t.Error(changes, touched)
	}
	b := document("b", "More text.")
	_, _, err = other.Import(ctx, storage.Action{Name: "import", Annotator: p.ben.UID}, func(im *storage.Importer) error {
		if changes, touched := foreign(t, p.File); changes != nil || !touched.Empty() {
			t.Error("an import under way is noticed")
		}
		return im.Add(b)
	})
	must(t, err)
	changes, touched = foreign(t, p.File)
	if d := diff(storage.Touched{List: true, Documents: []annotate.UID{b.Document.UID}}, touched); d != "" || len(changes) != 1 {
		t.Error(d, changes)
	}
	if changes, _ := foreign(t, other); len(changes) == 0 {
		t.Error("the other noticed nothing")
	}
}
