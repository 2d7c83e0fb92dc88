package storage_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"postil/annotate"
	"postil/storage"
)

// BenchmarkWaitDuringImport has another process's writer (another File, which
// SQLite takes for one) act all the time while an import is at work, and reports
// the longest it waited.
func BenchmarkWaitDuringImport(b *testing.B) {
	b.Run("new=110000spans", func(b *testing.B) {
		benchmarkWait(b, func(b *testing.B, p *project, _ int) { p.marked().fill(b, p.File, 1100) })
	})
	b.Run("cancelled=110000spans", func(b *testing.B) {
		benchmarkWait(b, func(b *testing.B, p *project, _ int) {
			c := p.marked()
			_, _, err := p.Import(ctx, storage.Action{Name: "import", Annotator: p.ana.UID}, func(im *storage.Importer) error {
				for i := range 1100 {
					if err := im.Add(c.record(i, 320, 100)); err != nil {
						return err
					}
				}
				return errWanted
			})
			if !errors.Is(err, errWanted) {
				b.Fatal(err)
			}
		})
	})
	b.Run("known=40000documents", func(b *testing.B) {
		var records []*annotate.Record
		benchmarkWait(b, func(b *testing.B, p *project, round int) {
			if round == 0 {
				for i := range 40_000 {
					records = append(records, document(fmt.Sprint(i), fmt.Sprint("The port of Antwerp, ", i)))
				}
				p.take(records...)
			}
			// Another annotator has read them all, and says that each is of another
			// story than here.
			cleo := annotate.Annotator{UID: annotate.NewUID(), Name: fmt.Sprint("Cleo ", round)}
			for _, r := range records {
				r.Document.Story = annotate.NewUID()
				r.Statuses = []annotate.DocumentStatus{{Annotator: cleo.UID, Status: annotate.Done}}
			}
			p.importing(func(im *storage.Importer) error {
				if _, err := im.Merge(annotate.Vocabulary{Annotators: []annotate.Annotator{cleo}}); err != nil {
					return err
				}
				return adding(records...)(im)
			})
		})
	})
}

// BenchmarkWaitForLanguages has documents that are there without a language get
// one from an import.
func BenchmarkWaitForLanguages(b *testing.B) {
	for _, documents := range []int{11_000, 40_000} {
		b.Run(fmt.Sprintf("known=%ddocuments", documents), func(b *testing.B) {
			benchmarkWait(b, func(b *testing.B, p *project, round int) {
				var records []*annotate.Record
				for i := range documents {
					records = append(records, document(fmt.Sprint(i), fmt.Sprint("The port of Antwerp, ", round, i)))
				}
				p.take(records...)
				for _, r := range records {
					r.Document.Language = "nl"
				}
				if _, report := p.importing(adding(records...)); report.Languages != documents {
					b.Fatal(report.Languages)
				}
			})
		})
	}
}

// benchmarkWait measures how long a writer waits at most while work is at it.
func benchmarkWait(b *testing.B, work func(b *testing.B, p *project, round int)) {
	p := newProject(b)
	doc := document("window", "The port of Antwerp.")
	p.take(doc)
	other, err := storage.Open(ctx, p.Path(), storage.Options{Machine: "desk"})
	must(b, err)
	defer other.Close()
	longest, actions, round := time.Duration(0), 0, 0
	for b.Loop() {
		done := make(chan struct{})
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for {
				select {
				case <-done:
					return
				case <-time.After(5 * time.Millisecond):
				}
				s := span(b, doc, p.label("PLACE"), p.ben, [2]int{12, 19})
				start := time.Now()
				_, err := other.Do(ctx, storage.Action{Name: "tag", Annotator: p.ben.UID}, func(w *storage.Writer) error { return w.PutSpan(&s) })
				if err != nil {
					b.Error(err)
					return
				}
				longest, actions = max(longest, time.Since(start)), actions+1
			}
		}()
		work(b, p, round)
		round++
		close(done)
		<-ended
	}
	b.ReportMetric(float64(longest.Microseconds())/1000, "ms-longest-wait")
	b.ReportMetric(float64(actions)/float64(b.N), "actions/import")
}
