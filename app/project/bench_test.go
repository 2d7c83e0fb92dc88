package project_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// The corpus of the benchmarks: 110,000 spans over 1,100 documents.
const (
	corpusDocuments = 1100
	corpusSpans     = 100 // a document
)

// writeCorpus writes records of documents in which every fifth word is marked.
func writeCorpus(b *testing.B, path string, documents, spans int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	labels := []string{"PERSON", "ORG", "PLACE", "DATE", "QUOTE"}
	for d := range documents {
		var text, marks strings.Builder
		for i := range spans {
			name := fmt.Sprintf("Person%d of %d", (d*7+i)%5000, i)
			if 0 < i {
				marks.WriteByte(',')
			}
			fmt.Fprintf(&marks, `{"label":%q,"start":%d,"end":%d,"text":%q}`, labels[i%5], text.Len(), text.Len()+len(name), name)
			text.WriteString(name + " said that the quay is closed until Monday. ")
		}
		fmt.Fprintf(w, `{"name":"Document %d","source":"%d","text":%q,"spans":[%s]}`+"\n", d, d, text.String(), marks.String())
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}

// corpusProject returns a project with the corpus.
func corpusProject(b *testing.B, documents, spans int) *project.Project {
	b.Helper()
	folder := b.TempDir()
	records := filepath.Join(folder, "corpus.jsonl")
	writeCorpus(b, records, documents, spans)
	path := filepath.Join(folder, "corpus.postil")
	if _, err := project.ImportInto(b.Context(), path, "Ana", []string{records}, project.ImportOptions{}, nil); err != nil {
		b.Fatal(err)
	}
	p, err := project.Open(b.Context(), path, "Ana")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	return p
}

func BenchmarkOpen(b *testing.B) {
	p := corpusProject(b, corpusDocuments, corpusSpans)
	for b.Loop() {
		again, err := project.Open(b.Context(), p.Path(), "Ana")
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkMark marks, in an ordinary document and in a very long one.
func BenchmarkMark(b *testing.B) {
	for _, spans := range []int{100, 110_000} {
		b.Run(fmt.Sprintf("%dspans", spans), func(b *testing.B) {
			p := counted(b, corpusProject(b, 1, spans))
			document := p.Documents(project.Filter{})[0].UID
			d, _, err := p.OpenDocument(b.Context(), document)
			if err != nil {
				b.Fatal(err)
			}
			claim := label(b, p, "CLAIM")
			for i := 0; b.Loop(); i++ {
				start := i % (len(d.Text) - 10)
				if _, err := p.Mark(b.Context(), document, claim, [][2]int{{start, start + 2 + i%8}}, annotate.UID{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkUndo(b *testing.B) {
	for _, spans := range []int{100, 110_000} {
		b.Run(fmt.Sprintf("%dspans", spans), func(b *testing.B) {
			p := counted(b, corpusProject(b, 1, spans))
			document := p.Documents(project.Filter{})[0].UID
			if _, err := p.Mark(b.Context(), document, label(b, p, "CLAIM"), [][2]int{{0, 3}}, annotate.UID{}); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := p.Undo(b.Context()); err != nil {
					b.Fatal(err)
				}
				if _, err := p.Redo(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpenDocument(b *testing.B) {
	p := corpusProject(b, 1, 110_000)
	document := p.Documents(project.Filter{})[0].UID
	for b.Loop() {
		if _, _, err := p.OpenDocument(b.Context(), document); err != nil {
			b.Fatal(err)
		}
	}
}
