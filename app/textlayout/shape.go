package textlayout

import (
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"postil/app/textlayout/bidi"
)

// shapeSize is the size in pixels per em at which text is shaped. Outlines scale,
// so one shaping serves every font size: results are kept in ems.
const shapeSize = 1024

// glyph is a shaped glyph, in ems.
type glyph struct {
	id      uint32
	advance float32
	dx, dy  float32 // offset to the right and upwards
}

// item is a stretch of a block in one face, script and level: what is shaped at
// once.
type item struct {
	face        *face
	script      language.Script
	first, last int // cells
	// How far the drawings of its glyphs leave their advances and the baseline.
	left, right, above, below float32
}

// shaped is a block after shaping, independent of width and font size.
type shaped struct {
	base   bidi.Level
	cells  []cell
	items  []item
	glyphs []glyph
	mixed  bool // some level is not 0
}

// shapeBlock shapes the text of a block in a paragraph of level base. The levels of its
// characters are given where they depend on other blocks.
func (f *Fonts) shapeBlock(text string, base bidi.Level, levels []bidi.Level, lang language.Language) *shaped {
	cells, runes := cellsOf(text, base, levels)
	s := &shaped{base: base, cells: cells, mixed: base != 0, glyphs: make([]glyph, 0, len(cells))}
	for i := range runes {
		if runes[i] < 0x20 || 0x7F <= runes[i] && runes[i] < 0xA0 {
			runes[i] = 0xFFFD // control characters show as what they are: nothing readable
		}
	}
	s.items = newItemiser(f, cells, runes).items()
	for n := range s.items {
		it := &s.items[n]
		for i := it.first; i < it.last; i++ {
			s.cells[i].item = int32(n)
		}
		s.shapeItem(f, it, runes, lang)
	}
	s.hyphenate()
	s.shareWidths(runes)
	s.widenBareMarks(runes)
	for _, c := range cells {
		s.mixed = s.mixed || c.level != 0
	}
	return s
}

// shapeItem shapes one item and gives its cells their glyphs and advances.
func (s *shaped) shapeItem(f *Fonts, it *item, runes []rune, lang language.Language) {
	rtl := s.cells[it.first].level.RTL()
	direction := di.DirectionLTR
	if rtl {
		direction = di.DirectionRTL
	}
	out := f.shaper.Shape(shaping.Input{
		Text:      runes,
		RunStart:  int(s.cells[it.first].rune),
		RunEnd:    runesOf(s.cells, it.last, runes),
		Direction: direction,
		Face:      it.face.Face,
		Size:      fixed.I(shapeSize),
		Script:    f.shapingScript(it),
		Language:  lang,
	})
	start := len(s.glyphs)
	for _, g := range out.Glyphs {
		it.cover(g)
		switch {
		case g.GlyphID == 0:
			it.coverBox(g)
		case it.face.colour:
			it.coverLayers(g)
		}
		s.glyphs = append(s.glyphs, glyph{
			id: uint32(g.GlyphID), advance: ems(g.Advance), dx: ems(g.XOffset), dy: ems(g.YOffset),
		})
	}
	s.distribute(it, out.Glyphs, start, rtl)
}

// ems converts a length at shapeSize to ems.
func ems(v fixed.Int26_6) float32 { return float32(v) / (64 * shapeSize) }

// cover widens the item's ink by a glyph.
func (it *item) cover(g shaping.Glyph) {
	x0 := ems(g.XOffset + g.XBearing)
	x1 := x0 + ems(g.Width)
	top := ems(g.YOffset + g.YBearing)
	it.left = max(it.left, -x0)
	it.right = max(it.right, x1-ems(g.Advance))
	it.above = max(it.above, top)
	it.below = max(it.below, -(top + ems(g.Height)))
}

// overflows is true if some glyph of the item is drawn above its face's ascent or below
// its descent.
func (it *item) overflows() bool {
	return float64(it.above) > it.face.ascent || float64(it.below) > it.face.descent
}

// coverLayers widens the item's ink by a glyph of several layers, whose own extents say
// nothing of theirs.
func (it *item) coverLayers(g shaping.Glyph) {
	b := it.face.boundsOfLayers(g.GlyphID)
	dx, dy := ems(g.XOffset), ems(g.YOffset)
	it.left = max(it.left, -b.x0-dx)
	it.right = max(it.right, b.x1+dx-ems(g.Advance))
	it.above = max(it.above, b.y1+dy)
	it.below = max(it.below, -b.y0-dy)
}

// coverBox widens the item's ink by the box that is drawn for what the face lacks, which
// may be wider than its advance: that of a missing mark is 0.
func (it *item) coverBox(g shaping.Glyph) {
	width := it.face.HorizontalAdvance(g.GlyphID) / float32(it.face.Upem())
	it.right = max(it.right, ems(g.XOffset)+width-ems(g.Advance))
	it.above = max(it.above, ems(g.YOffset)+boxHeight)
}

// distribute gives the cells of an item their glyphs. A HarfBuzz cluster may cover
// several cells (a ligature: each gets an equal part of its width) and a cell may
// hold several clusters.
func (s *shaped) distribute(it *item, glyphs []shaping.Glyph, start int, rtl bool) {
	at := it.first
	for n := 0; n < len(glyphs); {
		g0, g1 := n, n+1
		if rtl { // visual order is the reverse of logical order
			g1 = len(glyphs) - n
			g0 = g1 - 1
			for g0 > 0 && glyphs[g0-1].TextIndex() == glyphs[g1-1].TextIndex() {
				g0--
			}
		} else {
			for g1 < len(glyphs) && glyphs[g1].TextIndex() == glyphs[g0].TextIndex() {
				g1++
			}
		}
		n += g1 - g0
		first, end := int32(glyphs[g0].TextIndex()), int32(glyphs[g0].TextIndex()+glyphs[g0].RunesCount())
		for at+1 < it.last && s.cells[at+1].rune <= first {
			at++
		}
		s.give(it, at, end, int32(start+g0), int32(start+g1))
	}
}

// give hands the glyphs [g0, g1) to cell at and to those after it that begin before
// the rune end.
func (s *shaped) give(it *item, at int, end, g0, g1 int32) {
	c := &s.cells[at]
	if c.glyph0 == c.glyph1 {
		c.glyph0, c.glyph1 = g0, g1
	} else {
		c.glyph0, c.glyph1 = min(c.glyph0, g0), max(c.glyph1, g1)
	}
	var advance float32
	for _, g := range s.glyphs[g0:g1] {
		advance += g.advance
	}
	last := at + 1
	for last < it.last && s.cells[last].rune < end {
		s.cells[last].flags |= joined
		last++
	}
	for i := at; i < last; i++ {
		s.cells[i].advance += advance / float32(last-at)
	}
}
