package docview

import (
	"postil/annotate"
	"postil/app/textlayout"
)

// Place is where a reader was in a document: keep it to come back. The zero value
// is the beginning.
type Place struct {
	Offset int     // the byte whose line is at the pane's top
	Shift  float64 // how far that line's top is above the pane's, in pixels at the font size of then
	Caret  int     // byte offset
}

// scrollTo shows the line of an offset in the middle, unless it is in view.
func (p *pane) scrollTo(offset int) {
	at := textlayout.At(p.text.Snap(offset))
	l := p.flow.LineAt(at)
	if top := p.view.Top(); l.Y < top || l.Y+l.Height > top+p.view.Height() {
		p.view.Center(at)
	}
}

// pointOf is where the cluster at an offset begins, at the bottom of its text.
// visible is false if that is not in view.
func (p *pane) pointOf(offset int) (x, y float64, visible bool) {
	at := textlayout.At(p.text.Snap(offset))
	l := p.flow.LineAt(at)
	x, y = p.measures.columnX+l.CaretX(at), l.Y-p.top()
	return x, y + l.TextBottom, y+l.TextBottom > 0 && y < p.measures.height
}

// place is where the reader is.
func (p *pane) place() Place {
	if p.doc == nil {
		return Place{}
	}
	a := p.view.Anchor()
	return Place{Offset: a.Offset, Shift: a.Shift, Caret: p.selection.caret.Offset}
}

// restore goes back to a place.
func (p *pane) restore(to Place) {
	p.borders, p.current, p.goalX = nil, nil, -1
	p.selection.clear(textlayout.At(p.text.Snap(to.Caret)))
	p.view.SetAnchor(textlayout.Anchor{Offset: p.text.Snap(to.Offset), Shift: to.Shift})
}

// keepTop sets the text in another way. The line at the pane's top stays there, with
// as much of its height in view as before.
func (p *pane) keepTop(change func()) {
	top := p.view.Anchor()
	before := p.flow.LineAt(textlayout.At(top.Offset)).Height
	change()
	top.Shift *= p.flow.LineAt(textlayout.At(top.Offset)).Height / before
	p.view.SetAnchor(top)
	p.goalX = -1
}

// hold notes what text is at a point of the pane. putBack scrolls so that its line is
// at that height again, as far as the ends of the text allow.
func (p *pane) hold(x, y float64) (putBack func()) {
	at := p.hit(x, y).Position
	l := p.flow.LineAt(at)
	part := max(0, min((p.top()+y-l.Y)/l.Height, 1)) // of the line's height that is above the point
	beyond := y - (l.Y - p.top() + part*l.Height)    // how far the point is from the line
	return func() {
		l := p.flow.LineAt(at)
		p.view.SetAnchor(textlayout.Anchor{Offset: l.Start, Shift: part*l.Height + beyond + p.measures.top - y})
	}
}

// Spot is what the reader has in hand in a document: what is in view, what is
// selected, the current span. Unlike a [Place] it holds as long as the document is
// open.
type Spot struct {
	anchor    textlayout.Anchor
	selection selection
	current   annotate.UID
}

// Spot is what the reader has in hand now.
func (v *View) Spot() Spot {
	s := Spot{selection: v.pane.selection, current: currentUID(v.pane)}
	if v.pane.doc != nil {
		s.anchor = v.pane.view.Anchor()
	}
	return s
}

// Return gives the reader back what was in hand.
func (v *View) Return(s Spot) {
	if v.pane.doc == nil {
		return
	}
	v.change(func() {
		p := v.pane
		p.borders, p.goalX = nil, -1
		p.selection, p.current = s.selection, p.index.get(s.current)
		p.view.SetAnchor(s.anchor)
	})
}
