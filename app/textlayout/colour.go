package textlayout

import (
	"image"
	"image/color"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// layer is an outline of a colour glyph with what it is filled with.
type layer struct {
	outline font.GlyphOutline
	to      affine
	colour  color.NRGBA
}

// affine maps a point (x, y) to (xx·x + xy·y + dx, yx·x + yy·y + dy).
type affine struct{ xx, yx, xy, yy, dx, dy float32 }

// unchanged is the map that moves nothing.
var unchanged = affine{xx: 1, yy: 1}

// after is the map that applies b and then a.
func (a affine) after(b affine) affine {
	return affine{
		xx: a.xx*b.xx + a.xy*b.yx, yx: a.yx*b.xx + a.yy*b.yx,
		xy: a.xx*b.xy + a.xy*b.yy, yy: a.yx*b.xy + a.yy*b.yy,
		dx: a.xx*b.dx + a.xy*b.dy + a.dx, dy: a.yx*b.dx + a.yy*b.dy + a.dy,
	}
}

// around is the map a about another centre than the origin.
func (a affine) around(x, y int16) affine {
	fx, fy := float32(x), float32(y)
	return affine{1, 0, 0, 1, fx, fy}.after(a).after(affine{1, 0, 0, 1, -fx, -fy})
}

// turn is a rotation by an angle in half circles.
func turn(angle tables.Fixed214) affine {
	s, c := math.Sincos(float64(fixed214(angle)) * math.Pi)
	return affine{float32(c), float32(s), float32(-s), float32(c), 0, 0}
}

// fixed214 is the value of a number with 14 binary places.
func fixed214(v tables.Fixed214) float32 { return float32(v) / (1 << 14) }

// layersOf flattens the description of a glyph in a COLR table (OpenType 1.9): all of
// version 0; of version 1 the outlines with their maps, each filled with one colour,
// the mean of its gradient.
func (f *face) layersOf(paint tables.PaintTable) []layer {
	z := &flattener{face: f}
	z.paint(paint, unchanged, 0)
	return z.layers
}

// flattener collects the layers of a glyph.
type flattener struct {
	face   *face
	nodes  int // seen so far
	layers []layer
}

// paint collects the layers of a node. A broken font may nest them without end, or
// branch at every step without drawing anything.
func (z *flattener) paint(node tables.PaintTable, to affine, depth int) {
	const deepest, most = 32, 4000
	if z.nodes++; depth > deepest || z.nodes > most {
		return
	}
	depth++
	switch p := node.(type) {
	case tables.PaintColrLayersResolved:
		for _, l := range p {
			z.fill(l.GlyphID, to, z.colour(l.PaletteIndex, 1))
		}
	case tables.PaintColrLayers:
		nodes, _ := z.face.COLR.LayerList.Resolve(p)
		for _, n := range nodes {
			z.paint(n, to, depth)
		}
	case tables.PaintColrGlyph:
		if inner, ok := z.face.COLR.Search(tables.GlyphID(p.GlyphID)); ok {
			z.paint(inner, to, depth)
		}
	case tables.PaintGlyph:
		if c, ok := z.flat(p.Paint, 0); ok {
			z.fill(tables.GlyphID(p.GlyphID), to, c)
		}
	case tables.PaintComposite:
		z.paint(p.BackdropPaint, to, depth)
		z.paint(p.SourcePaint, to, depth)
	default:
		if inner, by, ok := mapped(node); ok {
			z.paint(inner, to.after(by), depth)
		}
	}
}

// mapped is what a node maps, and how.
func mapped(node tables.PaintTable) (tables.PaintTable, affine, bool) {
	switch p := node.(type) {
	case tables.PaintTransform:
		t := p.Transform
		return p.Paint, affine{float32(t.Xx), float32(t.Yx), float32(t.Xy), float32(t.Yy), float32(t.Dx), float32(t.Dy)}, true
	case tables.PaintTranslate:
		return p.Paint, affine{1, 0, 0, 1, float32(p.Dx), float32(p.Dy)}, true
	case tables.PaintScale:
		return p.Paint, affine{xx: fixed214(p.ScaleX), yy: fixed214(p.ScaleY)}, true
	case tables.PaintScaleAroundCenter:
		return p.Paint, affine{xx: fixed214(p.ScaleX), yy: fixed214(p.ScaleY)}.around(p.CenterX, p.CenterY), true
	case tables.PaintScaleUniform:
		return p.Paint, affine{xx: fixed214(p.Scale), yy: fixed214(p.Scale)}, true
	case tables.PaintScaleUniformAroundCenter:
		return p.Paint, affine{xx: fixed214(p.Scale), yy: fixed214(p.Scale)}.around(p.CenterX, p.CenterY), true
	case tables.PaintRotate:
		return p.Paint, turn(p.Angle), true
	case tables.PaintRotateAroundCenter:
		return p.Paint, turn(p.Angle).around(p.CenterX, p.CenterY), true
	}
	return nil, affine{}, false
}

// flat is the one colour for what an outline is filled with.
func (z *flattener) flat(node tables.PaintTable, depth int) (color.NRGBA, bool) {
	const deepest = 8
	switch p := node.(type) {
	case tables.PaintSolid:
		return z.colour(p.PaletteIndex, fixed214(p.Alpha)), true
	case tables.PaintLinearGradient:
		return z.mean(p.ColorLine)
	case tables.PaintRadialGradient:
		return z.mean(p.ColorLine)
	case tables.PaintSweepGradient:
		return z.mean(p.ColorLine)
	}
	if inner, _, ok := mapped(node); ok && depth < deepest {
		return z.flat(inner, depth+1)
	}
	return color.NRGBA{}, false
}

// mean is the mean colour of a gradient's stops.
func (z *flattener) mean(line tables.ColorLine) (color.NRGBA, bool) {
	n := len(line.ColorStops)
	if n == 0 {
		return color.NRGBA{}, false
	}
	var r, g, b, a int
	for _, s := range line.ColorStops {
		c := z.colour(s.PaletteIndex, fixed214(s.Alpha))
		r, g, b, a = r+int(c.R), g+int(c.G), b+int(c.B), a+int(c.A)
	}
	return color.NRGBA{uint8(r / n), uint8(g / n), uint8(b / n), uint8(a / n)}, true
}

// colour is an entry of the font's first palette. The text's own colour, index 0xFFFF,
// is taken for black, as the picture of a glyph serves all colours.
func (z *flattener) colour(index uint16, alpha float32) color.NRGBA {
	c := color.NRGBA{A: 255}
	if p := z.face.CPAL; len(p) > 0 && int(index) < len(p[0]) {
		c = color.NRGBA{p[0][index].Red, p[0][index].Green, p[0][index].Blue, p[0][index].Alpha}
	}
	c.A = uint8(float32(c.A) * max(0, min(1, alpha)))
	return c
}

// fill adds a layer.
func (z *flattener) fill(id tables.GlyphID, to affine, c color.NRGBA) {
	if outline, ok := z.face.GlyphDataOutline(id); ok && len(outline.Segments) > 0 {
		z.layers = append(z.layers, layer{outline, to, c})
	}
}

// layered draws a glyph of layers.
func (c *glyphCache) layered(k glyphKey, layers []layer) picture {
	scale := float32(k.size) / 64 / float32(k.face.Upem())
	masks := make([]*image.Alpha, len(layers))
	var bounds image.Rectangle
	for i, l := range layers {
		masks[i] = c.mask(l.outline, func(p opentype.SegmentPoint) (x, y float32) {
			return (l.to.xx*p.X + l.to.xy*p.Y + l.to.dx) * scale, -(l.to.yx*p.X + l.to.yy*p.Y + l.to.dy) * scale
		})
		if masks[i] != nil {
			bounds = bounds.Union(masks[i].Rect)
		}
	}
	img := image.NewRGBA(bounds)
	for i, m := range masks {
		if m != nil {
			fill(img, m, image.Point{}, layers[i].colour)
		}
	}
	return picture{colour: img}
}

// layerBounds are the extents of a glyph of layers in ems, y upwards.
type layerBounds struct{ x0, y0, x1, y1 float32 }

// boundsOfLayers are the extents of a glyph, zero for a glyph without layers.
func (f *face) boundsOfLayers(id font.GID) layerBounds {
	if known, ok := f.layered[id]; ok {
		return known
	}
	var b layerBounds
	if data, ok := f.GlyphData(id).(font.GlyphColor); ok {
		em := float32(f.Upem())
		for _, l := range f.layersOf(data.Paint) {
			for n := range l.outline.Segments {
				for _, p := range l.outline.Segments[n].ArgsSlice() {
					x, y := (l.to.xx*p.X+l.to.xy*p.Y+l.to.dx)/em, (l.to.yx*p.X+l.to.yy*p.Y+l.to.dy)/em
					b = layerBounds{min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)}
				}
			}
		}
	}
	if f.layered == nil {
		f.layered = map[font.GID]layerBounds{}
	}
	f.layered[id] = b
	return b
}
