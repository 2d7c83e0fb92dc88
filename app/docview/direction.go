package docview

import (
	"postil/annotate"
	"postil/app/textlayout"
)

// directions are a document's directions as the layout knows them.
var directions = [...]textlayout.Direction{annotate.Auto: textlayout.Auto, annotate.LeftToRight: textlayout.LeftToRight, annotate.RightToLeft: textlayout.RightToLeft}

// style is how the open document is set.
func (p *pane) style() textlayout.Style {
	s := p.measures.style()
	s.Direction, s.Language = p.direction, p.doc.Language
	return s
}

// setDirection makes the open document's paragraphs run another way.
func (p *pane) setDirection(d annotate.Direction) {
	p.direction = directions[d]
	p.keepTop(func() { p.flow.SetStyle(p.style()) })
	p.closeCard() // its place is elsewhere now
}
