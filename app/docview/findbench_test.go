package docview_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/annotate/find"
)

// BenchmarkHits is a frame of the pane, scrolled line by line in a document of 5 M
// characters, without hits and with one for every fifth character.
func BenchmarkHits(b *testing.B) {
	text := strings.Repeat("The quick brown fox jumps over the lazy dog and runs away again.\n", 5_000_000/65)
	for _, query := range []string{"", "fox", "e", "o"} {
		b.Run(map[bool]string{true: "none", false: query}[query == ""], func(b *testing.B) {
			f := newFixture(b, text)
			f.window.Resize(fyne.NewSize(1400, 900))
			f.open()
			hits, err := find.NewText(text).Find(context.Background(), find.Query{Text: query}, nil)
			if err != nil {
				b.Fatal(err)
			}
			f.view.SetHits(hits)
			f.view.MarkHits(true)
			f.view.ScrollTo(len(text) / 3)
			for b.Loop() {
				f.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)})
			}
			b.ReportMetric(float64(len(hits)), "hits")
		})
	}
}
