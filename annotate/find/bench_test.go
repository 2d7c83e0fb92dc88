package find_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"postil/annotate/find"
	"postil/annotate/fold"
)

// articles are long texts of about five million characters.
var articles = []struct{ name, text, rare, common string }{
	{"romanian", long("Șefa Poliției Române, Mădălina Ștefănescu, a declarat că „nu s-a mai văzut așa ceva”.\n"), "gasit de vamesi", "a"},
	{"arabic", long("وزارة الداخلية في مُحافظة أنتويرب تعلن عن ضبط شحنة.\n"), "ضبط سفينه", "ا"},
	{"han", long("布鲁塞尔警方昨晚宣布，港口查获了一批货物。\n"), "警方说", "警"},
}

// long repeats a line until there are five million characters, with something rare
// at the end.
func long(line string) string {
	lines := 5_000_000 / len([]rune(line))
	return strings.Repeat(line, lines) + "Găsit de vameși. ضبط سفينة 警方说\n"
}

// BenchmarkKey is one key of a search in a document that was searched before: all
// hits, and the first ones. Naive searches the text, or the whole text folded anew.
func BenchmarkKey(b *testing.B) {
	for _, a := range articles {
		for _, folded := range []bool{false, true} {
			how := map[bool]string{false: "exact", true: "folded"}[folded]
			t := find.NewText(a.text)
			for name, query := range map[string]string{"rare": a.rare, "common": a.common} {
				b.Run(fmt.Sprintf("%s/%s/%s", a.name, how, name), func(b *testing.B) {
					q := find.Query{Text: query, Folded: folded}
					if _, err := t.Find(context.Background(), q, nil); err != nil {
						b.Fatal(err)
					}
					var first time.Duration
					hits := 0
					for b.Loop() {
						start, seen := time.Now(), false
						found, _ := t.Find(context.Background(), q, func([][2]int) {
							if !seen {
								first, seen = first+time.Since(start), true
							}
						})
						if hits = len(found); !seen {
							first += time.Since(start)
						}
					}
					b.ReportMetric(float64(first.Microseconds())/float64(b.N), "first-µs")
					b.ReportMetric(float64(hits), "hits")
				})
				b.Run(fmt.Sprintf("%s/%s/%s/naive", a.name, how, name), func(b *testing.B) {
					for b.Loop() {
						text, query := a.text, query
						if folded {
							text, query = fold.String(text), fold.String(query)
						}
						count(text, query)
					}
				})
			}
		}
	}
}

// BenchmarkFirstKey is the first folded search in a document.
func BenchmarkFirstKey(b *testing.B) {
	for _, a := range articles {
		b.Run(a.name, func(b *testing.B) {
			var first time.Duration
			for b.Loop() {
				start, seen := time.Now(), false
				_, err := find.NewText(a.text).Find(context.Background(), find.Query{Text: a.common, Folded: true}, func([][2]int) {
					if !seen {
						first, seen = first+time.Since(start), true
					}
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(first.Microseconds())/float64(b.N), "first-µs")
		})
	}
}

// count is the number of occurrences that don't overlap, one by one.
func count(text, query string) (n int) {
	for {
		i := strings.Index(text, query)
		if i < 0 {
			return n
		}
		n++
		text = text[i+len(query):]
	}
}
