package docview

import (
	"slices"

	"postil/app/textlayout"
)

// card is the box that fans out the spans of one place: a row for each, from the
// innermost outwards. It stands under the place, or above it, and hides neither
// the place nor moves any text.
type card struct {
	stack
	texts map[*entry]cardRow // what rows say that have been in view
	alike map[*entry]int     // the number of a row of which there are several that say the same
	held  bool               // opened by a key: stays whatever the mouse is on
	first int                // the row at the top, where there is no room for all
	over  *entry             // the one whose row the mouse is on

	area   box              // where it is drawn; no width if it is closed or out of view
	boxes  []box            // of the rows in view
	widest [columns]float64 // that its columns have been: they don't shrink while it is open
	shown  *entry           // the current span for which first was chosen
}

// open is true if the card tells about something.
func (c *card) open() bool { return len(c.entries) > 0 }

// fanned is true if there is something to choose on the card, so that the mouse
// may come and do it.
func (c *card) fanned() bool { return len(c.entries) > 1 }

// holds is true for points on a card on which something can be chosen.
func (c *card) holds(x, y float64) bool { return c.fanned() && c.area.contains(x, y) }

// entryAt is the span whose row is at a point, nil if there is none.
func (c *card) entryAt(x, y float64) *entry {
	for i := range c.boxes {
		if c.fanned() && c.boxes[i].contains(x, y) {
			return c.entries[c.first+i]
		}
	}
	return nil
}

// scroll shows rows farther down, or with a negative number farther up. It reports
// whether there were any.
func (c *card) scroll(rows int) bool {
	first := max(0, min(c.first+rows, len(c.entries)-len(c.boxes)))
	moved := first != c.first
	c.first = first
	return moved
}

// window chooses which rows to show where there is room for n: those it showed
// before, moved to follow the current span as little as shows it.
func (c *card) window(n int, follow bool) {
	if i := slices.Index(c.entries, c.shown); follow && i >= 0 {
		c.first = min(max(c.first, i-n+1), i)
	}
	c.first = max(0, min(c.first, len(c.entries)-n))
}

// openCard fans a stack out; one without spans closes the card. It reports whether
// that changes anything.
func (p *pane) openCard(s stack, held bool) bool {
	if s.sameAs(&p.card.stack) {
		p.card.held = held && p.card.held
		return false
	}
	p.card = card{stack: s, texts: map[*entry]cardRow{}, alike: alike(s.entries), held: held, boxes: p.card.boxes}
	return true
}

// closeCard closes the card. It reports whether there was one.
func (p *pane) closeCard() bool {
	was := p.card.open()
	p.card = card{boxes: p.card.boxes}
	return was
}

// renewCard keeps the card up to date after spans came, went or changed.
func (p *pane) renewCard() {
	if p.card.open() {
		p.card.stack = p.renewed(p.card.stack)
		p.card.texts, p.card.alike = map[*entry]cardRow{}, alike(p.card.entries)
		p.card.over = nil
	}
}

// fanOut opens the card for the current span where it is not alone at the caret,
// or has no line of its own there.
func (p *pane) fanOut() {
	if s := p.stackOn(p.caretByte()); p.fans(s) {
		p.openCard(s, true)
	}
}

// fans is true for stacks that open for the current span.
func (p *pane) fans(s stack) bool {
	return slices.Contains(s.entries, p.current) && (len(s.entries) > 1 || p.current.hidden(s.offset))
}

// hidden is true for a span that has no lane at the byte at offset.
func (e *entry) hidden(offset int) bool {
	return e.zone() != noZone && !e.hasLane(offset, offset+1)
}

// chooseRow makes the span of a row the current one. The caret goes to the place
// that the card belongs to, so that Space goes on from there.
func (p *pane) chooseRow(e *entry) {
	at := e.start
	if p.card.inText {
		at = p.card.offset
	}
	p.borders, p.goalX = nil, -1
	p.current = e
	p.selection.clear(textlayout.At(at))
}
