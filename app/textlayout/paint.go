package textlayout

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"sort"

	"golang.org/x/image/math/fixed"
)

// Ink says in which colours a line is drawn.
type Ink struct {
	// Text is the colour of everything that no range covers.
	Text color.NRGBA
	// Ranges colour parts of the text. They are sorted and don't overlap. In a
	// ligature each cluster has the colour of its part.
	Ranges []InkRange
}

// InkRange is the colour of the bytes [Start, End).
type InkRange struct {
	Start, End int
	Colour     color.NRGBA
}

// at is the colour of the byte at offset.
func (k Ink) at(offset int) color.NRGBA {
	i := sort.Search(len(k.Ranges), func(i int) bool { return k.Ranges[i].End > offset })
	if i < len(k.Ranges) && k.Ranges[i].Start <= offset {
		return k.Ranges[i].Colour
	}
	return k.Text
}

// Painter draws lines. It keeps the pictures of the glyphs that it has drawn. It
// is not safe for use by several goroutines at once.
type Painter struct {
	glyphs glyphCache
}

// NewPainter is a painter with an empty cache.
func NewPainter() *Painter { return &Painter{} }

// DrawLine draws the text of a line onto dst, over what is there (premultiplied
// alpha), such that the point (originX, originY) of the line's coordinates falls on
// dst's left upper corner; scale is the number of dst's pixels for a layout pixel.
// Nothing but text is drawn: no background, no marks. Glyphs stand on quarters of
// a pixel horizontally and on whole pixels vertically.
func (p *Painter) DrawLine(dst *image.RGBA, l *Line, originX, originY, scale float64, ink Ink) {
	size := fixed.Int26_6(math.Round(l.size * scale * 64))
	if size <= 0 || !(scale > 0) {
		return
	}
	corner := dst.Rect.Min
	for i := range l.glyphs {
		g := &l.glyphs[i]
		x := (float64(g.x)-originX)*scale*subpixels + 0.5
		y := (l.Baseline + float64(g.y) - originY) * scale
		if !(math.Abs(x) < 1<<30 && math.Abs(y) < 1<<30) {
			continue // outside of any picture
		}
		quarter := int(math.Floor(x))
		sub := quarter & (subpixels - 1)
		key := glyphKey{face: g.face, id: g.id, size: size, sub: uint8(sub)}
		if g.face.colour {
			key.sub = 0
		}
		pic := p.glyphs.get(key)
		dot := image.Pt(corner.X+(quarter-sub)/subpixels, corner.Y+int(math.Round(y)))
		switch {
		case pic.mask != nil && g.clusters > 1 && len(ink.Ranges) > 0:
			for _, c := range l.clustersOf(g) {
				part := dst.SubImage(l.partOf(g, c, originX, scale).Add(corner)).(*image.RGBA)
				fill(part, pic.mask, dot, ink.at(c.Start))
			}
		case pic.mask != nil:
			fill(dst, pic.mask, dot, ink.at(l.Start+int(g.offset)))
		case pic.colour != nil:
			draw.Draw(dst, pic.colour.Rect.Add(dot), pic.colour, pic.colour.Rect.Min, draw.Over)
		}
	}
}

// clustersOf are the clusters that a glyph is drawn for.
func (l *Line) clustersOf(g *placedGlyph) []Cluster {
	first := l.clusterAt(l.Start + int(g.offset))
	return l.Clusters[first:min(first+int(g.clusters), len(l.Clusters))]
}

// partOf is where the picture of a glyph belongs to one of its clusters, in pixels from
// dst's corner: what hangs over the glyph's ends belongs to the outermost clusters.
func (l *Line) partOf(g *placedGlyph, c Cluster, originX, scale float64) image.Rectangle {
	const far = 1 << 30
	pixel := func(x float64) int { return int(math.Round((x - originX) * scale)) }
	all := l.clustersOf(g)
	part := image.Rect(-far, -far, far, far)
	for _, other := range all {
		if other.X0 < c.X0 {
			part.Min.X = pixel(c.X0)
		}
		if other.X0 > c.X0 {
			part.Max.X = pixel(c.X1)
		}
	}
	return part
}

// fill draws a colour through a mask whose origin is at dot.
func fill(dst *image.RGBA, mask *image.Alpha, dot image.Point, c color.NRGBA) {
	r := mask.Rect.Add(dot).Intersect(dst.Rect)
	alpha := uint32(c.A)
	red, green, blue := uint32(c.R), uint32(c.G), uint32(c.B)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := mask.PixOffset(r.Min.X-dot.X, y-dot.Y)
		to := dst.PixOffset(r.Min.X, y)
		m := mask.Pix[from : from+r.Dx()]
		d := dst.Pix[to : to+4*r.Dx()]
		for i, v := range m {
			if v == 0 {
				continue
			}
			a := uint32(v)
			if alpha != 0xFF {
				a = over255(a * alpha)
			}
			rest := 0xFF - a
			q := d[4*i : 4*i+4 : 4*i+4]
			q[0] = uint8(over255(red*a + uint32(q[0])*rest))
			q[1] = uint8(over255(green*a + uint32(q[1])*rest))
			q[2] = uint8(over255(blue*a + uint32(q[2])*rest))
			q[3] = uint8(over255(0xFF*a + uint32(q[3])*rest))
		}
	}
}

// over255 divides by 255 and rounds.
func over255(v uint32) uint32 { return (v + 128 + (v+128)>>8) >> 8 }

// InkBounds is a rectangle in line coordinates that holds everything that is drawn
// of the line, to less than two pixels of the picture: overhanging letters may leave
// the column, and marks the line. An empty line has no width.
func (l *Line) InkBounds() Rect {
	return Rect{X: l.ink.x0, Y: l.ink.y0, W: l.ink.x1 - l.ink.x0, H: l.ink.y1 - l.ink.y0}
}
