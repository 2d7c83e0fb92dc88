package textlayout

import (
	"image"
	"image/color"
)

// Ink says in which colours a line is drawn.
type Ink struct {
	// Text is the colour of everything that no range covers.
	Text color.NRGBA
	// Ranges colour parts of the text. They are sorted and don't overlap.
	Ranges []InkRange
}

// InkRange is the colour of the bytes [Start, End).
type InkRange struct {
	Start, End int
	Colour     color.NRGBA
}

// Painter draws lines. It keeps the masks of the glyphs that it has drawn. It is
// not safe for use by several goroutines at once.
type Painter struct{}

// NewPainter is a painter with an empty cache.
func NewPainter() *Painter { return &Painter{} }

// DrawLine draws the text of a line onto dst, over what is there (premultiplied
// alpha), such that the point (originX, originY) of the line's coordinates falls on
// dst's left upper corner; scale is the number of dst's pixels for a layout pixel.
// Nothing but text is drawn: no background, no marks.
func (p *Painter) DrawLine(dst *image.RGBA, l *Line, originX, originY, scale float64, ink Ink) {
}

// InkBounds is a rectangle in line coordinates that holds every drawn pixel of the
// line: overhanging letters may leave the column and tall ones the line.
func (l *Line) InkBounds() Rect {
	return Rect{X: l.Left - 8, Y: 0, W: l.Right - l.Left + 16, H: l.Height}
}
