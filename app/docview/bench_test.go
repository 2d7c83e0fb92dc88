package docview

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
)

// longDocument is a text of about the given number of characters with a span for
// every 47 of them, of all looks, nested and crossing, as a fixed seed gives it.
func longDocument(characters int) (*annotate.Document, []annotate.Span, *annotate.Scheme) {
	r := rand.New(rand.NewPCG(1, 2))
	var text strings.Builder
	var starts []int // of words
	for text.Len() < characters {
		for range 20 + r.IntN(120) {
			starts = append(starts, text.Len())
			for range 1 + r.IntN(9) {
				text.WriteByte(byte('a' + r.IntN(26)))
			}
			text.WriteByte(' ')
		}
		text.WriteString("\n\n")
	}
	doc := &annotate.Document{UID: annotate.NewUID(), Name: "long", Text: text.String()}
	scheme := annotate.DefaultScheme()
	var spans []annotate.Span
	for i := range characters / 47 {
		words := 1 + r.IntN(3)
		label := &scheme.Labels[2+r.IntN(5)]
		if i%20 == 0 {
			words, label = 10+r.IntN(40), &scheme.Labels[r.IntN(2)]
		}
		first := r.IntN(len(starts) - words)
		spans = append(spans, benchSpan(doc, label, starts[first], starts[first+words]-1))
	}
	slices.SortFunc(spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
	return doc, spans, &scheme
}

func benchSpan(doc *annotate.Document, label *annotate.Label, start, end int) annotate.Span {
	return annotate.Span{UID: annotate.NewUID(), Document: doc.UID, Label: label.UID,
		Fragments: []annotate.Fragment{{Start: start, End: end, Text: doc.Text[start:end]}}}
}

// lengths of documents in characters; the largest has more than 110,000 spans.
var lengths = []int{500_000, 1_000_000, 2_000_000, 5_200_000}

// benchPane is a pane of 1400 × 900 in a window without a display.
func benchPane(b *testing.B, characters int) (*View, *annotate.Document, *annotate.Scheme) {
	test.NewTempApp(b)
	doc, spans, scheme := longDocument(characters)
	v := New()
	w := test.NewTempWindow(b, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1400, 900))
	v.Open(doc, spans, scheme, Names{})
	paint(v, map[*lineRaster]inkedLine{})
	return v, doc, scheme
}

// paint draws the pictures that a canvas would ask for: of rasters that show
// something else than when they were drawn last.
func paint(v *View, drawn map[*lineRaster]inkedLine) {
	for _, pool := range []*linePool{&v.screen.lines, &v.screen.notes, &v.screen.cardText} {
		for _, r := range pool.used {
			now := inkedLine{line: r.line, ink: r.ink, x: r.left, y: r.top}
			if last, ok := drawn[r]; ok && last.line == now.line && last.x == now.x && last.y == now.y && sameInk(last.ink, now.ink) {
				continue
			}
			drawn[r] = now
			size := r.raster.Size()
			r.draw(int(size.Width), int(size.Height))
		}
	}
}

// frames times one frame an iteration and reports the 50th and the 99th percentile.
func frames(b *testing.B, v *View, act func(i int)) {
	drawn := map[*lineRaster]inkedLine{}
	paint(v, drawn)
	var times []time.Duration
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		act(i)
		paint(v, drawn)
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(len(v.screen.objects)), "objects")
}

func wheel(v *View, dy float32) {
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
}

func BenchmarkScroll(b *testing.B) {
	for _, n := range lengths {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, _, _ := benchPane(b, n)
			v.ScrollTo(n / 3)
			frames(b, v, func(int) { wheel(v, -25) })
		})
	}
}

func BenchmarkPageDown(b *testing.B) {
	for _, n := range lengths {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, _, _ := benchPane(b, n)
			frames(b, v, func(int) {
				v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
				if v.Caret() == len(v.Document().Text) {
					v.Select(0, 0)
				}
			})
		})
	}
}

func BenchmarkJump(b *testing.B) {
	for _, n := range lengths {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, doc, _ := benchPane(b, n)
			r := rand.New(rand.NewPCG(3, 4))
			frames(b, v, func(int) { v.ScrollTo(r.IntN(len(doc.Text))) })
		})
	}
}

func BenchmarkTag(b *testing.B) {
	for _, n := range lengths {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, doc, scheme := benchPane(b, n)
			r := rand.New(rand.NewPCG(3, 4))
			v.ScrollTo(n / 3)
			frames(b, v, func(int) {
				at := v.Place().Offset + r.IntN(1500)
				v.PutSpan(benchSpan(doc, &scheme.Labels[r.IntN(6)], at, at+1+r.IntN(30)))
			})
		})
	}
}

// BenchmarkOneParagraph is a frame in which a selection is dragged through a
// document that is one paragraph of a million characters.
func BenchmarkOneParagraph(b *testing.B) {
	v, _, scheme := benchPane(b, 1000)
	doc, spans, _ := longDocument(1_000_000)
	doc.Text = strings.ReplaceAll(doc.Text, "\n", " ")
	v.Open(doc, spans[:0], scheme, Names{})
	v.ScrollTo(len(doc.Text) / 2)
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(600, 300)}, Button: desktop.MouseButtonPrimary})
	frames(b, v, func(i int) {
		v.pane.view.ScrollBy(40)
		v.dragTo(400+float64(i%600), 200+float64(i%400))
	})
}

func BenchmarkDragSelection(b *testing.B) {
	v, _, _ := benchPane(b, lengths[3])
	v.ScrollTo(lengths[3] / 3)
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(600, 300)}, Button: desktop.MouseButtonPrimary})
	frames(b, v, func(i int) { v.dragTo(400+float64(i%600), 200+float64(i%400)) })
}

// BenchmarkOpen is the time from the call to the first painted page.
func BenchmarkOpen(b *testing.B) {
	for _, n := range lengths {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, _, _ := benchPane(b, 1000)
			doc, spans, scheme := longDocument(n)
			b.ResetTimer()
			for b.Loop() {
				v.Open(doc, spans, scheme, Names{})
				paint(v, map[*lineRaster]inkedLine{})
			}
			b.ReportMetric(float64(len(spans)), "spans")
		})
	}
}
