package docview

import (
	"image"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"postil/app/textlayout"
)

// dotted is a dotted line to paint, across or downwards: dots as long as the line
// is thick. It joins the fragments of a span.
type dotted struct {
	x, y, w, h float64
	first      float64 // where the first dot begins
	pace       float64 // from one dot to the next
	colour     color.NRGBA
}

// dotsAcross joins along a piece of a line of text. Dots stand at whole multiples of
// two dots from the column's edge and are never cut: they stay where they are when
// the text scrolls or the piece grows, and are in step on all lines.
func (m *measures) dotsAcross(r textlayout.Rect, y float64, colour color.NRGBA) dotted {
	pace := 2 * m.line
	x0 := m.columnX + math.Ceil((r.X-m.columnX)/pace-1e-6)*pace
	n := math.Floor((r.X+r.W-x0-m.line)/pace+1e-6) + 1
	if n < 1 {
		x0, n = m.round(r.X+max(0, (r.W-m.line)/2)), 1 // too short for the grid
	}
	return dotted{x: x0, y: y, w: (n-1)*pace + m.line, h: m.line, pace: pace, colour: colour}
}

// dotsDown joins from line to line, in the margin. The dots are spread evenly over
// the line's height, so that they go on evenly on the next.
func (m *measures) dotsDown(x, y, h float64, colour color.NRGBA) dotted {
	pace := h / max(1, math.Round(h/(2*m.bracketLine)))
	return dotted{x: x, y: y, w: m.bracketLine, h: h, first: (pace - m.bracketLine) / 2, pace: pace, colour: colour}
}

// dotPool are pictures of dotted lines, one for each however long it is. A picture
// is used again wherever a line of its length is to be seen, so that scrolling draws
// none.
type dotPool struct {
	screen *screen
	rasters[dotKey, *dotRaster]
}

// dotKey tells pictures apart.
type dotKey struct {
	w, h, first, pace, scale float64
	colour                   color.NRGBA
}

// show appends the objects for dotted lines.
func (p *dotPool) show(objects []fyne.CanvasObject, lines []dotted, scale float64) []fyne.CanvasObject {
	keys := make([]dotKey, len(lines))
	for i, d := range lines {
		keys[i] = dotKey{w: d.w, h: d.h, first: d.first, pace: d.pace, scale: scale, colour: d.colour}
	}
	for i, r := range p.take(keys, p.newRaster) {
		r.show(keys[i])
		r.raster.Move(fyne.NewPos(float32(lines[i].x), float32(lines[i].y)))
		objects = append(objects, r.raster)
	}
	return objects
}

// newRaster makes a raster that shows nothing yet.
func (p *dotPool) newRaster() *dotRaster {
	r := &dotRaster{screen: p.screen}
	r.raster = canvas.NewRaster(r.draw)
	return r
}

// dotRaster shows a dotted line.
type dotRaster struct {
	screen *screen
	raster *canvas.Raster
	key    dotKey
	stale  bool // shows something else than what was drawn last
}

// show has the picture drawn again if it shows something else.
func (r *dotRaster) show(k dotKey) {
	if r.key == k {
		return
	}
	r.key, r.stale = k, true
	r.raster.Resize(fyne.NewSize(float32(k.w), float32(k.h)))
	canvas.Refresh(r.raster)
}

// draw makes the picture in device pixels: each dot on whole pixels.
func (r *dotRaster) draw(w, h int) image.Image {
	start := time.Now()
	defer func() { r.screen.drawing += time.Since(start) }()
	r.stale = false
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	size, length := min(w, h), max(w, h)
	first, pace := r.key.first*r.key.scale, r.key.pace*r.key.scale
	for k := 0; ; k++ {
		at := int(math.Round(first + float64(k)*pace))
		if at >= length || pace <= 0 {
			return picture
		}
		corner := image.Pt(at, 0)
		if r.key.h > r.key.w {
			corner = image.Pt(0, at)
		}
		drawDot(picture, corner, size, r.key.colour)
	}
}

// drawDot draws a disc, or where a disc would be no more than a blur, a square.
func drawDot(dst *image.RGBA, corner image.Point, size int, c color.NRGBA) {
	for y := range size {
		for x := range size {
			share := 1.0
			if size > 2 {
				share = discShare(x, y, size)
			}
			n := color.NRGBA{c.R, c.G, c.B, uint8(math.Round(float64(c.A) * share))}
			dst.Set(corner.X+x, corner.Y+y, n)
		}
	}
}

// discShare is how much of a pixel is covered by a disc in a square of pixels.
func discShare(x, y, size int) float64 {
	const parts = 4
	inside, middle := 0, float64(size)/2
	for i := range parts * parts {
		dx := float64(x) + (float64(i%parts)+0.5)/parts - middle
		dy := float64(y) + (float64(i/parts)+0.5)/parts - middle
		if dx*dx+dy*dy <= middle*middle {
			inside++
		}
	}
	return float64(inside) / (parts * parts)
}
