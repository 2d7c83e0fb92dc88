package docview

import "sort"

// hits are the places in the text that a search found, in order and apart from
// each other.
type hits struct {
	ranges [][2]int
	marked bool // shows them
}

// from is the first hit that begins at or after an offset; len if there is none.
func (h *hits) from(offset int) int {
	return sort.Search(len(h.ranges), func(i int) bool { return h.ranges[i][0] >= offset })
}

// reaching is the first hit that ends behind an offset; len if there is none.
func (h *hits) reaching(offset int) int {
	return sort.Search(len(h.ranges), func(i int) bool { return h.ranges[i][1] > offset })
}

// number is which hit has a range, -1 for none.
func (h *hits) number(start, end int) int {
	if i := h.from(start); i < len(h.ranges) && h.ranges[i] == [2]int{start, end} {
		return i
	}
	return -1
}

// inHand is what is selected, else a hit that is the current span, as it is after it
// was tagged, else the place of the caret.
func (p *pane) inHand() (start, end int) {
	if e := p.current; e != nil && p.selection.empty() && p.hits.number(e.start, e.end) >= 0 {
		return e.start, e.end
	}
	return p.selection.span()
}

// currentHit is the hit that is in hand, -1 for none.
func (p *pane) currentHit() int {
	if p.borders != nil {
		return -1
	}
	return p.hits.number(p.inHand())
}

// nextHit is the hit behind what is in hand, or with back the one before; after the
// last comes the first.
func (p *pane) nextHit(back bool) (i int, wrapped bool) {
	start, end := p.inHand()
	if !back {
		if i = p.hits.from(end); i < len(p.hits.ranges) {
			return i, false
		}
		return 0, true
	}
	if i = p.hits.reaching(start) - 1; i >= 0 {
		return i, false
	}
	return len(p.hits.ranges) - 1, true
}

// showHit selects a hit and scrolls it to the middle, unless it is in view. Kept
// fragments stay.
func (p *pane) showHit(i int) {
	p.borders, p.current, p.goalX = nil, nil, -1
	hit := p.hits.ranges[i]
	p.selection.set(hit[0], hit[1], false)
	p.scrollTo(hit[0])
}

// SetHits tells of what a search has found so far: byte ranges in order, apart from
// each other, on grapheme borders; nil for nothing. The pane keeps the slice. Nothing
// is selected or scrolled, so that a search may tell again when it has found more.
func (v *View) SetHits(ranges [][2]int) {
	v.pane.hits.ranges = ranges
	v.repaint()
}

// MarkHits shows the hits in the text and on the scroll bar, or hides them.
func (v *View) MarkHits(on bool) {
	v.pane.hits.marked = on
	v.repaint()
}

// CurrentHit is the number, from 0, of the hit that is selected, or that is the
// current span. ok is false if none is.
func (v *View) CurrentHit() (i int, ok bool) {
	if v.pane.doc == nil {
		return 0, false
	}
	i = v.pane.currentHit()
	return max(0, i), i >= 0
}

// NextHit is the number of the first hit behind what is selected (or behind a hit
// that was tagged, else the caret), or with back of the last one before it. wrapped
// is true if that is round the text's end. ok is false if there is no hit at all.
func (v *View) NextHit(back bool) (i int, wrapped, ok bool) {
	if len(v.pane.hits.ranges) == 0 {
		return 0, false, false
	}
	i, wrapped = v.pane.nextHit(back)
	return i, wrapped, true
}

// HitFrom is NextHit for the first hit that begins at or behind the start of what
// is selected at a spot.
func (v *View) HitFrom(s Spot) (i int, wrapped, ok bool) {
	if len(v.pane.hits.ranges) == 0 {
		return 0, false, false
	}
	start, _ := s.selection.span()
	if i = v.pane.hits.from(start); i == len(v.pane.hits.ranges) {
		return 0, true, true
	}
	return i, false, true
}

// ShowHit selects a hit and brings it into view. The fragments that are kept stay.
func (v *View) ShowHit(i int) { v.change(func() { v.pane.showHit(i) }) }
