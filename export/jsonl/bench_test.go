package jsonl_test

import (
	"bytes"
	"encoding/json"
	"io"
	"runtime"
	"testing"

	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/jsonl"
)

func BenchmarkWriteJSONL(b *testing.B) {
	p := specimen.Corpus(1100, 100)
	records, _ := specimen.Encode(b, p, text.CodePoint)
	b.SetBytes(int64(len(records)))
	b.ReportAllocs()
	for b.Loop() {
		w := jsonl.NewWriter(io.Discard, &p.Vocabulary, dataset.WriteOptions{})
		for _, r := range p.Records {
			if err := w.Write(r); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/110_000, "ns/span")
}

func BenchmarkReadJSONL(b *testing.B) {
	p := specimen.Corpus(1100, 100)
	records, scheme := specimen.Encode(b, p, text.CodePoint)
	known, err := jsonl.ReadScheme(bytes.NewReader(scheme), "")
	if err != nil {
		b.Fatal(err)
	}
	p = nil
	b.SetBytes(int64(len(records)))
	b.ReportAllocs()
	var peak uint64
	for b.Loop() {
		r := jsonl.NewReader(bytes.NewReader(records), "corpus.jsonl", known, dataset.ReadOptions{})
		for i := 0; ; i++ {
			if _, err := r.Next(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
			if i == 1000 {
				b.StopTimer()
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc-uint64(len(records)))
				b.StartTimer()
			}
		}
	}
	b.ReportMetric(float64(peak)/1e6, "MB-live")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/110_000, "ns/span")
}

// BenchmarkDecodeJSON is what reading would cost with encoding/json alone,
// without any check.
func BenchmarkDecodeJSON(b *testing.B) {
	records, _ := specimen.Encode(b, specimen.Corpus(110, 100), text.CodePoint)
	b.SetBytes(int64(len(records)))
	for b.Loop() {
		for line := range bytes.Lines(records) {
			var v map[string]any
			if err := json.Unmarshal(line, &v); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkWriteLongDocument writes 5 MB of text with 110,000 spans as one
// line.
func BenchmarkWriteLongDocument(b *testing.B) {
	p := specimen.Corpus(1, 110_000)
	b.ReportAllocs()
	for b.Loop() {
		w := jsonl.NewWriter(io.Discard, &p.Vocabulary, dataset.WriteOptions{})
		if err := w.Write(p.Records[0]); err != nil {
			b.Fatal(err)
		}
	}
}
