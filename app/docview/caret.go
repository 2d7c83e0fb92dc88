package docview

import (
	"postil/annotate/segment"
	"postil/app/textlayout"
)

// motion is a way in which a caret or a border moves.
type motion uint8

const (
	left motion = iota
	right
	wordLeft
	wordRight
	up
	down
	pageUp
	pageDown
	lineStart
	lineEnd
	textStart
	textEnd
)

// vertical is true for motions that keep the caret's x.
func (m motion) vertical() bool { return up <= m && m <= pageDown }

// moved is where a motion leads.
func (p *pane) moved(from textlayout.Position, m motion) textlayout.Position {
	if m.vertical() && p.goalX < 0 {
		p.goalX = p.flow.GoalX(from)
	}
	switch m {
	case left:
		return p.flow.Prev(from)
	case right:
		return p.flow.Next(from)
	case wordLeft:
		return textlayout.At(segment.PrevWord(p.doc.Text, from.Offset))
	case wordRight:
		return upstreamAt(segment.NextWord(p.doc.Text, from.Offset))
	case up:
		return p.flow.Up(from, p.goalX)
	case down:
		return p.flow.Down(from, p.goalX)
	case pageUp:
		return p.flow.Page(from, -p.page(), p.goalX)
	case pageDown:
		return p.flow.Page(from, p.page(), p.goalX)
	case lineStart:
		return p.flow.LineStart(from)
	case lineEnd:
		return p.flow.LineEnd(from)
	case textStart:
		return textlayout.At(0)
	}
	return textlayout.At(len(p.doc.Text))
}

// page is how far a page goes: the pane's height, less a line that stays in view.
func (p *pane) page() float64 { return max(p.flow.LineHeight(), p.view.Height()-p.flow.LineHeight()) }

// move moves the caret, or while borders move, with extend, the border. Without
// extend the selection goes, and borders stay as they were.
func (p *pane) move(m motion, extend bool) {
	if !m.vertical() {
		p.goalX = -1
	}
	from := p.caret()
	switch {
	case p.borders != nil && extend:
		p.borders.moveTo(p.moved(p.borders.moving, m))
	case extend:
		p.selection.extendTo(p.moved(p.selection.caret, m))
		p.current = nil
	default:
		p.borders, p.current = nil, nil
		p.selection.moveTo(p.collapsed(m))
	}
	p.follow(from, m)
}

// collapsed is where the caret goes without Shift: left and right go to the end of
// what is selected.
func (p *pane) collapsed(m motion) textlayout.Position {
	if !p.selection.empty() {
		start, end := p.selection.span()
		switch m {
		case left:
			return textlayout.At(start)
		case right:
			return upstreamAt(end)
		}
	}
	return p.moved(p.selection.caret, m)
}

// follow scrolls after the caret. When it moved by a page it keeps its height in
// the pane.
func (p *pane) follow(from textlayout.Position, m motion) {
	if m == pageUp || m == pageDown {
		to := p.flow.LineAt(p.caret()) // first: it may correct heights above from
		p.view.ScrollBy(to.Y - p.flow.LineAt(from).Y)
	}
	p.reveal()
}

// selectRange selects [start, end) with the caret at its end and shows it.
func (p *pane) selectRange(start, end int) {
	p.borders, p.current, p.goalX = nil, nil, -1
	start, end = p.text.Snap(start), p.text.Snap(end)
	p.selection.clear(textlayout.At(start))
	if start != end {
		p.selection.set(min(start, end), max(start, end), end < start)
	}
	p.reveal()
}

// selectAll selects the whole text; the view stays where it is.
func (p *pane) selectAll() {
	p.borders, p.current, p.goalX = nil, nil, -1
	p.selection.clear(textlayout.At(0))
	p.selection.set(0, len(p.doc.Text), false)
}

// choose makes a span the current one and puts the caret at its start.
func (p *pane) choose(e *entry) {
	p.borders, p.goalX = nil, -1
	p.current = e
	p.selection.clear(textlayout.At(e.start))
}

// inView is true if a part of a span is in view.
func (p *pane) inView(e *entry) bool {
	lines := p.view.Lines()
	return len(lines) > 0 && e.start < lines[len(lines)-1].End && lines[0].Start < e.end
}

// chooseNext goes to the next span, in the order of records, or the previous one.
// It reports whether there is one.
func (p *pane) chooseNext(back bool) bool {
	var e *entry
	switch {
	case p.current != nil && back:
		e = p.index.prev(p.current)
	case p.current != nil:
		e = p.index.next(p.current)
	case back:
		e = p.index.startingBefore(p.selection.caret.Offset)
	default:
		e = p.index.startingFrom(p.selection.caret.Offset)
	}
	if e != nil {
		p.choose(e)
		p.reveal()
	}
	return e != nil
}

// chooseOutwards makes the next span outwards from the current one, at the caret,
// the current one: first the innermost, after the outermost the innermost again.
func (p *pane) chooseOutwards() {
	offset := p.selection.caret.Offset
	here := p.index.at(offset)
	if len(here) == 0 && offset > 0 {
		here = p.index.at(p.text.PrevGrapheme(offset)) // just behind a span
	}
	p.chooseFrom(here)
}

// chooseFrom makes the span after the current one in a list current, else the
// first; none if the list is empty.
func (p *pane) chooseFrom(list []*entry) {
	if len(list) == 0 {
		p.current = nil
		return
	}
	next := 0
	for i, e := range list {
		if e == p.current {
			next = (i + 1) % len(list)
		}
	}
	p.current = list[next]
}

// startBorders begins to move the current span's borders; its range becomes the
// selection. It reports whether there is a current span.
func (p *pane) startBorders() bool {
	if p.current == nil {
		return false
	}
	p.goalX = -1
	p.borders = newBorderMove(p.current.span, p.selection.caret.Offset)
	p.reveal()
	return true
}

// finishBorders leaves the moving of borders and gives what to write, if anything.
func (p *pane) finishBorders() (b *borderMove, changed bool) {
	b, p.borders = p.borders, nil
	p.selection.clear(textlayout.At(b.result()[0][0]))
	return b, b.changed()
}

// selected are the ranges to draw as selected.
func (p *pane) selected() [][2]int {
	if p.borders != nil {
		return p.borders.result()
	}
	return p.selection.ranges()
}
