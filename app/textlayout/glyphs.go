package textlayout

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// subpixels is the number of horizontal positions within a pixel at which a glyph
// is kept.
const subpixels = 4

// glyphBytes bounds each of the two halves of the glyph cache.
const glyphBytes = 8 << 20

// maxGlyph bounds the sides of a glyph's picture in pixels; what is larger is cut.
const maxGlyph = 4096

// glyphKey names a picture of a glyph.
type glyphKey struct {
	face *face
	id   uint32
	sub  uint8
	size fixed.Int26_6 // pixels per em
}

// picture is a drawn glyph: a mask to be filled with a colour, or an image in its
// own colours. Its bounds are relative to the dot.
type picture struct {
	mask   *image.Alpha
	colour *image.RGBA
}

// bytes is the picture's size in memory.
func (p picture) bytes() int {
	n := 64
	if p.mask != nil {
		n += len(p.mask.Pix)
	}
	if p.colour != nil {
		n += len(p.colour.Pix)
	}
	return n
}

// glyphCache keeps pictures in two halves: when the young one is full it becomes
// the old one, whose pictures live on only if they are asked for again.
type glyphCache struct {
	young, old map[glyphKey]picture
	bytes      int
	raster     vector.Rasterizer
	renderer   render.Renderer
}

// get draws a glyph unless it is known.
func (c *glyphCache) get(k glyphKey) picture {
	if p, ok := c.young[k]; ok {
		return p
	}
	p, ok := c.old[k]
	if !ok {
		p = c.draw(k)
	}
	if c.young == nil || c.bytes > glyphBytes {
		c.young, c.old, c.bytes = map[glyphKey]picture{}, c.young, 0
	}
	c.young[k] = p
	c.bytes += p.bytes()
	return p
}

// draw makes the picture of a glyph. What cannot be drawn shows as a box; a glyph
// without any drawing, such as a space, shows nothing.
func (c *glyphCache) draw(k glyphKey) picture {
	id := font.GID(k.id)
	switch data := k.face.GlyphData(id).(type) {
	case nil:
		if id != 0 {
			return picture{}
		}
	case font.GlyphOutline:
		if len(data.Segments) == 0 && id == 0 {
			return c.box(k)
		}
		return c.outline(k, data)
	case font.GlyphColor:
		if layers := k.face.layersOf(data.Paint); len(layers) > 0 {
			return c.layered(k, layers)
		}
	case font.GlyphBitmap:
		if p, ok := c.bitmap(k); ok {
			return p
		}
	case font.GlyphSVG:
		if p, ok := c.svg(k, data); ok {
			return p
		}
	}
	if data, ok := k.face.GlyphDataOutline(tables.GlyphID(id)); ok && len(data.Segments) > 0 {
		return c.outline(k, data)
	}
	return c.box(k)
}

// outline fills a glyph's outline.
func (c *glyphCache) outline(k glyphKey, data font.GlyphOutline) picture {
	scale := float32(k.size) / 64 / float32(k.face.Upem())
	dx := float32(k.sub) / subpixels
	return picture{mask: c.mask(data, func(p opentype.SegmentPoint) (x, y float32) { return p.X*scale + dx, -p.Y * scale })}
}

// mask fills an outline whose points at moves to their place; nil if it has no area.
func (c *glyphCache) mask(data font.GlyphOutline, at func(opentype.SegmentPoint) (x, y float32)) *image.Alpha {
	bounds := outlineBounds(data, at)
	if bounds.Empty() {
		return nil
	}
	ox, oy := float32(bounds.Min.X), float32(bounds.Min.Y)
	c.raster.Reset(bounds.Dx(), bounds.Dy())
	for _, s := range data.Segments {
		var x, y [3]float32
		for i := range s.Args {
			x[i], y[i] = at(s.Args[i])
			x[i], y[i] = x[i]-ox, y[i]-oy
		}
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			c.raster.ClosePath()
			c.raster.MoveTo(x[0], y[0])
		case opentype.SegmentOpLineTo:
			c.raster.LineTo(x[0], y[0])
		case opentype.SegmentOpQuadTo:
			c.raster.QuadTo(x[0], y[0], x[1], y[1])
		case opentype.SegmentOpCubeTo:
			c.raster.CubeTo(x[0], y[0], x[1], y[1], x[2], y[2])
		}
	}
	c.raster.ClosePath()
	return c.filled(bounds)
}

// filled turns what the rasteriser holds into a mask.
func (c *glyphCache) filled(bounds image.Rectangle) *image.Alpha {
	mask := image.NewAlpha(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	c.raster.DrawOp = draw.Src
	c.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	mask.Rect = bounds
	return mask
}

// outlineBounds holds every point of an outline, control points included.
func outlineBounds(data font.GlyphOutline, at func(opentype.SegmentPoint) (x, y float32)) image.Rectangle {
	x0, y0 := float32(math.Inf(1)), float32(math.Inf(1))
	x1, y1 := -x0, -y0
	for i := range data.Segments {
		for _, p := range data.Segments[i].ArgsSlice() {
			x, y := at(p)
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	if !(x0 <= x1 && y0 <= y1) {
		return image.Rectangle{}
	}
	return pixels(float64(x0), float64(y0), float64(x1), float64(y1))
}

// pixels rounds a box outwards to pixels and bounds it.
func pixels(x0, y0, x1, y1 float64) image.Rectangle {
	limit := func(v float64) int { return int(max(-maxGlyph, min(maxGlyph, v))) }
	return image.Rect(limit(math.Floor(x0)), limit(math.Floor(y0)), limit(math.Ceil(x1)), limit(math.Ceil(y1)))
}

// extents is where a glyph says it is drawn, in pixels from its dot.
func (k glyphKey) extents() image.Rectangle {
	e, _ := k.face.GlyphExtents(font.GID(k.id))
	scale := float64(k.size) / 64 / float64(k.face.Upem())
	return pixels(float64(e.XBearing)*scale, -float64(e.YBearing)*scale,
		float64(e.XBearing+e.Width)*scale, -float64(e.YBearing+e.Height)*scale)
}

// bitmap draws a glyph that is a bitmap.
func (c *glyphCache) bitmap(k glyphKey) (p picture, ok bool) {
	defer func() { // a font's broken picture must not take the program down
		if recover() != nil {
			p, ok = picture{}, false
		}
	}()
	e, _ := k.face.GlyphExtents(font.GID(k.id))
	fix := func(v float32) fixed.Int26_6 {
		return fixed.Int26_6(float64(v) * float64(k.size) / float64(k.face.Upem()))
	}
	bounds := k.extents()
	if bounds.Empty() {
		return picture{}, false
	}
	img := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	c.renderer.FontSize, c.renderer.PixScale = float32(k.size)/64, 1
	c.renderer.Color = color.Black
	c.renderer.DrawShapedRunAt(shaping.Output{
		Face: k.face.Face, Size: k.size,
		Glyphs: []shaping.Glyph{{
			GlyphID: font.GID(k.id), Width: fix(e.Width), Height: fix(e.Height),
			XBearing: fix(e.XBearing), YBearing: fix(e.YBearing),
		}},
	}, img, -bounds.Min.X, -bounds.Min.Y)
	img.Rect = bounds
	return picture{colour: img}, !blank(img)
}

// blank is true if nothing was drawn.
func blank(img *image.RGBA) bool {
	for _, v := range img.Pix {
		if v != 0 {
			return false
		}
	}
	return true
}

// boxHeight is the height in ems of the box for what no face has.
const boxHeight = 0.7

// box is the picture of a glyph that has none: a frame of its width.
func (c *glyphCache) box(k glyphKey) picture {
	size := float64(k.size) / 64
	width := float64(k.face.HorizontalAdvance(font.GID(k.id))) / float64(k.face.Upem()) * size
	if width <= 0 {
		return picture{}
	}
	bounds := pixels(width*0.1, -size*boxHeight, width*0.9, 0)
	if bounds.Dx() < 1 || bounds.Dy() < 1 {
		return picture{}
	}
	mask := image.NewAlpha(bounds)
	stroke := max(1, int(size/16))
	draw.Draw(mask, bounds, image.Opaque, image.Point{}, draw.Src)
	draw.Draw(mask, bounds.Inset(stroke), image.Transparent, image.Point{}, draw.Src)
	return picture{mask: mask}
}
