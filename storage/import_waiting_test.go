package storage_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"postil/annotate"
	"postil/storage"
)

// linked has a project with a relation type, and records each of which has a
// relation into the next one, which is not there yet.
func linked(t *testing.T) (p *project, record func(i int, text string) *annotate.Record) {
	p = newProject(t)
	next := annotate.RelationType{UID: annotate.NewUID(), Name: "next"}
	p.scheme.Relations = append(p.scheme.Relations, next)
	p.do("define", p.ana, func(w *storage.Writer) error { return w.PutScheme(p.scheme) })
	id := func(kind string, i int) annotate.UID { return annotate.UIDFromName(fmt.Sprint(kind, i)) }
	return p, func(i int, text string) *annotate.Record {
		r := document(fmt.Sprint(i), text)
		r.Document.UID = id("document", i)
		s := span(t, r, p.label("PERSON"), p.ana, [2]int{0, 3})
		s.UID = id("span", i)
		r.Spans = []annotate.Span{s}
		r.Relations = []annotate.Relation{{UID: id("relation", i), Type: next.UID, From: s.UID, To: id("span", i+1), ToDocument: id("document", i+1),
			Annotator: p.ana.UID, Origin: annotate.Origin{Kind: annotate.Manual}}}
		return r
	}
}

// What waits for a later record keeps nothing of its document in memory.
func TestImportKeepsNoDocumentForARelationThatWaits(t *testing.T) {
	const documents, size = 400, 100_000
	p, record := linked(t)
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	p.importing(func(im *storage.Importer) error {
		before := heap()
		for i := range documents {
			if err := im.Add(record(i, strings.Repeat(fmt.Sprintf("Ann met number %d. ", i), size/20))); err != nil {
				return err
			}
		}
		if more := heap() - before; documents*size/2 < more {
			t.Errorf("%d bytes more are held for %d documents of %d bytes", more, documents, size)
		}
		return nil
	})
}

// A document that stands twice in an import, each time with a relation that waits,
// has that once.
func TestImportOfARelationThatWaitsTwice(t *testing.T) {
	p, record := linked(t)
	_, report := p.importing(adding(record(0, "Ann left."), record(0, "Ann left."), record(1, "Bob left.")))
	if report.Relations != 1 || report.RelationsKnown != 1 || report.Items.Relations.LeftOut == nil {
		t.Errorf("%d new relations, %d known, left out %+v", report.Relations, report.RelationsKnown, report.Items.Relations.LeftOut)
	}
	if n := len(p.all().Records[0].Relations); n != 1 {
		t.Errorf("the document has %d relations", n)
	}
	sound(t, p.File)
	_, report = p.importing(adding(record(0, "Ann left."), record(1, "Bob left."), record(2, "Cy left.")))
	if report.Relations != 1 || report.RelationsKnown != 1 {
		t.Errorf("again: %d new relations, %d known", report.Relations, report.RelationsKnown)
	}
	sound(t, p.File)
}
