package docview

import (
	"image"
	"image/color"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/textlayout"
)

// Dots are whole, evenly apart, on device pixels and within the piece that they
// join; where they stand depends on the column only, not on where the piece begins.
func TestDotsStandOnOneGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.SampledFrom([]float64{1, 1.25, 1.5, 2}).Draw(t, "scale")
		m := measure(900, 600, rapid.Float64Range(smallest, largestSize).Draw(t, "size"), scale)
		at := func(name string) float64 {
			return m.round(m.columnX + rapid.Float64Range(0, 500).Draw(t, name))
		}
		r := textlayout.Rect{X: at("left")}
		r.W = at("right") - r.X
		if r.W < 3*m.line {
			t.Skip("shorter than two dots")
		}
		d := m.dotsAcross(r, 10, color.NRGBA{A: 255})
		whole := func(x float64) bool { return m.round(x)-x < 1e-6 && x-m.round(x) < 1e-6 }
		if d.x < r.X-1e-6 || d.x+d.w > r.X+r.W+1e-6 {
			t.Fatalf("dots over [%v, %v) for a piece of [%v, %v)", d.x, d.x+d.w, r.X, r.X+r.W)
		}
		if !whole(d.x) || !whole(d.pace) || !whole(d.w) || d.pace != 2*m.line {
			t.Fatalf("dots from %v, %v apart, over %v are not on pixels", d.x, d.pace, d.w)
		}
		if steps := (d.x - m.columnX) / d.pace; steps-float64(int(steps+0.5)) > 1e-6 || float64(int(steps+0.5))-steps > 1e-6 {
			t.Fatalf("the first dot is %v dots from the column", steps)
		}
		if rest := r.X + r.W - d.x - d.w; rest > d.pace {
			t.Fatalf("no dots in the last %v", rest)
		}
	})
}

func TestDotsAreDrawnAsDots(t *testing.T) {
	blue := color.NRGBA{0, 114, 178, 255}
	for _, c := range []struct {
		name       string
		line       dotted
		scale      float64
		w, h, dots int
	}{
		{"across", dotted{w: 22, h: 2, pace: 4}, 1, 22, 2, 6},
		{"across, at twice the size", dotted{w: 22, h: 2, pace: 4}, 2, 44, 4, 6},
		{"downwards", dotted{w: 2, h: 33, first: 1, pace: 33.0 / 8}, 1, 2, 33, 8},
		{"one dot", dotted{w: 2, h: 2, pace: 4}, 1, 2, 2, 1},
	} {
		d := c.line
		r := &dotRaster{screen: newScreen(), key: dotKey{w: d.w, h: d.h, first: d.first, pace: d.pace, scale: c.scale, colour: blue}}
		picture := r.draw(c.w, c.h).(*image.RGBA)
		runs, before := 0, false
		for i := range max(c.w, c.h) {
			x, y := i, min(c.w, c.h)/2
			if c.h > c.w {
				x, y = y, x
			}
			inked := picture.RGBAAt(x, y).A > 128
			if inked && !before {
				runs++
			}
			before = inked
		}
		if runs != c.dots {
			t.Errorf("%s: %d dots, want %d", c.name, runs, c.dots)
		}
	}
}

// However long the gaps between fragments are, they cost one object for each piece of
// a line, and scrolling draws no picture of dots again.
func TestDotsAreCheap(t *testing.T) {
	m := newMachine(testFonts(t))
	p := m.pane
	ends := [2]int{len(scripts) - 2, len(scripts) - 1}
	for i, label := range m.scheme.Labels {
		fragments, err := annotate.Cover(scripts, [2]int{2 * i, 2*i + 1}, ends)
		if err != nil {
			t.Fatal(err)
		}
		p.put(annotate.Span{UID: annotate.NewUID(), Label: label.UID, Fragments: fragments})
	}
	pool := dotPool{screen: newScreen()}
	show := func() (made int) {
		pool.show(nil, p.compose().dots, 1)
		return len(pool.used) + len(pool.free)
	}
	p.view.ScrollBy(300)
	show()
	lanes := laneCount[underText] + 1
	if got, most := len(p.frame.dots), len(p.frame.lines)*lanes*4; got == 0 || got > most {
		t.Errorf("%d dotted lines on %d lines of text, want at most %d", got, len(p.frame.lines), most)
	}
	for range 50 {
		p.view.ScrollBy(7)
		show()
	}
	made := show()
	keys := map[numbered[dotKey]]*dotRaster{}
	for k, r := range pool.used {
		keys[k] = r
	}
	p.view.ScrollBy(1)
	if now := show(); now != made {
		t.Errorf("scrolling by a pixel made %d pictures of %d", now, made)
	}
	for k, r := range pool.used {
		if keys[k] != r && keys[k] != nil {
			t.Error("a picture of dots moved to another object")
		}
	}
}
