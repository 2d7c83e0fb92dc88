package choice_test

import (
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
	"postil/export/choice"
)

// article is a document of about 4,500 characters with a hundred spans, every
// tenth of an exclusion layer, and 20 relations.
func article() *annotate.Record {
	body := strings.Repeat("Șefa securității interne, Kristi Noem, a sosit miercuri în portul Anvers. „Nu avem de ales“, a spus ea. 😀\n", 42)
	r := &annotate.Record{Document: annotate.Document{UID: annotate.NewUID(), Name: "Șefa", Text: body, TextHash: text.HashOf(body), Language: "ro"}}
	for i := range 100 {
		start := runeStart(body, i*len(body)/100)
		fragments, err := annotate.Cover(body, [2]int{start, runeStart(body, min(len(body), start+4+i%40))})
		if err != nil {
			panic(err)
		}
		label := uid(2, 1+byte(i%4))
		if i%10 == 0 {
			label = uid(2, 5)
		}
		r.Spans = append(r.Spans, annotate.Span{UID: annotate.NewUID(), Document: r.Document.UID, Label: label, Fragments: fragments, Annotator: uid(6, 1)})
	}
	for i := range 20 {
		r.Relations = append(r.Relations, annotate.Relation{UID: annotate.NewUID(), Type: uid(3, 1), From: r.Spans[i*5+1].UID, To: r.Spans[i*5+2].UID, ToDocument: r.Document.UID, Annotator: uid(6, 1)})
	}
	return r
}

// BenchmarkPieces chooses from a corpus of 1,100 documents.
func BenchmarkPieces(b *testing.B) {
	plain := vocabulary()
	plain.Scheme.Layers[2].Exclusion = false
	for _, c := range []struct {
		name       string
		options    choice.Options
		vocabulary *annotate.Vocabulary
	}{
		{"everything", choice.Options{}, plain},
		{"masked", choice.Options{}, vocabulary()},
		{"layer", choice.Options{Layers: []string{"Entities"}}, plain},
		{"dropped", choice.Options{DropExcluded: true}, vocabulary()},
		{"paragraph", choice.Options{Unit: choice.Paragraph}, plain},
		{"sentence", choice.Options{Unit: choice.Sentence}, plain},
		{"tokens", choice.Options{Unit: choice.Tokens, Tokens: 128}, plain},
		{"dropped sentence", choice.Options{Unit: choice.Sentence, DropExcluded: true}, vocabulary()},
	} {
		b.Run(c.name, func(b *testing.B) {
			const documents = 1100
			r := article()
			spans, relations := slices.Clone(r.Spans), slices.Clone(r.Relations)
			fragments := make([]annotate.Fragment, len(spans))
			body, hash := r.Document.Text, r.Document.TextHash
			chooser, err := choice.New(c.options, c.vocabulary)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				var books account.Account
				for range documents {
					r.Document.Text, r.Document.TextHash = body, hash // choosing changes the record
					r.Spans, r.Relations = append(r.Spans[:0], spans...), append(r.Relations[:0], relations...)
					for i := range r.Spans {
						fragments[i] = spans[i].Fragments[0]
						r.Spans[i].Fragments = fragments[i : i+1]
					}
					books.Begin(r)
					for range chooser.Pieces(r, &books) {
					}
					books.End()
				}
			}
			perSpan := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(documents*len(spans))
			b.ReportMetric(perSpan, "ns/span")
			b.ReportMetric(1e9/perSpan, "spans/s")
		})
	}
}
