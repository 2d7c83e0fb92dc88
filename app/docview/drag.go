package docview

import (
	"math"
	"strings"
	"time"

	"postil/annotate/segment"
	"postil/app/textlayout"
)

// unit is what a mouse selects in.
type unit uint8

const (
	byCharacter unit = iota
	byWord
	bySentence
)

// drag is a selection that the mouse is making, or a border that it moves, and the
// click that began it.
type drag struct {
	down     bool
	dragging bool
	unit     unit
	origin   [2]int // what the click selected, or the cluster under it
	from     textlayout.Position
	repeat   bool // the click was where the caret already stood
	grip     gripDrag

	clicks int
	last   time.Time
	x, y   float64
}

// A click counts with the one before if it comes soon and near.
const clickDistance = 4

// count numbers a click at a point: 1, 2 or 3.
func (d *drag) count(x, y float64, now time.Time, within time.Duration) int {
	near := math.Hypot(x-d.x, y-d.y) < clickDistance
	if near && now.Sub(d.last) < within && 1 <= d.clicks && d.clicks < 3 {
		d.clicks++
	} else {
		d.clicks = 1
	}
	d.x, d.y, d.last = x, y, now
	return d.clicks
}

// trembles is true while the mouse is where the button went down, and a click it
// may yet be.
func (d *drag) trembles(x, y float64) bool {
	return !d.dragging && math.Hypot(x-d.x, y-d.y) < clickDistance
}

// press begins a selection at a point of the pane: one click puts the caret there,
// two select a word, three a sentence; extend keeps the anchor.
func (p *pane) press(x, y float64, clicks int, extend bool) {
	p.borders, p.goalX = nil, -1
	hit := p.hit(x, y)
	before := p.selection.caret.Offset
	p.drag.down, p.drag.dragging, p.drag.unit, p.drag.grip = true, false, byWord, gripDrag{}
	p.drag.from, p.drag.origin = hit.Position, [2]int{hit.Start, hit.End}
	p.drag.repeat = clicks == 1 && !extend && p.selection.empty() && before == hit.Offset
	switch {
	case extend:
		p.current = nil
		p.selection.extendTo(hit.Position)
		a := p.selection.anchor
		p.drag.from, p.drag.origin = a, [2]int{a.Offset, a.Offset}
		p.drag.unit = byCharacter
	case clicks == 1:
		p.selection.moveTo(hit.Position)
	case clicks == 2:
		if start, end, ok := p.wordUnder(hit); ok {
			p.pressOn(start, end)
		}
	default:
		if start, end, ok := segment.SentenceAt(p.doc.Text, hit.Start); ok {
			p.drag.unit = bySentence
			p.pressOn(start, end)
		}
	}
}

// wordUnder is the word that a double click means: the one that holds the character
// under the mouse, or that character itself where it belongs to none, an emoji, say.
// White space means the word before it.
func (p *pane) wordUnder(hit textlayout.Hit) (start, end int, ok bool) {
	start, end, ok = segment.WordAt(p.doc.Text, hit.Start)
	if ok && hit.Start < end || strings.TrimSpace(p.doc.Text[hit.Start:hit.End]) == "" {
		return start, end, ok
	}
	return hit.Start, hit.End, true
}

// pressOn selects what a double or triple click meant.
func (p *pane) pressOn(start, end int) {
	p.current = nil
	p.selection.set(start, end, false)
	p.drag.origin = [2]int{start, end}
	p.drag.dragging = true // its release chooses no span
}

// dragTo moves the end of the selection, or the border that the mouse holds, to a
// point of the pane, or beyond its edges. characters selects exactly; else whole
// words (or sentences) are.
func (p *pane) dragTo(x, y float64, characters bool) {
	if !p.drag.down {
		return
	}
	p.drag.dragging = true
	if p.drag.grip.held {
		p.dragGrip(x, y, characters)
		return
	}
	p.current = nil
	hit := p.hit(x, y)
	if characters || p.drag.unit == byCharacter {
		p.selection.anchor, p.selection.caret = p.drag.from, hit.Position
		return
	}
	start, end := min(p.drag.origin[0], hit.Offset), max(p.drag.origin[1], hit.Offset)
	backward := hit.Offset < p.drag.origin[0]
	if p.drag.unit == bySentence {
		start, end = p.snapToSentences(start, end)
	} else {
		start, end = segment.SnapToWords(p.doc.Text, start, end)
	}
	p.selection.set(start, end, backward)
}

// snapToSentences widens a range to the sentences in which it begins and ends.
func (p *pane) snapToSentences(start, end int) (from, to int) {
	from, to = start, end
	if s, _, ok := segment.SentenceAt(p.doc.Text, start); ok {
		from = min(from, s)
	}
	if _, e, ok := segment.SentenceAt(p.doc.Text, max(start, end-1)); ok {
		to = max(to, e)
	}
	return from, to
}

// release ends a selection. A click that dragged nothing chooses the innermost
// span under it; on the same place again, the next one outwards. While fragments
// are kept a click only moves the caret: it may begin to select the next one.
func (p *pane) release(x, y float64) {
	if !p.drag.down {
		return
	}
	p.drag.down = false
	if p.drag.dragging || !p.selection.empty() || len(p.selection.kept) > 0 {
		return
	}
	hit := p.hit(x, y)
	if !p.drag.repeat {
		p.current = nil
	}
	if !hit.Inside {
		p.chooseBeside(x, y)
		return
	}
	p.chooseFrom(p.index.at(hit.Start))
}

// pointAt puts the caret at a point of the pane, unless that is selected, and
// chooses the innermost span there.
func (p *pane) pointAt(x, y float64) {
	p.borders, p.goalX = nil, -1
	hit := p.hit(x, y)
	for _, r := range p.selection.ranges() {
		if hit.Inside && r[0] <= hit.Start && hit.Start < r[1] {
			return
		}
	}
	p.selection.clear(hit.Position)
	p.current = nil
	if !hit.Inside {
		p.chooseBeside(x, y)
	} else if here := p.index.at(hit.Start); len(here) > 0 {
		p.current = here[0]
	}
}

// hit finds the text at a point of the pane.
func (p *pane) hit(x, y float64) textlayout.Hit {
	return p.view.Hit(x-p.measures.columnX, y-p.measures.top)
}

// edgeSpeed is how fast the text scrolls, in pixels a second, while a selection is
// dragged to y in or beyond a pane of some height; the farther out, the faster.
func edgeSpeed(y, height float64) float64 {
	const zone, gain, fastest = 8, 30, 4000
	beyond := 0.0
	switch {
	case y < zone:
		beyond = y - zone
	case y > height-zone:
		beyond = y - (height - zone)
	}
	return min(max(beyond*gain, -fastest), fastest)
}
