package storage_test

import (
	"testing"

	"postil/annotate"
	"postil/storage"
)

// An annotator sets a status while an import brings another: the import has not
// looked yet, or has looked, or has written.
func TestStatusSetDuringAnImport(t *testing.T) {
	const before, looked, written = "before", "looked", "written"
	for _, moment := range []string{before, looked, written} {
		for name, end := range map[string]error{"whole": nil, "failed": errWanted} {
			t.Run(moment+", "+name, func(t *testing.T) {
				p := newProject(t)
				one, two := document("one", "The port of Antwerp."), document("two", "The port of Ghent.")
				p.take(one, two)
				window, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk", Now: clock()})
				must(t, err)
				defer window.Close()
				set := func(when string) {
					if when != moment {
						return
					}
					_, err := window.Do(ctx, storage.Action{Name: "go on", Annotator: p.ana.UID}, func(w *storage.Writer) error {
						s := annotate.DocumentStatus{Document: one.Document.UID, Annotator: p.ana.UID}
						for _, s.Status = range []annotate.Status{annotate.Unread, annotate.Done, annotate.InProgress} {
							must(t, w.SetStatus(s))
						}
						return nil
					})
					must(t, err)
				}
				for _, r := range []*annotate.Record{one, two} {
					r.Statuses = []annotate.DocumentStatus{{Annotator: p.ana.UID, Status: annotate.Done}, {Annotator: p.ben.UID, Status: annotate.Done}}
				}
				// Ben imports, so that Ana's undo is about what she has done herself.
				change, _, err := p.Import(ctx, storage.Action{Name: "import", Annotator: p.ben.UID}, func(im *storage.Importer) error {
					set(before)
					must(t, im.Add(two))
					must(t, im.Add(one))
					set(looked)
					must(t, im.Add(one)) // what the import has brought to it is written first
					set(written)
					return end
				})
				if err != end {
					t.Fatal(err)
				}
				status := func(of int, by annotate.Annotator, want annotate.Status) {
					t.Helper()
					got := annotate.Unread
					for _, s := range p.all().Records[of].Statuses {
						if s.Annotator == by.UID {
							got = s.Status
						}
					}
					if got != want {
						t.Errorf("%s has come to %q with document %d, want %q", by.Name, got, of, want)
					}
				}
				imported := annotate.Done
				if end != nil {
					imported = annotate.Unread
				}
				status(0, p.ana, annotate.InProgress)
				status(0, p.ben, imported)
				status(1, p.ana, imported)
				sound(t, p.File)
				if n := p.number("SELECT count(*) FROM yielded"); n != 0 {
					t.Errorf("%d are noted as yielded", n)
				}
				if end != nil {
					return
				}
				if undone := p.undo(p.ben); undone.Undoes != change.UID {
					t.Errorf("undone: %+v", undone)
				}
				status(0, p.ana, annotate.InProgress)
				status(0, p.ben, annotate.Unread)
				p.redo(p.ben)
				status(0, p.ana, annotate.InProgress)
				status(1, p.ana, annotate.Done)
				p.undo(p.ana)
				status(0, p.ana, annotate.Unread)
				sound(t, p.File)
			})
		}
	}
}
