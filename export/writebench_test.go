package export_test

import (
	"context"
	"path/filepath"
	"testing"

	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// BenchmarkWriteFormats writes the same project in several formats, to
// files as an export does. Native records show what they may cost.
func BenchmarkWriteFormats(b *testing.B) {
	p := specimen.Corpus(550, 100)
	for _, name := range []string{"jsonl", "doccano", "labelstudio", "conll", "hf", "spacy"} {
		f, err := export.FormatNamed(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := export.Save(context.Background(), f, filepath.Join(b.TempDir(), "x"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/55_000, "ns/span")
		})
	}
}

// BenchmarkWriteLongDocumentAsTokens writes 5 MB of text with 110,000 spans, of
// which many overlap.
func BenchmarkWriteLongDocumentAsTokens(b *testing.B) {
	p := specimen.Corpus(1, 110_000)
	for _, name := range []string{"conll", "hf", "spacy"} {
		f, err := export.FormatNamed(name)
		if err != nil {
			b.Fatal(err)
		}
		for _, overlap := range []dataset.Overlap{dataset.Longest, dataset.Innermost, dataset.First} {
			b.Run(name+"/"+string(overlap), func(b *testing.B) {
				for b.Loop() {
					if _, err := export.Save(context.Background(), f, filepath.Join(b.TempDir(), "x"), &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{Overlap: overlap}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/110_000, "ns/span")
			})
		}
	}
}
