package export_test

import (
	"bytes"
	"encoding/json"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
)

// corpus makes a project as large analysts have them: documents of about 4,500
// characters with so many spans each, every fifth with a tag, every third with
// an attribute.
func corpus(documents, spans int) *project {
	v := annotate.Vocabulary{Scheme: annotate.DefaultScheme(), Annotators: []annotate.Annotator{{UID: annotate.NewUID(), Name: "Ana Pop"}}}
	quote := v.Scheme.LabelNamed("QUOTE")
	v.Scheme.Attributes = []annotate.AttributeDef{{UID: annotate.NewUID(), On: annotate.OnLabel, Owner: quote.UID, Name: "kind", Kind: annotate.Choice, Choices: []string{"direct", "reported"}}}
	for _, name := range []string{"Bart De Wever", "Kristi Noem", "Antwerp"} {
		v.Tags = append(v.Tags, annotate.Tag{UID: annotate.NewUID(), Name: name, Ref: "Q12990"})
	}
	p := &project{vocabulary: v}
	for range documents {
		p.records = append(p.records, article(&v, spans))
	}
	return p
}

func article(v *annotate.Vocabulary, spans int) *annotate.Record {
	body := strings.Repeat("Șefa securității interne, Kristi Noem, a sosit miercuri în portul Anvers. 😀\n", max(60, spans*45/77))
	d := annotate.Document{UID: annotate.NewUID(), Name: "Șefa securității", Source: "https://example.org/a", Language: "ro", Story: annotate.NewUID(),
		Text: body, TextHash: text.HashOf(body), Original: text.HashOf(body), Imported: time.UnixMilli(1_790_000_000_123).UTC()}
	r := &annotate.Record{Document: d}
	step := len(body) / spans
	for i := range spans {
		at := i * step
		for body[at]&0xC0 == 0x80 {
			at++
		}
		end := at + 1 + i%30
		for end < len(body) && body[end]&0xC0 == 0x80 {
			end++
		}
		fragments, err := annotate.Cover(body, [2]int{at, min(end, len(body))})
		if err != nil {
			panic(err)
		}
		s := annotate.Span{UID: annotate.NewUID(), Document: d.UID, Label: v.Scheme.Labels[i%len(v.Scheme.Labels)].UID, Fragments: fragments, Annotator: v.Annotators[0].UID,
			Origin: annotate.Origin{Kind: annotate.Manual}, Created: d.Imported, Updated: d.Imported}
		if i%5 == 0 {
			s.Tag = v.Tags[i%len(v.Tags)].UID
		}
		if l := v.Scheme.Label(s.Label); l.Name == "QUOTE" {
			s.Attributes = annotate.Attributes{"kind": annotate.TextValue("direct")}
		}
		r.Spans = append(r.Spans, s)
	}
	slices.SortFunc(r.Spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return r
}

func BenchmarkWriteJSONL(b *testing.B) {
	p := corpus(1100, 100)
	records, _ := encode(b, p, text.CodePoint)
	b.SetBytes(int64(len(records)))
	b.ReportAllocs()
	for b.Loop() {
		w := export.NewJSONL(io.Discard, &p.vocabulary, export.WriteOptions{})
		for _, r := range p.records {
			if err := w.Write(r); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/110_000, "ns/span")
}

func BenchmarkReadJSONL(b *testing.B) {
	p := corpus(1100, 100)
	records, scheme := encode(b, p, text.CodePoint)
	known, err := export.ReadScheme(bytes.NewReader(scheme), "")
	if err != nil {
		b.Fatal(err)
	}
	p = nil
	b.SetBytes(int64(len(records)))
	b.ReportAllocs()
	var peak uint64
	for b.Loop() {
		r := export.NewJSONLReader(bytes.NewReader(records), "corpus.jsonl", known, export.ReadOptions{})
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
	records, _ := encode(b, corpus(110, 100), text.CodePoint)
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
	p := corpus(1, 110_000)
	b.ReportAllocs()
	for b.Loop() {
		w := export.NewJSONL(io.Discard, &p.vocabulary, export.WriteOptions{})
		if err := w.Write(p.records[0]); err != nil {
			b.Fatal(err)
		}
	}
}
