package brat_test

import (
	"context"
	"io"
	"path/filepath"
	"testing"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// BenchmarkBothWays writes and reads 110,000 spans in 1,100 documents as files; beside
// it stand the native records, in the same way.
func BenchmarkBothWays(b *testing.B) {
	p := specimen.Corpus(1100, 100)
	for _, name := range []string{"jsonl", "brat"} {
		f, err := export.FormatNamed(name)
		if err != nil {
			b.Fatal(err)
		}
		out := filepath.Join(b.TempDir(), "corpus"+f.Extensions[0])
		b.Run("write/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := export.Save(context.Background(), f, out, &p.Vocabulary, specimen.Each(p.Records), dataset.WriteOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(110_000*float64(b.N)/b.Elapsed().Seconds(), "spans/s")
		})
		b.Run("read/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if n := len(readBack(b, f, out)); n != 1100 {
					b.Fatalf("%d documents", n)
				}
			}
			b.ReportMetric(110_000*float64(b.N)/b.Elapsed().Seconds(), "spans/s")
		})
	}
}

// readBack reads every document of a data set.
func readBack(b *testing.B, f dataset.Format, path string) []*annotate.Record {
	b.Helper()
	files := []string{path}
	if f.Folder {
		var err error
		if files, err = filepath.Glob(filepath.Join(path, "*.ann")); err != nil {
			b.Fatal(err)
		}
	}
	var records []*annotate.Record
	for _, file := range files {
		r, err := f.Open(file, dataset.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for {
			record, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			records = append(records, record)
		}
		r.Close()
	}
	return records
}
