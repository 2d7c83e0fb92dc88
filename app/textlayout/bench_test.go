package textlayout_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/math/fixed"
	"postil/app/textlayout"
)

// The size of a reading pane in a window of 1400 × 900.
const (
	paneWidth  = 640
	paneHeight = 820
)

// prose makes a text of about size bytes: words of random letters in sentences, in
// paragraphs of about paragraph bytes.
func prose(size, paragraph int) string {
	r := rand.New(rand.NewPCG(1, 2))
	const letters = "eeeeeaaaatttoooinnshrdlcumwfgypbvkéșж"
	alphabet := []rune(letters)
	var b strings.Builder
	for start := 0; b.Len() < size; {
		for range 1 + r.IntN(9) {
			b.WriteRune(alphabet[r.IntN(len(alphabet))])
		}
		switch {
		case b.Len()-start > paragraph:
			b.WriteString(".\n")
			start = b.Len()
		case r.IntN(12) == 0:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// shapes of long documents, by name.
func longTexts(size int) map[string]string {
	return map[string]string{
		"paragraphs":   prose(size, 500),
		"oneParagraph": prose(size, size),
		"directions":   strings.Repeat("قال الوزير (2023) إن Antwerp ميناء. ", size/50),
		"ideographs":   strings.Repeat("漢字文書長段落。", size/24),
		"lineBreaks":   strings.Repeat("\n", size/10),
	}
}

func BenchmarkIndex(b *testing.B) {
	for _, size := range []int{500_000, 1_000_000, 2_000_000, 4_000_000, 5_000_000} {
		for name, text := range longTexts(size) {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					textlayout.NewDocument(text)
				}
			})
		}
	}
}

// BenchmarkFirstPage goes from a text of 5 MB to its first page, drawn.
func BenchmarkFirstPage(b *testing.B) {
	for name, text := range longTexts(5_000_000) {
		b.Run(name, func(b *testing.B) {
			set := fonts(b)
			for b.Loop() {
				f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{LineHeight: 1.5}, paneWidth)
				p := &pane{view: textlayout.NewView(f, paneHeight), painter: textlayout.NewPainter()}
				p.frame()
			}
		})
	}
}

// pane does what the reading pane does in a frame: lay out, and draw new lines.
type pane struct {
	view    *textlayout.View
	painter *textlayout.Painter
	shown   map[textlayout.LineKey]*image.RGBA
}

func (p *pane) frame() {
	shown := map[textlayout.LineKey]*image.RGBA{}
	for _, l := range p.view.Lines() {
		img := p.shown[l.Key()]
		if img == nil {
			img = drawLine(p.painter, l.Line, 1)
		}
		shown[l.Key()] = img
	}
	p.shown = shown
}

// BenchmarkScroll measures one frame of scrolling by different steps.
func BenchmarkScroll(b *testing.B) {
	for name, text := range longTexts(5_000_000) {
		for _, step := range []float64{3, 60, 700} {
			b.Run(fmt.Sprintf("%s/%v", name, step), func(b *testing.B) {
				f := textlayout.NewFlow(textlayout.NewDocument(text), fonts(b), textlayout.Style{LineHeight: 1.5}, paneWidth)
				p := &pane{view: textlayout.NewView(f, paneHeight), painter: textlayout.NewPainter()}
				p.frame()
				for b.Loop() {
					before := p.view.Anchor()
					p.view.ScrollBy(step)
					if p.view.Anchor() == before {
						p.view.SetAnchor(textlayout.Anchor{})
					}
					p.frame()
				}
			})
		}
	}
}

// BenchmarkJump measures one frame at a random place, and one after a new width or
// size.
func BenchmarkJump(b *testing.B) {
	for name, text := range longTexts(5_000_000) {
		doc := textlayout.NewDocument(text)
		run := func(what string, do func(*pane, int)) {
			b.Run(name+"/"+what, func(b *testing.B) {
				f := textlayout.NewFlow(doc, fonts(b), textlayout.Style{LineHeight: 1.5}, paneWidth)
				p := &pane{view: textlayout.NewView(f, paneHeight), painter: textlayout.NewPainter()}
				p.view.SetAnchor(textlayout.Anchor{Offset: doc.Len() / 2})
				p.frame()
				n := 0
				for b.Loop() {
					do(p, n)
					p.frame()
					n++
				}
			})
		}
		r := rand.New(rand.NewPCG(3, 4))
		run("anywhere", func(p *pane, _ int) { p.view.Center(textlayout.At(doc.Snap(r.IntN(doc.Len())))) })
		run("resize", func(p *pane, n int) { p.view.Flow().SetWidth(float64(600 + n%40)) })
		run("zoom", func(p *pane, n int) {
			p.view.Flow().SetStyle(textlayout.Style{Size: 14 + float64(n%8), LineHeight: 1.5})
		})
	}
}

// BenchmarkLayOut measures laying out a page of several scripts alone, in this
// machine's fonts.
func BenchmarkLayOut(b *testing.B) {
	set := sets(b)["system"]
	for name, text := range map[string]string{
		"latin":      prose(4000, 500),
		"arabic":     strings.Repeat("قال الوزير إن الميناء استقبل (2023) سفينة. ", 60),
		"devanagari": strings.Repeat("हिन्दी में क्षत्रिय और त्रिकोण लिखा है। ", 45),
		"ideographs": strings.Repeat("漢字かな交じり文。", 150),
		"mixed":      strings.Repeat("The minister (الوزير) said שלום, привет and 漢字 👍🏽. ", 60),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			doc := textlayout.NewDocument(text)
			for b.Loop() {
				allLines(textlayout.NewFlow(doc, set, textlayout.Style{}, paneWidth))
			}
		})
	}
}

// BenchmarkNewCharacters lays a page out of a thousand ideographs that this machine's
// fonts were never asked for.
func BenchmarkNewCharacters(b *testing.B) {
	const page, pages, first = 1000, 20, 0x4E00
	var set *textlayout.Fonts
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		if i%pages == 0 {
			set = sets(b)["system"]
			allLines(textlayout.NewFlow(textlayout.NewDocument("\u9FA5"), set, textlayout.Style{}, paneWidth)) // loads the face
		}
		var text strings.Builder
		for k := range page {
			text.WriteRune(rune(first + i%pages*page + k))
		}
		b.StartTimer()
		allLines(textlayout.NewFlow(textlayout.NewDocument(text.String()), set, textlayout.Style{}, paneWidth))
	}
}

// BenchmarkWholeText lays all of a text out, as a view does that knows no estimates:
// what [BenchmarkFirstPage] spares.
func BenchmarkWholeText(b *testing.B) {
	for _, size := range []int{500_000, 1_000_000, 2_000_000, 4_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			text, set := prose(size, 500), fonts(b)
			for b.Loop() {
				allLines(textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{LineHeight: 1.5}, paneWidth))
			}
		})
	}
}

// BenchmarkRaster compares drawing a shaped line from the glyph cache with drawing
// it by go-text's own renderer.
func BenchmarkRaster(b *testing.B) {
	text := prose(90, 90)
	text = strings.TrimSpace(text)
	b.Run("painter", func(b *testing.B) {
		l := flow(b, text, 1e6).LineAt(textlayout.At(0))
		painter := textlayout.NewPainter()
		for b.Loop() {
			drawLine(painter, l.Line, 1)
		}
	})
	b.Run("go-text/render", func(b *testing.B) {
		face, err := font.ParseTTF(bytes.NewReader(goregular.TTF))
		if err != nil {
			b.Fatal(err)
		}
		runes := []rune(text)
		run := (&shaping.HarfbuzzShaper{}).Shape(shaping.Input{Text: runes, RunEnd: len(runes), Face: face, Size: fixed.I(16)})
		r := render.Renderer{FontSize: 16, Color: color.Black}
		for b.Loop() {
			r.DrawShapedRunAt(run, image.NewRGBA(image.Rect(0, 0, 700, 24)), 0, 18)
		}
	})
}

// BenchmarkMemory reports what a view of 5 MB keeps in memory after 500 pages,
// beside the text itself.
func BenchmarkMemory(b *testing.B) {
	for name, text := range longTexts(5_000_000) {
		b.Run(name, func(b *testing.B) {
			set := fonts(b)
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{LineHeight: 1.5}, paneWidth)
				p := &pane{view: textlayout.NewView(f, paneHeight), painter: textlayout.NewPainter()}
				for range 500 {
					p.frame()
					p.view.ScrollBy(paneHeight)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(p)
			}
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
		})
	}
}
