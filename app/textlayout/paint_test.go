package textlayout_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"pgregory.net/rapid"
	"postil/app/textlayout"
)

// drawLine draws a line into a picture of its ink, with a margin of two pixels.
func drawLine(p *textlayout.Painter, l *textlayout.Line, scale float64) *image.RGBA {
	b := l.InkBounds()
	w, h := int(math.Ceil(b.W*scale))+4, int(math.Ceil(b.H*scale))+4
	img := image.NewRGBA(image.Rect(0, 0, min(w, 4000), min(h, 4000)))
	p.DrawLine(img, l, b.X-2/scale, b.Y-2/scale, scale, textlayout.Ink{Text: color.NRGBA{R: 255, A: 128}})
	return img
}

// Everything that is drawn lies inside the ink's bounds, in any script and with any
// stack of marks, at any size and scale, and what is drawn is the colour asked for.
func TestInkStaysInBounds(t *testing.T) {
	painter := textlayout.NewPainter()
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		text := rapid.OneOf(broken(12), joined(30, []string{"a", "Å", "ี", "\u0301", "\u0323", "\u0489", "\u0651", "ب", "\u05bc", "ש", "ཨ", "ཱུ", "ྒ"})).Draw(t, "text")
		f := textlayout.NewFlow(textlayout.NewDocument(text), set, styles().Draw(t, "style"), 400)
		scale := rapid.SampledFrom([]float64{0.5, 1, 1.37, 2}).Draw(t, "scale")
		for _, l := range allLines(f)[:1] {
			checkInk(t, painter, l.Line, scale)
		}
	})
}

// So it is for each line of the page of scripts, and for Nastaliq, whose words hang far
// below the line.
func TestInkOfScripts(t *testing.T) {
	nastaliq, err := textlayout.NewFonts(textlayout.FontOptions{Regular: readTest(t, "fonts", "NotoNastaliqUrdu-subset.ttf")})
	if err != nil {
		t.Fatal(err)
	}
	painter := textlayout.NewPainter()
	style := textlayout.Style{Size: 24, LineHeight: 0.7}
	for _, l := range allLines(textlayout.NewFlow(textlayout.NewDocument("گنے ٹھیک"), nastaliq, style, 300)) {
		checkInk(t, painter, l.Line, 1)
	}
	for name, set := range sets(t) {
		stacks := "\nA\u0301\u0302\u0303\u0304\u0306\u0307\u0308 y\u0323\u0327\u0323\u0323\u0323\u0323 ٱللّٰهَ\u0655"
		f := textlayout.NewFlow(textlayout.NewDocument(string(readTest(t, "scripts.txt"))+stacks), set, style, 500)
		for _, l := range allLines(f) {
			checkInk(t, painter, l.Line, 1)
			if b := l.InkBounds(); name == "scripts" && (b.Y < -1 || b.Y+b.H > l.Height+1) {
				t.Errorf("the ink of line [%d, %d) is at [%v, %v) of %v", l.Start, l.End, b.Y, b.Y+b.H, l.Height)
			}
		}
	}
}

// checkInk draws a line with a wide margin.
func checkInk(t interface{ Fatalf(string, ...any) }, p *textlayout.Painter, l *textlayout.Line, scale float64) {
	const margin = 60
	b := l.InkBounds()
	img := image.NewRGBA(image.Rect(0, 0, int(b.W*scale)+2*margin, int(b.H*scale)+2*margin))
	p.DrawLine(img, l, b.X-margin/scale, b.Y-margin/scale, scale, textlayout.Ink{Text: color.NRGBA{R: 255, A: 128}})
	const rounding = 2
	inside := image.Rect(margin-rounding, margin-rounding, int(math.Ceil(b.W*scale))+margin+rounding, int(math.Ceil(b.H*scale))+margin+rounding)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			c := img.RGBAAt(x, y)
			if c.A != 0 && !(image.Pt(x, y).In(inside)) {
				t.Fatalf("ink at %d,%d outside of %v of the line [%d, %d)", x, y, inside, l.Start, l.End)
			}
			if c.R > c.A {
				t.Fatalf("%v is not premultiplied", c)
			}
		}
	}
}

// A right-to-left ligature is drawn over the clusters that share it.
func TestLigatureStandsOnItsClusters(t *testing.T) {
	f := textlayout.NewFlow(textlayout.NewDocument("\u0644\u0627"), sets(t)["system"], textlayout.Style{Size: 40}, 300)
	l := f.LineAt(textlayout.At(0))
	if a, b := l.Clusters[0], l.Clusters[1]; math.Abs((a.X1-a.X0)-(b.X1-b.X0)) > 1e-3 {
		t.Skip("no font here has the ligature of lam and alef")
	}
	img := image.NewRGBA(image.Rect(0, 0, 300, 100))
	textlayout.NewPainter().DrawLine(img, l.Line, 0, 0, 1, textlayout.Ink{Text: color.NRGBA{A: 255}})
	left, right := 300, 0
	for x := range 300 {
		for y := range 100 {
			if img.RGBAAt(x, y).A > 0 {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	const bearing = 6
	if math.Abs(float64(left)-l.Left) > bearing || math.Abs(float64(right)-l.Right) > bearing {
		t.Fatalf("drawn from %d to %d, clusters stand from %v to %v", left, right, l.Left, l.Right)
	}
}
