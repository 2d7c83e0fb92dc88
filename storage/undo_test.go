package storage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/storage"
)

func TestFirst(t *testing.T) {
	p := newProject(t)
	doc := document("a", "The port of Antwerp is one of the main gateways.")
	p.take(doc)
	before := p.all()
	s := span(t, doc, p.label("PLACE"), p.ana, [2]int{12, 19})
	change := p.put(p.ana, s, span(t, doc, p.label("QUOTE"), p.ana, [2]int{0, 3}, [2]int{9, 11}))
	after := p.all()
	if cmp.Equal(before, after) {
		t.Fatal("nothing was written")
	}
	sound(t, p.File)
	undone, touched, err := p.Undo(ctx, p.ana.UID)
	must(t, err)
	if undone.Undoes != change.UID || len(touched.Documents) != 1 {
		t.Fatal(undone, touched)
	}
	if d := cmp.Diff(before, p.all()); d != "" {
		t.Fatal(d)
	}
	_, _, err = p.Redo(ctx, p.ana.UID)
	must(t, err)
	if d := cmp.Diff(after, p.all()); d != "" {
		t.Fatal(d)
	}
	_, _, err = p.Redo(ctx, p.ana.UID)
	wantCode(t, err, annotate.NotFound)
	_ = storage.Touched{}
}
