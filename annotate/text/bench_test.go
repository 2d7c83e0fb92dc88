package text_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"postil/annotate/text"
)

// documents are texts of 5 MB.
var documents = []struct{ name, text string }{
	{"ascii", strings.Repeat("The port of Antwerp is one of the main gateways. ", 5_000_000/49)},
	{"latin", strings.Repeat("Șeful poliției a fost arătat în ședință. ", 5_000_000/49)},
	{"cyrillic", strings.Repeat("Министерство внутренних дел сообщило. ", 5_000_000/71)},
	{"emoji", strings.Repeat("Antwerp 😀 漢字 ", 5_000_000/20)},
}

func BenchmarkNewOffsetMap(b *testing.B) {
	for _, d := range documents {
		b.Run(d.name, func(b *testing.B) {
			b.SetBytes(int64(len(d.text)))
			b.ReportAllocs()
			for b.Loop() {
				text.NewOffsetMap(d.text)
			}
		})
	}
}

// BenchmarkLookup converts at random places. The last is what a look-up costs
// that counts from the text's start.
func BenchmarkLookup(b *testing.B) {
	for _, d := range documents {
		m := text.NewOffsetMap(d.text)
		random := rand.New(rand.NewPCG(1, 2))
		chars, bytes := make([]int, 1024), make([]int, 1024)
		for i := range chars {
			chars[i] = random.IntN(m.Len(text.CodePoint))
			bytes[i], _ = m.ToByte(text.CodePoint, chars[i])
		}
		run := func(name string, convert func(i int) error) {
			b.Run(name+"/"+d.name, func(b *testing.B) {
				i := 0
				for b.Loop() {
					if err := convert(i % len(chars)); err != nil {
						b.Fatal(err)
					}
					i++
				}
			})
		}
		run("ToByte", func(i int) error { _, err := m.ToByte(text.CodePoint, chars[i]); return err })
		run("FromByte", func(i int) error { _, err := m.FromByte(text.CodePoint, bytes[i]); return err })
		run("FromByteUTF16", func(i int) error { _, err := m.FromByte(text.UTF16, bytes[i]); return err })
		run("counting", func(i int) error {
			if utf8.RuneCountInString(d.text[:bytes[i]]) != chars[i] {
				return errors.New("the map and counting differ")
			}
			return nil
		})
	}
}

// BenchmarkExport converts both ends of 110,000 spans in order, by the map and
// by counting on from one offset to the next.
func BenchmarkExport(b *testing.B) {
	const spans = 110_000
	for _, d := range documents {
		m := text.NewOffsetMap(d.text)
		ends := make([]int, 2*spans)
		for i := range ends {
			b, _ := m.ToByte(text.CodePoint, m.Len(text.CodePoint)/len(ends)*i)
			ends[i] = b
		}
		b.Run("map/"+d.name, func(b *testing.B) {
			for b.Loop() {
				m := text.NewOffsetMap(d.text)
				for _, end := range ends {
					if _, err := m.FromByte(text.CodePoint, end); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run("counting on/"+d.name, func(b *testing.B) {
			for b.Loop() {
				at, n := 0, 0
				for _, end := range ends {
					n += utf8.RuneCountInString(d.text[at:end])
					at = end
				}
			}
		})
	}
}

func BenchmarkSettle(b *testing.B) {
	for _, d := range documents {
		raw := []byte(d.text)
		b.Run("utf-8/"+d.name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, err := text.Settle(raw, text.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	lines := []byte(strings.Repeat("Une ligne d\xe9cid\xe9e \xe0 la hâte.\r\n", 5_000_000/30))
	b.Run("windows-1252/declared", func(b *testing.B) {
		b.SetBytes(int64(len(lines)))
		for b.Loop() {
			if _, err := text.Settle(lines, text.Options{Charset: "windows-1252"}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("windows-1252/detected", func(b *testing.B) {
		b.SetBytes(int64(len(lines)))
		for b.Loop() {
			if _, err := text.Settle(lines, text.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
