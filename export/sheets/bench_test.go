package sheets_test

import (
	"context"
	"path/filepath"
	"testing"

	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// BenchmarkWriteSheets writes 110,000 spans as tables; beside it stand the native
// records, written to a file in the same way.
func BenchmarkWriteSheets(b *testing.B) {
	p := specimen.Corpus(1100, 100)
	for _, name := range []string{"jsonl", "csv", "parquet"} {
		b.Run(name, func(b *testing.B) {
			f, err := export.FormatNamed(name)
			if err != nil {
				b.Fatal(err)
			}
			path := filepath.Join(b.TempDir(), "corpus"+f.Extensions[0])
			b.ReportAllocs()
			for b.Loop() {
				if _, err := export.Save(context.Background(), f, path, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(110_000*float64(b.N)/b.Elapsed().Seconds(), "spans/s")
		})
	}
}
