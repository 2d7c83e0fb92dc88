package textlayout

import (
	"unicode"

	"github.com/go-text/typesetting/font"
)

// shareWidths gives letters that a face draws over their neighbours, with no advance of
// their own, a part of their neighbour's: some faces make the ligature of lam and alef
// like that. They are then one ligature, and one can click on each.
func (s *shaped) shareWidths(runes []rune) {
	for i := 1; i < len(s.cells); i++ {
		c := &s.cells[i]
		if s.overlaid(i, runes) && s.cells[i-1].item == c.item && s.cells[i-1].glyph0 != s.cells[i-1].glyph1 {
			s.join(i)
		}
	}
}

// overlaid is true if cell i shows a letter, digit or sign and has no advance.
func (s *shaped) overlaid(i int, runes []rune) bool {
	c := &s.cells[i]
	return c.item >= 0 && c.advance == 0 && c.glyph0 != c.glyph1 && c.flags&(joined|hanging) == 0 &&
		unicode.In(runes[c.rune], unicode.L, unicode.N, unicode.P, unicode.S) && !invisible(runes[c.rune])
}

// join makes cell i one ligature with the cell before it.
func (s *shaped) join(i int) {
	head := &s.cells[i-1]
	c := &s.cells[i]
	head.glyph0, head.glyph1 = min(head.glyph0, c.glyph0), max(head.glyph1, c.glyph1)
	head.advance /= 2
	c.glyph0, c.glyph1, c.advance = 0, 0, head.advance
	c.flags |= joined
}

// bareMarkGap is the room in ems on either side of a mark that stands on nothing.
const bareMarkGap = 0.05

// widenBareMarks gives room to marks without a base, at a paragraph's start or after a
// control character: without it they would stand on what is before them, and nobody
// could click on them.
func (s *shaped) widenBareMarks(runes []rune) {
	for i := range s.cells {
		c := &s.cells[i]
		if c.item < 0 || c.advance > 0 || c.glyph0 == c.glyph1 || !unicode.In(runes[c.rune], unicode.Mn, unicode.Me) || invisible(runes[c.rune]) {
			continue
		}
		face := s.items[c.item].face
		em := float32(face.Upem())
		var x0, x1 float32
		for n, g := range s.glyphs[c.glyph0:c.glyph1] {
			e, _ := face.GlyphExtents(font.GID(g.id))
			left, right := g.dx+e.XBearing/em, g.dx+(e.XBearing+e.Width)/em
			if n == 0 {
				x0, x1 = left, right
			}
			x0, x1 = min(x0, left), max(x1, right)
		}
		for n := c.glyph0; n < c.glyph1; n++ {
			s.glyphs[n].dx += bareMarkGap - x0
		}
		c.advance = x1 - x0 + 2*bareMarkGap
	}
}
