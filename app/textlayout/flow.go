package textlayout

import (
	"sync/atomic"
	"time"

	"github.com/go-text/typesetting/language"
)

// Flow lays a document out in a column, block by block as they are asked for. It
// is not safe for use by several goroutines at once.
type Flow struct {
	doc        *Document
	fonts      *Fonts
	style      Style
	width      float64
	generation uint64
	heights    *heights
	cache      *blockCache
	levels     *levels
}

// laidBlock is a block set in lines.
type laidBlock struct {
	lines  []*Line
	tops   []float64 // of the lines, from the block's top
	height float64
}

// generations numbers layouts, so that keys of lines differ between flows too.
var generations atomic.Uint64

// NewFlow prepares a layout in a column of width pixels; nothing is laid out yet.
func NewFlow(doc *Document, fonts *Fonts, style Style, width float64) *Flow {
	f := &Flow{doc: doc, fonts: fonts, style: style.withDefaults(), width: inside(width, 0, maxExtent)}
	f.forgetShapes()
	f.restart()
	return f
}

// Document is the text that the flow sets.
func (f *Flow) Document() *Document { return f.doc }

// Style is the current style, defaults filled in.
func (f *Flow) Style() Style { return f.style }

// Width is the current width of the column in pixels.
func (f *Flow) Width() float64 { return f.width }

// SetWidth sets the column's width. Views stay at the text that they show.
func (f *Flow) SetWidth(width float64) {
	if width = inside(width, 0, maxExtent); width != f.width {
		f.width = width
		f.restart()
	}
}

// SetStyle sets size, line height and so on. Views stay at the text that they show.
func (f *Flow) SetStyle(style Style) {
	style = style.withDefaults()
	if style == f.style {
		return
	}
	reshape := style.Direction != f.style.Direction || style.Language != f.style.Language
	f.style = style
	if reshape {
		f.forgetShapes()
	}
	f.restart()
}

// forgetShapes forgets what depends on the direction of paragraphs and on the
// language.
func (f *Flow) forgetShapes() {
	f.cache = newBlockCache()
	f.levels = newLevels(f.doc, f.style.Direction)
}

// restart forgets all lines and estimates all heights. Shapes serve every width
// and size.
func (f *Flow) restart() {
	defer f.fonts.spend(time.Now())
	f.generation = generations.Add(1)
	f.cache.forgetLines()
	estimates := make([]float64, len(f.doc.blocks))
	for i := range estimates {
		estimates[i] = f.estimate(i)
	}
	f.heights = newHeights(estimates)
}

// Height is the height of the whole text: exact where it was laid out, estimated
// elsewhere.
func (f *Flow) Height() float64 { return f.heights.total() }

// LineHeight is the height of a line of the main face, lane included.
func (f *Flow) LineHeight() float64 {
	main := f.fonts.regular()
	natural := main.ascent + main.descent + main.gap
	return max(natural*f.style.LineHeight, main.ascent+main.descent)*f.style.Size + f.style.Lane
}

// Lines are the lines that touch the world range [y0, y1), top to bottom. It lays
// out what it needs, so afterwards the range may begin elsewhere than before: a
// [View] doesn't have that trouble.
func (f *Flow) Lines(y0, y1 float64) []PlacedLine {
	i, rest := f.heights.find(y0)
	return f.linesFrom(i, rest, y1-y0)
}

// linesFrom are the lines that touch the height pixels from y in block i on. Distances
// are taken within blocks, where a line ends exactly where the next one begins.
func (f *Flow) linesFrom(i int, y, height float64) []PlacedLine {
	var lines []PlacedLine
	blockY := f.heights.before(i)
	for ; i < len(f.doc.blocks) && y+height > 0; i++ {
		b := f.block(i)
		for j, l := range b.lines {
			if b.tops[j] < y+height && y < b.tops[j]+l.Height {
				lines = append(lines, PlacedLine{l, blockY + b.tops[j]})
			}
		}
		blockY += b.height
		y -= b.height
	}
	return lines
}

// place gives line j of block i its world y.
func (f *Flow) place(i, j int) PlacedLine {
	b := f.block(i)
	return PlacedLine{b.lines[j], f.heights.before(i) + b.tops[j]}
}

// LineAt is the line on which a caret at p stands.
func (f *Flow) LineAt(p Position) PlacedLine { return f.place(f.locate(p)) }

// locate finds the block and the line of a position.
func (f *Flow) locate(p Position) (i, j int) {
	i = f.doc.BlockAt(p.Offset)
	lines := f.block(i).lines
	for j+1 < len(lines) && lines[j+1].Start <= p.Offset {
		j++
	}
	if p.Affinity == Upstream && p.Offset > 0 && p.Offset == lines[j].Start {
		if pi, pj, ok := f.lineBefore(i, j); ok && f.block(pi).lines[pj].soft {
			return pi, pj
		}
	}
	return i, j
}

// lineBefore is the line above line j of block i.
func (f *Flow) lineBefore(i, j int) (int, int, bool) {
	switch {
	case j > 0:
		return i, j - 1, true
	case i > 0:
		return i - 1, len(f.block(i-1).lines) - 1, true
	}
	return 0, 0, false
}

// lineAfter is the line below line j of block i.
func (f *Flow) lineAfter(i, j int) (int, int, bool) {
	switch {
	case j+1 < len(f.block(i).lines):
		return i, j + 1, true
	case i+1 < len(f.doc.blocks):
		return i + 1, 0, true
	}
	return 0, 0, false
}

// block lays block i out if need be and notes its exact height.
func (f *Flow) block(i int) *laidBlock {
	e := f.cache.get(i)
	if e.laid != nil {
		return e.laid
	}
	defer f.fonts.spend(time.Now())
	if e.shaped == nil {
		start, end := f.doc.BlockRange(i)
		base, own := f.levels.of(i)
		e.shaped = f.fonts.shapeBlock(f.doc.text[start:end], base, own, language.NewLanguage(f.style.Language))
		f.cache.grow(end - start)
	}
	e.laid = f.layOut(i, e.shaped)
	f.heights.set(i, e.laid.height)
	return e.laid
}
