package fold_test

import (
	"strings"
	"testing"

	"golang.org/x/text/transform"

	"postil/annotate/fold"
)

// samples are entries as past tags are, by what folding has to do.
var samples = []struct{ name, text string }{
	{"folded ascii", "record seizure at antwerp, 2023"},
	{"ascii", "Record Seizure at Antwerp, 2023"},
	{"latin", "Șefa Poliției Române, Mădălina Ștefănescu"},
	{"cyrillic", "Министерство Внутренних Дел"},
	{"arabic", "وزارة الداخلية في مُحافظة أنتويرب"},
	{"han", "布鲁塞尔警方昨晚宣布"},
}

func BenchmarkString(b *testing.B) {
	for _, sample := range samples {
		b.Run("table/"+sample.name, func(b *testing.B) {
			b.SetBytes(int64(len(sample.text)))
			b.ReportAllocs()
			for b.Loop() {
				fold.String(sample.text)
			}
		})
		b.Run("naive/"+sample.name, func(b *testing.B) {
			b.SetBytes(int64(len(sample.text)))
			b.ReportAllocs()
			chain := naive()
			for b.Loop() {
				if _, _, err := transform.String(chain, sample.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkEntries folds half a million entries into one buffer.
func BenchmarkEntries(b *testing.B) {
	const entries = 500_000
	buffer := make([]byte, 0, 64*entries)
	for b.Loop() {
		buffer = buffer[:0]
		for i := range entries {
			buffer = fold.Append(buffer, samples[i%len(samples)].text)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	for _, sample := range samples {
		text := strings.Repeat(sample.text+" ", 1000)
		b.Run(sample.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				fold.Map(text)
			}
		})
	}
}
