package textlayout

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// A soft hyphen allows a word to be broken, and shows only where it is (UAX #14,
// section 5.4). Its cell has the glyph and the advance of a hyphen, which count only at
// a line's end.
const softHyphen = 0x00AD

// hyphen is the glyph of a hyphen, at shapeSize; ok is false if the face has none.
func (f *face) hyphen() (g shaping.Glyph, ok bool) {
	for _, r := range []rune{0x2010, '-'} {
		id, has := f.NominalGlyph(r)
		if !has {
			continue
		}
		size := func(v float32) fixed.Int26_6 { return fixed.Int26_6(v * 64 * shapeSize / float32(f.Upem())) }
		e, _ := f.GlyphExtents(id)
		return shaping.Glyph{
			GlyphID: font.GID(id), Advance: size(f.HorizontalAdvance(id)),
			XBearing: size(e.XBearing), YBearing: size(e.YBearing), Width: size(e.Width), Height: size(e.Height),
		}, true
	}
	return g, false
}

// hyphenate gives soft hyphens the glyph of a hyphen, but those inside of ligatures:
// there no line can end.
func (s *shaped) hyphenate() {
	for i := range s.cells {
		c := &s.cells[i]
		if c.flags&hyphenates == 0 {
			continue
		}
		inLigature := c.flags&joined != 0 || i+1 < len(s.cells) && s.cells[i+1].flags&joined != 0
		g, ok := s.items[c.item].face.hyphen()
		if inLigature || !ok {
			c.flags &^= hyphenates
			continue
		}
		s.items[c.item].cover(g)
		c.glyph0, c.glyph1 = int32(len(s.glyphs)), int32(len(s.glyphs)+1)
		c.advance = ems(g.Advance)
		s.glyphs = append(s.glyphs, glyph{id: uint32(g.GlyphID), advance: c.advance})
	}
}

// endsInHyphen is true if a line that ends before cell i shows a hyphen there.
func endsInHyphen(cells []cell, i int) bool { return i > 0 && cells[i-1].flags&hyphenates != 0 }
