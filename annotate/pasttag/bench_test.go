package pasttag_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"

	"postil/annotate"
	"postil/annotate/pasttag"
)

const benchmarkEntries = 500_000

var alphabets = map[string][]string{
	"Latin":    {"ka", "ri", "mo", "ten", "sul", "va", "bel", "dor", "is", "an", "gre", "pol", "che", "wy", "zu"},
	"Cyrillic": {"ка", "ри", "мо", "тен", "сул", "ва", "бел", "дор", "ис", "ан", "гре", "пол", "че", "вы", "зу"},
}

var queries = map[string][]string{
	"Latin":    {"k", "ka", "kar", "kari", "bldr", "greanpol", "qqq"},
	"Cyrillic": {"к", "ка", "кар", "кари", "блдр", "греанпол", "щщщ"},
}

// names makes distinct names of one to three words, the same at every run.
func names(script string, n int) []string {
	rnd := rand.New(rand.NewPCG(1, 2))
	syllables := alphabets[script]
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for w := range 1 + rnd.IntN(3) {
			if 0 < w {
				b.WriteByte(' ')
			}
			for range 2 + rnd.IntN(3) {
				b.WriteString(syllables[rnd.IntN(len(syllables))])
			}
		}
		out[i] = fmt.Sprintf("%s %d", b.String(), i)
	}
	return out
}

// BenchmarkSearch measures each key's first page and complete answer beside the
// library called directly on the same texts.
func BenchmarkSearch(b *testing.B) {
	for _, script := range []string{"Latin", "Cyrillic"} {
		list := names(script, benchmarkEntries)
		x := pasttag.NewIndex()
		for i, n := range list {
			x.Add(pasttag.Use{Text: n, Label: person, Document: annotate.UIDFromName(fmt.Sprint(i % 11000)), Spans: 1 + i%7, At: noon})
		}
		for _, q := range queries[script] {
			b.Run(script+"/"+q+"/index", func(b *testing.B) {
				var first time.Duration
				for b.Loop() {
					start := time.Now()
					seen := false
					_, err := x.Search(context.Background(), pasttag.Query{Text: q, Limit: 50}, func([]pasttag.Hit) { first += time.Since(start); seen = true })
					if err != nil {
						b.Fatal(err)
					}
					if !seen {
						first += time.Since(start)
					}
				}
				b.ReportMetric(float64(first.Microseconds())/float64(b.N)/1000, "ms-to-first-page")
			})
			b.Run(script+"/"+q+"/library", func(b *testing.B) {
				for b.Loop() {
					fuzzy.Find(q, list)
				}
			})
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	list := names("Latin", 10_000)
	x := pasttag.NewIndex()
	i := 0
	for b.Loop() {
		x.Add(pasttag.Use{Text: list[i%len(list)], Label: person, Document: docA, Spans: 1, At: noon})
		i++
	}
}
