package export_test

import (
	"context"
	"io"
	"path/filepath"
	"testing"

	"postil/export"
)

// BenchmarkWriteFormats writes the same project in several formats, to
// files as an export does. Native records show what they may cost.
func BenchmarkWriteFormats(b *testing.B) {
	p := corpus(550, 100)
	for _, name := range []string{"jsonl", "doccano", "labelstudio", "conll", "hf", "spacy"} {
		f, err := export.FormatNamed(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.Save(context.Background(), filepath.Join(b.TempDir(), "x"), &p.vocabulary, each(p.records), export.WriteOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/55_000, "ns/span")
		})
	}
}

func BenchmarkReadCoNLL(b *testing.B) {
	p := corpus(550, 100)
	path := filepath.Join(b.TempDir(), "x.conll")
	f, err := export.FormatNamed("conll")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := f.Save(context.Background(), path, &p.vocabulary, each(p.records), export.WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	spans := 0
	for b.Loop() {
		r, err := f.Open(path, export.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err := r.Next(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
		spans = r.Report().Spans
		r.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(spans), "ns/span")
}
