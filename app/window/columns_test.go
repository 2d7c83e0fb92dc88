package window

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// widths are those of documents, text and panels.
func (d dividers) widths(width float64) (left, text, right float64) {
	left = d.outer * width
	right = (1 - d.inner) * (width - left)
	return left, width - left - right, right
}

func TestPanelsGiveWayToTheText(t *testing.T) {
	usual, wide := dividers{0.2, 0.74}, dividers{0.4, 0.35}
	for _, c := range []struct {
		name              string
		width             float64
		d                 dividers
		left, text, right float64
	}{
		{"as the person wants", 1200, usual, 240, 710, 250},
		{"panels of much of a wide window", 1200, wide, 446, 320, 434},
		{"less wide", 900, usual, 180, 533, 187},
		{"a narrow window", 500, usual, 100, 296, 104},
		{"wide panels in a narrow window", 700, wide, 192, 320, 188},
		{"no room at all", 200, wide, 0, 110, 90},
	} {
		left, text, right := c.d.within(c.width, 120).widths(c.width)
		for _, w := range []struct {
			what      string
			got, want float64
		}{{"documents", left, c.left}, {"text", text, c.text}, {"panels", right, c.right}} {
			if math.Abs(w.got-w.want) > 1.5 {
				t.Errorf("%s: the %s get %.1f, want %.1f", c.name, w.what, w.got, w.want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.Float64Range(1, 4000).Draw(t, "width")
		d := dividers{rapid.Float64Range(0, 1).Draw(t, "outer"), rapid.Float64Range(0, 1).Draw(t, "inner")}
		left, text, right := d.within(width, 120).widths(width)
		if text < min(enoughForText, shareOfText*width)-0.001 || left < -0.001 || right < -0.001 {
			t.Fatalf("%v, %v, %v", left, text, right)
		}
	})
}

// What the person wants comes back when the window is wide again, unless a divider
// was moved meanwhile.
func TestDividersComeBack(t *testing.T) {
	test.NewTempApp(t)
	part := func() fyne.CanvasObject { return canvas.NewRectangle(colourOf(0)) }
	wanted := dividers{0.3, 0.6}
	c := newColumns(part(), part(), part(), wanted)
	w := test.NewTempWindow(t, container.New(c, c.outer))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1400, 700))
	if c.outer.Offset != 0.3 || c.inner.Offset != 0.6 {
		t.Errorf("in a wide window the dividers are at %v and %v", c.outer.Offset, c.inner.Offset)
	}
	w.Resize(fyne.NewSize(500, 700))
	if c.outer.Offset >= 0.3 || c.dividers() != wanted {
		t.Errorf("in a narrow window the outer divider is at %v, wanted %v", c.outer.Offset, c.dividers())
	}
	if got := c.inner.Leading.Size().Width; got < shareOfText*500-10 { // the dividers take some
		t.Errorf("the text gets %v", got)
	}
	c.inner.SetOffset(0.9)
	w.Resize(fyne.NewSize(1400, 700))
	if now := (dividers{0.3, 0.9}); c.dividers() != now || c.outer.Offset != 0.3 || c.inner.Offset != 0.9 {
		t.Errorf("wide again the dividers are at %v and %v, wanted %v", c.outer.Offset, c.inner.Offset, c.dividers())
	}
}
