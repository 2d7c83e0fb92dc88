package segment_test

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"

	"postil/annotate/segment"
)

// long are paragraphs of a million characters, easy and hard.
var long = []struct{ name, text string }{
	{"latin", strings.Repeat("Le procureur a déclaré: «l’aéroport est fermé.» ", 20_000)},
	{"han", strings.Repeat("警方昨晚宣布，在港口发现了大量货物。", 55_000)},
	{"thai", strings.Repeat("ตำรวจพบสินค้าจำนวนมาก", 45_000)},
	{"hindi", strings.Repeat("पुलिस ने बन्दरगाह में माल पकड़ा। ", 30_000)},
	{"one word", strings.Repeat("abcdefghij", 100_000)},
	{"flags", strings.Repeat("🇧🇪", 500_000)},
	{"spaces after a stop", strings.Repeat("1."+strings.Repeat(" ", 20_000), 50)},
}

func BenchmarkAround(b *testing.B) {
	for _, l := range long {
		places := make([]int, 64)
		for i := range places {
			places[i] = len(l.text) / len(places) * i
		}
		calls := []struct {
			name string
			call func(off int)
		}{
			{"GraphemeStart", func(off int) { segment.GraphemeStart(l.text, off) }},
			{"WordAt", func(off int) { segment.WordAt(l.text, off) }},
			{"SentenceAt", func(off int) { segment.SentenceAt(l.text, off) }},
			{"NextWord", func(off int) { segment.NextWord(l.text, off) }},
			{"PrevWord", func(off int) { segment.PrevWord(l.text, off) }},
		}
		for _, c := range calls {
			b.Run(c.name+"/"+l.name, func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					c.call(places[i%len(places)])
					i++
				}
			})
		}
	}
}

// BenchmarkFullScan is what a call costs that begins at the text's start.
func BenchmarkFullScan(b *testing.B) {
	text := long[0].text
	b.Run("graphemes", func(b *testing.B) {
		for b.Loop() {
			for it := graphemes.FromString(text); it.Next() && it.End() < len(text)/2; {
			}
		}
	})
	b.Run("words", func(b *testing.B) {
		for b.Loop() {
			for it := words.FromString(text); it.Next() && it.End() < len(text)/2; {
			}
		}
	})
}

func BenchmarkWordCount(b *testing.B) {
	for _, l := range long[:2] {
		b.Run(l.name, func(b *testing.B) {
			b.SetBytes(int64(len(l.text)))
			for b.Loop() {
				segment.WordCount(l.text)
			}
		})
	}
}

func BenchmarkTokens(b *testing.B) {
	for _, l := range append(long, struct{ name, text string }{"katakana", strings.Repeat("コンテナターミナルのニュース。", 60_000)},
		struct{ name, text string }{"marks", "a" + strings.Repeat("\u0301", 500_000)},
		struct{ name, text string }{"stops", strings.Repeat("a.", 500_000)}) {
		b.Run(l.name, func(b *testing.B) {
			b.SetBytes(int64(len(l.text)))
			b.ReportAllocs()
			for b.Loop() {
				for range segment.Tokens(l.text) {
				}
			}
		})
	}
}
