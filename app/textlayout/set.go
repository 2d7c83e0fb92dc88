package textlayout

import (
	"github.com/go-text/typesetting/font"
	"postil/app/textlayout/bidi"
)

// setter turns the broken cells of a block into lines.
type setter struct {
	*shaped
	fonts      *Fonts
	style      Style
	width      float64
	start      int // of the block, bytes
	text       string
	textLen    int // of the document
	generation uint64
	advances   []float64
}

// placedGlyph is a glyph on a line: x from the column's edge, y from the baseline
// downwards, in pixels.
type placedGlyph struct {
	face   *face
	id     uint32
	x, y   float32
	offset int32 // of its cluster, bytes from the line's start
	// clusters that it is drawn for: more than one in a ligature
	clusters int32
}

// layOut sets the shaped block i in lines.
func (f *Flow) layOut(i int, s *shaped) *laidBlock {
	start, end := f.doc.BlockRange(i)
	w := newWrapper(s.cells, f.style.Size, f.width, f.tabStop())
	var ranges []cellRange
	switch {
	case start == end:
		ranges = []cellRange{{}}
	case f.doc.joins(i):
		ranges = w.even()
	default:
		ranges = w.wrap()
	}
	set := &setter{
		shaped: s, fonts: f.fonts, style: f.style, width: w.width, start: start,
		text: f.doc.text[start:end], textLen: f.doc.Len(), generation: f.generation, advances: w.advances,
	}
	b := &laidBlock{}
	for _, r := range ranges {
		l := set.line(r)
		b.lines = append(b.lines, l)
		b.tops = append(b.tops, b.height)
		b.height += l.Height
	}
	return b
}

// tabStop is the distance of tab stops in pixels.
func (f *Flow) tabStop() float64 {
	em := 0.25
	if g, ok := f.fonts.regular().NominalGlyph(' '); ok {
		em = float64(f.fonts.regular().HorizontalAdvance(g)) / float64(f.fonts.regular().Upem())
	}
	return max(1, em*f.style.Size*float64(f.style.TabWidth))
}

// line makes the line of a range of cells.
func (s *setter) line(r cellRange) *Line {
	l := &Line{Start: s.start, End: s.start, RTL: s.base.RTL(), size: s.style.Size}
	if r.last > r.first {
		l.Start = s.start + int(s.cells[r.first].start)
		l.End = s.start + int(s.cells[r.last-1].end)
	}
	l.TextEnd = l.End - breakLength(s.text[l.Start-s.start:l.End-s.start])
	l.soft = l.TextEnd == l.End && l.End < s.textLen
	l.key = LineKey{s.generation, l.Start}
	if l.soft && endsInHyphen(s.cells, r.last) {
		s.advances[r.last-1] = float64(s.cells[r.last-1].advance) * l.size
	}
	s.vertical(l, r)
	s.horizontal(l, r)
	return l
}

// vertical sets the line's height and baseline. Lines are as high as the style says;
// taller faces, and glyphs that are taller than their faces say, use up the space
// between lines before they make it grow.
func (s *setter) vertical(l *Line, r cellRange) {
	main := s.fonts.regular()
	above, below := main.ascent, main.descent
	item, ink := int32(-1), ink{}
	for _, c := range s.cells[r.first:r.last] {
		if c.item != item && c.item >= 0 {
			item = c.item
			face := s.items[item].face
			above, below = max(above, face.ascent), max(below, face.descent)
		}
		if c.item >= 0 && s.items[c.item].overflows() {
			s.measure(c, &ink)
		}
	}
	natural := main.ascent + main.descent + main.gap
	leading := (natural*s.style.LineHeight - main.ascent - main.descent) / 2
	size := s.style.Size
	l.Baseline = max(leading+main.ascent, above, -ink.y0) * size
	bottom := l.Baseline + max(leading+main.descent, below, ink.y1)*size
	l.TextTop, l.TextBottom = l.Baseline-above*size, l.Baseline+below*size
	l.Height = bottom + s.style.Lane
}

// measure widens the ink, in ems from the baseline, by the glyphs of a cell.
func (s *setter) measure(c cell, k *ink) {
	face := s.items[c.item].face
	em := float64(face.Upem())
	for _, g := range s.glyphs[c.glyph0:c.glyph1] {
		if e, ok := face.GlyphExtents(font.GID(g.id)); ok {
			top := float64(g.dy) + float64(e.YBearing)/em
			k.y0, k.y1 = min(k.y0, -top), max(k.y1, -top-float64(e.Height)/em)
		}
	}
}

// horizontal orders the cells visually and gives them their x.
func (s *setter) horizontal(l *Line, r cellRange) {
	l.Clusters = make([]Cluster, r.last-r.first)
	total, glyphs := 0.0, int32(0)
	for i := r.first; i < r.last; i++ {
		c := s.cells[i]
		glyphs += c.glyph1 - c.glyph0
		l.Clusters[i-r.first] = Cluster{Start: s.start + int(c.start), End: s.start + int(c.end)}
		total += s.advances[i]
	}
	l.glyphs = make([]placedGlyph, 0, glyphs)
	x := 0.0
	if l.RTL {
		x = s.width - total
	}
	l.origin = x
	if l.RTL {
		l.origin = s.width
	}
	l.ink = ink{x0: x, x1: x + total, y0: l.Baseline, y1: l.Baseline}
	for _, run := range s.visualRuns(l, r) {
		run.X0 = x
		x = s.place(l, r.first, run)
		run.X1 = x
		l.Runs = append(l.Runs, run)
	}
	l.Left, l.Right = s.textBounds(l, r)
}

// textBounds is where the line's text begins and ends without the white space at
// its logical end.
func (s *setter) textBounds(l *Line, r cellRange) (left, right float64) {
	last := r.last
	for last > r.first && s.cells[last-1].flags&hanging != 0 {
		last--
	}
	left, right = l.origin, l.origin
	for i, c := range l.Clusters[:last-r.first] {
		if i == 0 {
			left, right = c.X0, c.X1
		}
		left, right = min(left, c.X0), max(right, c.X1)
	}
	return left, right
}

// visualRuns cuts the line's cells into runs of one level and orders them by rules
// L1 and L2.
func (s *setter) visualRuns(l *Line, r cellRange) []Run {
	if r.first == r.last {
		return nil
	}
	if !s.mixed {
		return []Run{{Start: l.Start, End: l.End, First: 0, Last: r.last - r.first}}
	}
	var runs []Run
	var levels []bidi.Level
	for i, level := range s.lineLevels(r) {
		c := &l.Clusters[i]
		c.RTL = level.RTL()
		if n := len(runs); n > 0 && levels[n-1] == level {
			runs[n-1].End, runs[n-1].Last = c.End, i+1
			continue
		}
		runs = append(runs, Run{Start: c.Start, End: c.End, First: i, Last: i + 1, RTL: c.RTL})
		levels = append(levels, level)
	}
	ordered := make([]Run, 0, len(runs))
	for _, i := range bidi.VisualOrder(levels) {
		ordered = append(ordered, runs[i])
	}
	return ordered
}

// lineLevels are the levels of a line's cells after rule L1.
func (s *setter) lineLevels(r cellRange) []bidi.Level {
	levels := make([]bidi.Level, r.last-r.first)
	for i := range levels {
		levels[i] = s.cells[r.first+i].level
	}
	bidi.Reset(levels, s.base, func(i int) bidi.Space {
		c := s.cells[r.first+i]
		if c.flags&hyphenates != 0 && s.advances[r.first+i] > 0 {
			return bidi.NoSpace // a hyphen that shows belongs to its word
		}
		return c.space
	})
	return levels
}

// place gives the clusters and glyphs of a run their x and returns where it ends.
func (s *setter) place(l *Line, first int, run Run) float64 {
	x := run.X0
	if !run.RTL {
		for i := run.First; i < run.Last; i++ {
			l.Clusters[i].X0 = x
			s.draw(l, first+i, x)
			x += s.advances[first+i]
			l.Clusters[i].X1 = x
		}
		return x
	}
	left := x // of the ligature that the cell is part of
	for i, inside := run.Last-1, false; i >= run.First; i-- {
		if !inside {
			left = x
		}
		inside = s.cells[first+i].flags&joined != 0
		if !inside {
			s.draw(l, first+i, left)
		}
		l.Clusters[i].X0 = x
		x += s.advances[first+i]
		l.Clusters[i].X1 = x
	}
	return x
}

// draw puts the glyphs of a cell at x.
func (s *setter) draw(l *Line, at int, x float64) {
	c := s.cells[at]
	if c.item < 0 || c.glyph0 == c.glyph1 || c.flags&hyphenates != 0 && s.advances[at] == 0 {
		return
	}
	it, size, left, clusters := &s.items[c.item], s.style.Size, x, 1
	for at+clusters < len(s.cells) && s.cells[at+clusters].flags&joined != 0 {
		clusters++
	}
	offset := int32(s.start + int(c.start) - l.Start)
	for _, g := range s.glyphs[c.glyph0:c.glyph1] {
		l.glyphs = append(l.glyphs, placedGlyph{
			face: it.face, id: g.id, offset: offset, clusters: int32(clusters),
			x: float32(x + float64(g.dx)*size), y: float32(-float64(g.dy) * size),
		})
		x += float64(g.advance) * size
	}
	l.ink.cover(it, left, x, l.Baseline, size)
}

// ink bounds what is drawn of a line, in line coordinates.
type ink struct{ x0, y0, x1, y1 float64 }

// cover widens the bounds by glyphs of an item that advance from x0 to x1.
func (k *ink) cover(it *item, x0, x1, baseline, size float64) {
	k.x0 = min(k.x0, x0-float64(it.left)*size)
	k.x1 = max(k.x1, x1+float64(it.right)*size)
	k.y0 = min(k.y0, baseline-float64(it.above)*size)
	k.y1 = max(k.y1, baseline+float64(it.below)*size)
}
