package export_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
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

// BenchmarkReadDocuments reads 1,100 documents without spans, of about 4,600
// characters each, as each format has them; jsonl is the native record.
func BenchmarkReadDocuments(b *testing.B) {
	const documents = 1100
	body := strings.Repeat("Șefa securității interne, \"Kristi Noem\", a sosit miercuri în portul Anvers. 😀\n", 60)
	folder := b.TempDir()
	var lines, shelf strings.Builder
	rows := csv.NewWriter(&shelf)
	rows.Write([]string{"id", "title", "author", "text"})
	for i := range documents {
		fmt.Fprintf(&lines, "{\"id\":\"d%d\",\"name\":\"Șefa\",\"meta\":{\"author\":\"Ana\"},\"text\":%q}\n", i, body)
		rows.Write([]string{fmt.Sprint(i), "Șefa", "Ana", body})
	}
	rows.Flush()
	page := "<html><title>Șefa</title><meta name=author content=Ana><body><p>" + strings.ReplaceAll(body, "\n", "</p>\n<p class=\"line\">") + "</p>"
	tabs := "id\ttitle\tauthor\ttext\n" + strings.Repeat("1\tȘefa\tAna\t"+strings.ReplaceAll(body, "\n", " ")+"\n", documents)
	files := map[string]string{"jsonl": lines.String(), "table": shelf.String(), "tabs": tabs, "html": page, "text": body}
	for _, c := range []struct{ name, file string }{{"jsonl", "jsonl"}, {"table", "table"}, {"table", "tabs"}, {"table", "jsonl"}, {"html", "html"}, {"text", "text"}} {
		path := filepath.Join(folder, c.file)
		if err := os.WriteFile(path, []byte(files[c.file]), 0o666); err != nil {
			b.Fatal(err)
		}
		f, err := export.FormatNamed(c.name)
		if err != nil {
			b.Fatal(err)
		}
		times := 1
		if c.file == "html" || c.file == "text" {
			times = documents
		}
		b.Run(c.name+" of "+c.file, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(files[c.file]) * times))
			for b.Loop() {
				for range times {
					readThrough(b, f, path)
				}
			}
			b.ReportMetric(documents*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
		})
	}
}

func readThrough(b *testing.B, f dataset.Format, path string) {
	r, err := f.Open(path, dataset.ReadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	for {
		if _, err := r.Next(); err == io.EOF {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRecognise recognises an article, which most files of a folder are.
func BenchmarkRecognise(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.txt")
	article := "Quay closed\n\n" + strings.Repeat("The harbour, closed since Monday; opens again | soon, she said.\n", 70)
	if err := os.WriteFile(path, []byte(article), 0o666); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := export.Recognise(path, dataset.ReadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
