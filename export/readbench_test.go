package export_test

import (
	"context"
	"path/filepath"
	"testing"

	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// BenchmarkReadFormats reads the same project in the formats of other programs.
// Native records show what they may cost.
func BenchmarkReadFormats(b *testing.B) {
	p := specimen.Corpus(550, 100)
	for _, name := range []string{"jsonl", "doccano", "labelstudio", "conll"} {
		f, err := export.FormatNamed(name)
		if err != nil {
			b.Fatal(err)
		}
		path := filepath.Join(b.TempDir(), "x"+f.Extensions[0])
		if _, err := export.Save(context.Background(), f, path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{}); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := specimen.Read(name, path, dataset.ReadOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/55_000, "ns/span")
		})
	}
}
