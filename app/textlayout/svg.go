package textlayout

import (
	"bytes"
	"image"

	"github.com/go-text/typesetting/font"
	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
)

// svg draws a glyph that is an SVG picture. Its view box is the em square: x from the
// glyph's origin, y downwards from the baseline (OpenType 1.9, table SVG). What it draws
// outside of the glyph's outline is cut.
func (c *glyphCache) svg(k glyphKey, data font.GlyphSVG) (p picture, ok bool) {
	defer func() { // a font's broken picture must not take the program down
		if recover() != nil {
			p, ok = picture{}, false
		}
	}()
	bounds := k.extents()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data.Source))
	if err != nil || bounds.Empty() {
		return picture{}, false
	}
	size := float64(k.size) / 64
	scale := size / float64(k.face.Upem())
	if box := icon.ViewBox; box.W > 0 && box.H > 0 {
		scale = min(size/box.W, size/box.H)
	}
	icon.Transform = rasterx.Identity.
		Translate(-float64(bounds.Min.X)-icon.ViewBox.X*scale, -float64(bounds.Min.Y)-icon.ViewBox.Y*scale).
		Scale(scale, scale)
	img := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	icon.Draw(rasterx.NewDasher(bounds.Dx(), bounds.Dy(), rasterx.NewScannerGV(bounds.Dx(), bounds.Dy(), img, img.Rect)), 1)
	img.Rect = bounds
	return picture{colour: img}, !blank(img)
}
