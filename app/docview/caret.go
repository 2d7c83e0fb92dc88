package docview

import (
	"strings"
	"unicode"

	"postil/annotate/segment"
	"postil/app/textlayout"
)

// motion is a way in which a caret or a border moves.
type motion uint8

const (
	left motion = iota // by what the eye sees
	right
	wordLeft
	wordRight
	back // in reading order
	on
	wordBack
	wordOn
	up
	down
	pageUp
	pageDown
	lineStart
	lineEnd
	paragraphUp
	paragraphDown
	textStart
	textEnd
)

// vertical is true for motions that keep the caret's x.
func (m motion) vertical() bool { return up <= m && m <= pageDown }

// read is what a motion to a side means in reading order: in text that runs from
// right to left, left goes on.
func (m motion) read(rightToLeft bool) motion {
	switch {
	case m == left && rightToLeft, m == right && !rightToLeft:
		return on
	case m == left, m == right:
		return back
	case m == wordLeft && rightToLeft, m == wordRight && !rightToLeft:
		return wordOn
	case m == wordLeft, m == wordRight:
		return wordBack
	}
	return m
}

// moved is where a motion leads. Left and right are those of the eye.
func (p *pane) moved(from textlayout.Position, m motion) textlayout.Position {
	if m.vertical() && p.goalX < 0 {
		p.goalX = p.flow.GoalX(from)
	}
	switch m {
	case left:
		return p.flow.Left(from)
	case right:
		return p.flow.Right(from)
	case wordLeft, wordRight:
		return p.moved(from, m.read(p.flow.RightToLeft(from)))
	case back:
		return p.flow.Prev(from)
	case on:
		return p.flow.Next(from)
	case wordBack:
		return textlayout.At(segment.PrevWord(p.doc.Text, from.Offset))
	case wordOn:
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
	case paragraphUp:
		return textlayout.At(p.paragraphBefore(from.Offset))
	case paragraphDown:
		return textlayout.At(p.paragraphAfter(from.Offset))
	case textStart:
		return textlayout.At(0)
	}
	return textlayout.At(len(p.doc.Text))
}

// paragraphBefore is where the paragraph with the text before offset begins; blank
// lines are no paragraphs.
func (p *pane) paragraphBefore(offset int) int {
	written := strings.TrimRightFunc(p.doc.Text[:offset], unicode.IsSpace)
	start, _ := p.text.ParagraphRange(max(0, len(written)-1))
	return start
}

// paragraphAfter is where the paragraph after the one around offset begins, or the
// text's end.
func (p *pane) paragraphAfter(offset int) int {
	_, end := p.text.ParagraphRange(offset)
	rest := p.doc.Text[end:]
	blank := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
	if blank == len(rest) {
		return len(p.doc.Text)
	}
	start, _ := p.text.ParagraphRange(end + blank)
	return start
}

// page is how far a page goes: the pane's height, less a line that stays in view.
func (p *pane) page() float64 { return max(p.flow.LineHeight(), p.view.Height()-p.flow.LineHeight()) }

// move moves the caret, or while borders move, with extend, the border. Without
// extend the selection goes, and borders stay as they were.
//
// To extend is to move in reading order, so that a selection grows or shrinks by
// what one key press takes; and in the direction of the text where it began, so
// that a key takes back what its opposite did, whatever text lies between.
func (p *pane) move(m motion, extend bool) {
	if !m.vertical() {
		p.goalX = -1
	}
	from := p.caret()
	switch {
	case p.borders != nil && extend:
		p.moveBorder(m.read(p.flow.RightToLeft(textlayout.At(p.borders.fixed))))
	case extend:
		m = m.read(p.flow.RightToLeft(p.selection.anchor))
		p.selection.extendTo(p.moved(p.selection.caret, m))
		p.current = nil
	default:
		p.borders, p.current = nil, nil
		p.selection.moveTo(p.collapsed(m))
	}
	p.follow(from, m)
}

// collapsed is where the caret goes without Shift: left and right go to that end of
// what is selected.
func (p *pane) collapsed(m motion) textlayout.Position {
	if p.selection.empty() || m != left && m != right {
		return p.moved(p.selection.caret, m)
	}
	start, end := p.selection.span()
	if p.endsAtLeft(start, end) == (m == left) {
		return upstreamAt(end)
	}
	return textlayout.At(start)
}

// endsAtLeft is true if a range's end is seen to the left of its start, or would be
// if they were on one line.
func (p *pane) endsAtLeft(start, end int) bool {
	first, last := p.flow.LineAt(textlayout.At(start)), p.flow.LineAt(upstreamAt(end))
	if first.Start == last.Start {
		from, to := first.CaretX(textlayout.At(start)), last.CaretX(upstreamAt(end))
		if from != to {
			return to < from
		}
	}
	return p.flow.RightToLeft(p.selection.anchor)
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
	p.closeCard()
}

// mark makes a span the current one that was made at the caret: that stays where it is
// in the span or near it, and so does the view, so that the reader reads on
// from there. It then belongs to the span, not to one that touches it. A caret that is
// elsewhere goes to the span's start, which is shown if nothing of the span is.
func (p *pane) mark(e *entry) {
	at := p.selection.caret
	p.choose(e)
	if !p.near(e, at.Offset) {
		if !p.inView(e) {
			p.reveal()
		}
		return
	}
	for _, f := range e.span.Fragments {
		switch at.Offset {
		case f.Start:
			at = textlayout.At(f.Start)
		case f.End:
			at = upstreamAt(f.End)
		}
	}
	p.selection.clear(at)
}

// near is true if an offset is in a span, or nothing but white space lies between them:
// of what was selected that is left out at the ends.
func (p *pane) near(e *entry, offset int) bool {
	from, to := max(offset, e.end), min(offset, e.start)
	return strings.TrimSpace(p.doc.Text[e.end:from]) == "" && strings.TrimSpace(p.doc.Text[to:e.start]) == ""
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
	p.chooseFrom(p.index.at(p.caretByte()))
}

// caretByte is a byte of the character at the caret whose spans are meant: of the
// one that the caret belongs to, or where no span covers that, the other one. Near the
// current span, it is that span's end.
func (p *pane) caretByte() int {
	at := p.selection.caret.Offset
	switch e := p.current; {
	case e == nil || !p.near(e, at):
	case at < e.start:
		return e.start
	case e.end < at:
		return p.text.PrevGrapheme(e.end)
	}
	other := p.text.PrevGrapheme(at)
	if p.selection.caret.Affinity == textlayout.Upstream {
		at, other = other, at
	}
	if len(p.index.at(at)) == 0 {
		return other
	}
	return at
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

// moveBorder moves the border that moves. Where it would meet the other one it goes
// a step further: a span keeps at least a character, and its ends may cross.
func (p *pane) moveBorder(m motion) {
	to := p.moved(p.borders.moving, m)
	if to.Offset == p.borders.fixed {
		to = p.moved(to, m)
	}
	p.borders.moveTo(to)
}

// swapBorders makes the other border the one that moves.
func (p *pane) swapBorders() {
	p.goalX = -1
	p.borders.swap()
	p.reveal()
}

// finishBorders leaves the moving of borders, with the caret at the one that moved,
// and gives what to write, if anything.
func (p *pane) finishBorders() (b *borderMove, changed bool) {
	b, p.borders = p.borders, nil
	p.selection.clear(b.moving)
	return b, b.changed()
}

// selected are the ranges to draw as selected.
func (p *pane) selected() [][2]int {
	if p.borders != nil {
		return p.borders.result()
	}
	return p.selection.ranges()
}
