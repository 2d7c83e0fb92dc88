package storage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/storage"
)

// corpus generates records like articles: of each, the same for the same seed.
type corpus struct {
	random *rand.Rand
	words  []string
	vocab  annotate.Vocabulary
}

func newCorpus() *corpus {
	c := &corpus{random: rand.New(rand.NewPCG(1, 2))}
	c.vocab.Scheme = annotate.DefaultScheme()
	c.vocab.Annotators = []annotate.Annotator{{UID: annotate.NewUID(), Name: "Ana"}}
	for range 20_000 {
		word := make([]byte, 2+c.random.IntN(9))
		for i := range word {
			word[i] = byte('a' + c.random.IntN(26))
		}
		c.words = append(c.words, string(word))
	}
	return c
}

// record returns an article of about so many words with so many spans of one
// word each.
func (c *corpus) record(n, words, spans int) *annotate.Record {
	var text strings.Builder
	var ranges [][2]int
	for i := range words {
		// Zipf's law, roughly: a word's rank is the square of a uniform draw.
		x := c.random.Float64()
		word := c.words[int(x*x*float64(len(c.words)))]
		ranges = append(ranges, [2]int{text.Len(), text.Len() + len(word)})
		text.WriteString(word)
		if i%12 == 11 {
			text.WriteString(".\n")
		} else {
			text.WriteByte(' ')
		}
	}
	body := text.String()
	r := document(fmt.Sprintf("article %d", n), body)
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	for i := range spans {
		f := ranges[i*len(ranges)/spans]
		r.Spans = append(r.Spans, annotate.Span{UID: annotate.NewUID(), Document: r.Document.UID, Label: c.vocab.Scheme.Labels[i%len(c.vocab.Scheme.Labels)].UID,
			Fragments: []annotate.Fragment{{Start: f[0], End: f[1], Text: body[f[0]:f[1]]}}, Annotator: c.vocab.Annotators[0].UID,
			Origin: annotate.Origin{Kind: annotate.Manual}, Created: at, Updated: at})
	}
	return r
}

func create(t testing.TB) *storage.File {
	t.Helper()
	f, err := storage.Create(ctx, filepath.Join(t.TempDir(), "bench.postil"), storage.Options{Machine: "desk"})
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// fill imports so many articles of 320 words with 100 spans each.
func (c *corpus) fill(t testing.TB, f *storage.File, documents int) storage.ImportReport {
	t.Helper()
	_, report, err := f.Import(ctx, storage.Action{Name: "import", Annotator: c.vocab.Annotators[0].UID}, func(im *storage.Importer) error {
		if _, err := im.Merge(c.vocab); err != nil {
			return err
		}
		for i := range documents {
			if err := im.Add(c.record(i, 320, 100)); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	return report
}

// BenchmarkGenerate is what the generating of articles adds to BenchmarkImport.
func BenchmarkGenerate(b *testing.B) {
	c := newCorpus()
	for b.Loop() {
		for i := range 1100 {
			c.record(i, 320, 100)
		}
	}
}

// BenchmarkImport imports 1,100 documents with 110,000 spans: texts, full-text
// index, history, FULL durability.
func BenchmarkImport(b *testing.B) {
	c := newCorpus()
	for b.Loop() {
		b.StopTimer()
		f := create(b)
		b.StartTimer()
		if n := c.fill(b, f, 1100).Spans; n != 110_000 {
			b.Fatal(n)
		}
		b.StopTimer()
		must(b, f.Close())
		b.StartTimer()
	}
	b.ReportMetric(110_000*float64(b.N)/b.Elapsed().Seconds(), "spans/s")
}

// BenchmarkRecords streams those documents out again.
func BenchmarkRecords(b *testing.B) {
	f := create(b)
	newCorpus().fill(b, f, 1100)
	for b.Loop() {
		spans := 0
		must(b, f.View(ctx, func(r *storage.Reader) error {
			return r.Records(func(r *annotate.Record) error {
				spans += len(r.Spans)
				return nil
			})
		}))
		if spans != 110_000 {
			b.Fatal(spans)
		}
	}
	b.ReportMetric(110_000*float64(b.N)/b.Elapsed().Seconds(), "spans/s")
}

// BenchmarkLongDocument opens a document of 5 MB with 110,000 spans.
func BenchmarkLongDocument(b *testing.B) {
	f := create(b)
	c := newCorpus()
	r := c.record(1, 750_000, 110_000)
	_, _, err := f.Import(ctx, storage.Action{Name: "import", Annotator: c.vocab.Annotators[0].UID}, func(im *storage.Importer) error {
		if _, err := im.Merge(c.vocab); err != nil {
			return err
		}
		return im.Add(r)
	})
	must(b, err)
	for b.Loop() {
		must(b, f.View(ctx, func(v *storage.Reader) error {
			record, err := v.Record(r.Document.UID)
			if len(record.Spans) != 110_000 {
				b.Fatal(len(record.Spans))
			}
			return err
		}))
	}
	b.ReportMetric(float64(len(r.Document.Text))/1e6, "MB")
}

// BenchmarkAction tags one span, durably, in a project of 110,000 spans.
func BenchmarkAction(b *testing.B) {
	f := create(b)
	c := newCorpus()
	c.fill(b, f, 1100)
	r := c.record(2000, 320, 100)
	spans := r.Spans
	r.Spans = nil
	_, _, err := f.Import(ctx, storage.Action{Name: "import", Annotator: c.vocab.Annotators[0].UID}, adding(r))
	must(b, err)
	for b.Loop() {
		s := spans[b.N%len(spans)]
		s.UID = annotate.NewUID()
		_, err := f.Do(ctx, storage.Action{Name: "tag", Annotator: c.vocab.Annotators[0].UID, Document: r.Document.UID}, func(w *storage.Writer) error {
			return w.PutSpan(&s)
		})
		must(b, err)
	}
}

// BenchmarkBareFlush appends as many bytes to a file as BenchmarkAction does to
// the log (seven pages) and flushes them: the part of an action that is the
// disk's.
func BenchmarkBareFlush(b *testing.B) {
	file, err := os.Create(filepath.Join(b.TempDir(), "flush"))
	must(b, err)
	defer file.Close()
	page := make([]byte, 7*4120)
	for b.Loop() {
		_, err := file.Write(page)
		must(b, err)
		must(b, file.Sync())
	}
}

// BenchmarkForeign asks for changes by others where there are none.
func BenchmarkForeign(b *testing.B) {
	f := create(b)
	for b.Loop() {
		_, _, err := f.Foreign(context.Background())
		must(b, err)
	}
}

// BenchmarkUndoImport takes an import of 110,000 spans back and puts it back in.
func BenchmarkUndoImport(b *testing.B) {
	f := create(b)
	c := newCorpus()
	c.fill(b, f, 1100)
	for b.Loop() {
		_, _, err := f.Undo(ctx, c.vocab.Annotators[0].UID)
		must(b, err)
		_, _, err = f.Redo(ctx, c.vocab.Annotators[0].UID)
		must(b, err)
	}
}
