package docview

import (
	"image/color"

	"postil/app/textlayout"
)

// box is a rectangle to paint, in pixels of the pane.
type box struct {
	x, y, w, h   float64
	fill, stroke color.NRGBA
	strokeWidth  float64
	radius       float64
}

// contains is true for points on the box.
func (b *box) contains(x, y float64) bool {
	return b.x <= x && x < b.x+b.w && b.y <= y && y < b.y+b.h
}

// sameAreaAs is true for boxes in the same place.
func (b *box) sameAreaAs(o *box) bool { return b.x == o.x && b.y == o.y && b.w == o.w && b.h == o.h }

// inkedLine is a line of text to paint; (x, y) is where its own origin is.
type inkedLine struct {
	line *textlayout.Line
	x, y float64
	ink  textlayout.Ink
}

// frame is everything that the pane shows, from back to front. Its slices are used
// again for the next frame.
type frame struct {
	below    []box // behind the text: fills, what is selected
	lines    []inkedLine
	above    []box // lanes, brackets, caret, scroll bar
	notes    []inkedLine
	dots     []dotted
	card     []box // the card, above all
	cardText []inkedLine

	grips    []grip
	hotspots []hotspot
	margin   []marginNote // of the lines, from above
}

func (f *frame) reset() {
	*f = frame{below: f.below[:0], lines: f.lines[:0], above: f.above[:0], notes: f.notes[:0],
		dots: f.dots[:0], card: f.card[:0], cardText: f.cardText[:0],
		grips: f.grips[:0], hotspots: f.hotspots[:0], margin: f.margin[:0]}
}

// compose makes the frame for what the pane shows now. Its cost depends on what is
// visible only.
func (p *pane) compose() *frame {
	f := &p.frame
	f.reset()
	p.notes.age()
	if p.doc == nil {
		return f
	}
	placed := p.view.Lines()
	top := p.top()
	for _, l := range placed {
		c := &lineComposer{pane: p, frame: f, line: l.Line, y: p.measures.round(l.Y - top)}
		c.compose()
	}
	p.composeNotes(f)
	p.composeCaret(f, placed, top)
	p.composeBar(f)
	p.composeTicks(f)
	p.composeCard(f)
	return f
}

// top is the world y of the pane's top edge.
func (p *pane) top() float64 { return p.view.Top() - p.measures.top }

// composeCaret draws the caret, if the pane has the keyboard, or the grips of the
// borders that move.
func (p *pane) composeCaret(f *frame, placed []textlayout.PlacedLine, top float64) {
	if p.borders != nil {
		p.composeGrips(f, placed, top)
	} else if bar, ok := p.caretBar(p.caret(), placed, top); ok && p.focused {
		f.above = append(f.above, bar)
	}
}

// caretBar is the bar of a caret at a place in the text; ok is false if that is out
// of view.
func (p *pane) caretBar(at textlayout.Position, placed []textlayout.PlacedLine, top float64) (bar box, ok bool) {
	if len(placed) == 0 || at.Offset < placed[0].Start || placed[len(placed)-1].End < at.Offset {
		return box{}, false
	}
	l, m := p.flow.LineAt(at), &p.measures
	w := max(1, m.round(m.size/8))
	return box{
		x: m.round(m.columnX + l.CaretX(at) - w/2), y: m.round(l.Y-top) + l.TextTop,
		w: w, h: l.TextBottom - l.TextTop, fill: p.styles.palette.caret,
	}, true
}
