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

// screen shows frames with as few canvas objects as the frame has parts. Objects
// are used again; one that shows what it showed before is only moved, so that no
// picture is drawn or sent to the graphics card twice.
type screen struct {
	painter *textlayout.Painter
	buffer  []byte // for the picture of one line; the canvas copies it at once

	ground   *canvas.Rectangle // transparent: the window's own ground shows
	below    boxPool
	lines    linePool
	above    boxPool
	dots     dotPool
	notes    linePool
	card     boxPool
	cardText linePool
	objects  []fyne.CanvasObject
	drawing  time.Duration // see Effort
}

// newScreen makes an empty screen.
func newScreen() *screen {
	s := &screen{painter: textlayout.NewPainter(), ground: &canvas.Rectangle{FillColor: color.Transparent}}
	for _, pool := range []*linePool{&s.lines, &s.notes, &s.cardText} {
		pool.screen = s
	}
	s.dots.screen = s
	return s
}

// show brings a frame onto the screen. scale is the number of device pixels to a
// pixel.
func (s *screen) show(f *frame, size fyne.Size, scale float64) {
	s.ground.Resize(size)
	objects := append(s.objects[:0], s.ground)
	objects = s.below.show(objects, f.below)
	objects = s.lines.show(objects, f.lines, scale)
	objects = s.dots.show(objects, f.dots, scale)
	objects = s.above.show(objects, f.above)
	objects = s.notes.show(objects, f.notes, scale)
	objects = s.card.show(objects, f.card)
	s.objects = s.cardText.show(objects, f.cardText, scale)
	canvas.Refresh(s.ground) // has the canvas painted again
}

// boxPool are rectangles for the boxes of one depth.
type boxPool struct {
	rectangles []*canvas.Rectangle
	shown      []box
}

// show appends the objects for boxes.
func (p *boxPool) show(objects []fyne.CanvasObject, boxes []box) []fyne.CanvasObject {
	for len(p.rectangles) < len(boxes) {
		p.rectangles = append(p.rectangles, &canvas.Rectangle{})
		p.shown = append(p.shown, box{})
	}
	for i, b := range boxes {
		r := p.rectangles[i]
		if p.shown[i] != b {
			p.shown[i] = b
			r.FillColor, r.StrokeColor, r.StrokeWidth = b.fill, b.stroke, float32(b.strokeWidth)
			r.CornerRadius = float32(b.radius)
			r.Move(fyne.NewPos(float32(b.x), float32(b.y)))
			r.Resize(fyne.NewSize(float32(b.w), float32(b.h)))
		}
		objects = append(objects, r)
	}
	return objects
}

// linePool are rasters for the lines of one depth.
type linePool struct {
	screen *screen
	rasters[textlayout.LineKey, *lineRaster]
}

// show appends the objects for lines. Equal lines may be on the screen twice, such as
// a count that stands at two places.
func (p *linePool) show(objects []fyne.CanvasObject, lines []inkedLine, scale float64) []fyne.CanvasObject {
	keys := make([]textlayout.LineKey, len(lines))
	for i, l := range lines {
		keys[i] = l.line.Key()
	}
	for i, r := range p.take(keys, p.newRaster) {
		if r.show(lines[i], scale) {
			objects = append(objects, r.raster)
		}
	}
	return objects
}

// newRaster makes a raster that shows nothing yet.
func (p *linePool) newRaster() *lineRaster {
	r := &lineRaster{screen: p.screen}
	r.raster = canvas.NewRaster(r.draw)
	return r
}

// lineRaster shows one line.
type lineRaster struct {
	screen *screen
	raster *canvas.Raster
	line   *textlayout.Line
	ink    textlayout.Ink
	left   float64 // the raster's left edge in line coordinates
	top    float64
	scale  float64
	stale  bool // shows something else than what was drawn last
}

// show moves the raster to a line's place, and has it drawn again if it shows
// something else. It is false for lines on which nothing is to be seen.
func (r *lineRaster) show(l inkedLine, scale float64) bool {
	bounds := l.line.InkBounds()
	if bounds.W <= 0 || bounds.H <= 0 {
		r.line = nil
		return false
	}
	// Edges on device pixels, so that the picture is neither stretched nor blurred.
	x0, x1 := math.Floor((l.x+bounds.X)*scale)/scale, math.Ceil((l.x+bounds.X+bounds.W)*scale)/scale
	y0, y1 := math.Floor((l.y+bounds.Y)*scale)/scale, math.Ceil((l.y+bounds.Y+bounds.H)*scale)/scale
	left, top := x0-l.x, y0-l.y
	size := fyne.NewSize(float32(x1-x0), float32(y1-y0))
	same := r.line == l.line && r.left == left && math.Abs(r.top-top) < 1e-6 && r.scale == scale &&
		r.raster.Size() == size && sameInk(r.ink, l.ink)
	r.raster.Move(fyne.NewPos(float32(x0), float32(y0)))
	if same {
		return true
	}
	r.line, r.ink, r.left, r.top, r.scale, r.stale = l.line, l.ink, left, top, scale, true
	if r.raster.Size() != size {
		r.raster.Resize(size) // refreshes
	} else {
		canvas.Refresh(r.raster)
	}
	return true
}

func sameInk(a, b textlayout.Ink) bool {
	if a.Text != b.Text || len(a.Ranges) != len(b.Ranges) {
		return false
	}
	for i := range a.Ranges {
		if a.Ranges[i] != b.Ranges[i] {
			return false
		}
	}
	return true
}

// draw makes the picture of the line in device pixels.
func (r *lineRaster) draw(w, h int) image.Image {
	start := time.Now()
	defer func() { r.screen.drawing += time.Since(start) }()
	r.stale = false
	need := 4 * w * h
	if cap(r.screen.buffer) < need {
		r.screen.buffer = make([]byte, need)
	}
	picture := &image.RGBA{Pix: r.screen.buffer[:need], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	clear(picture.Pix)
	if r.line != nil && r.raster.Size().Width > 0 {
		scale := float64(w) / float64(r.raster.Size().Width)
		r.screen.painter.DrawLine(picture, r.line, r.left, r.top, scale, r.ink)
	}
	return picture
}
