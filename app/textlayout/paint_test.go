package textlayout_test

import (
	"image"
	"image/color"
	"math"
	"testing"

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

// Everything that is drawn lies inside the ink's bounds, and something is drawn.
func TestInkStaysInBounds(t *testing.T) {
	painter := textlayout.NewPainter()
	for _, text := range []string{"jÅg fj", "e\u0301\u0302\u0303\u0304", "שלום (abc)", "\u0627\u0644"} {
		for _, scale := range []float64{0.5, 1, 1.37, 3} {
			l := flow(t, text, 300).LineAt(textlayout.At(0))
			img, inked := drawLine(painter, l.Line, scale), false
			for y := range img.Rect.Dy() {
				for x := range img.Rect.Dx() {
					c := img.RGBAAt(x, y)
					if c.A == 0 {
						continue
					}
					inked = true
					if x == 0 || y == 0 || x == img.Rect.Max.X-1 || y == img.Rect.Max.Y-1 {
						t.Fatalf("%q at scale %v: ink at %d,%d of %v", text, scale, x, y, img.Rect)
					}
					if c.R > c.A || c.G != 0 {
						t.Fatalf("%q: %v is not premultiplied red", text, c)
					}
				}
			}
			if !inked {
				t.Fatalf("%q at scale %v: nothing was drawn", text, scale)
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
