package docview

import (
	"slices"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/app/textlayout"
)

// stack are the spans at one place, and where on the pane that place is.
type stack struct {
	entries     []*entry // the innermost first
	offset      int      // of a byte on the line that the place is on
	left, right float64  // the place's edges
	inText      bool     // the spans are those that cover offset
}

// sameAs is true for stacks of the same spans.
func (s *stack) sameAs(o *stack) bool { return slices.Equal(s.entries, o.entries) }

// hotspot is a part of the pane beside the letters that stands for spans: a bracket,
// a note, a count of spans without a lane.
type hotspot struct {
	box
	line  *textlayout.Line
	spans func() []*entry // of the index, as it is when it is drawn
}

// stack are the spans of a hotspot, the innermost first.
func (h *hotspot) stack() stack {
	return stack{entries: h.spans(), offset: h.line.Start, left: h.x, right: h.x + h.w}
}

// stackAt finds the spans at a point of the pane.
func (p *pane) stackAt(x, y float64) stack {
	if p.doc == nil || x >= p.measures.barX {
		return stack{}
	}
	if h := p.hotspotAt(x, y); h != nil {
		return h.stack()
	}
	if hit := p.hit(x, y); hit.Inside {
		return p.stackOn(hit.Start)
	}
	return stack{}
}

// hotspotAt is the hotspot at a point of the pane, nil if there is none. Later ones lie
// above earlier ones.
func (p *pane) hotspotAt(x, y float64) *hotspot {
	for i := len(p.frame.hotspots) - 1; i >= 0; i-- {
		if h := &p.frame.hotspots[i]; h.contains(x, y) {
			return h
		}
	}
	return nil
}

// chooseBeside chooses among the spans whose bracket or note is at a point of the
// pane; none if there is none.
func (p *pane) chooseBeside(x, y float64) {
	if h := p.hotspotAt(x, y); h != nil {
		p.chooseFrom(h.spans())
	} else {
		p.current = nil
	}
}

// stackOn are the spans that cover the byte at offset, at the word that holds it.
func (p *pane) stackOn(offset int) stack {
	s := stack{entries: p.index.at(offset), offset: offset, inText: true}
	if len(s.entries) == 0 {
		return s
	}
	l := p.flow.LineAt(textlayout.At(offset))
	start, end, ok := segment.WordAt(p.doc.Text, offset)
	if !ok {
		start, end = offset, p.text.NextGrapheme(offset)
	}
	rects := l.RangeRects(start, end)
	if len(rects) == 0 {
		x := l.CaretX(textlayout.At(offset))
		rects = append(rects, textlayout.Rect{X: x})
	}
	last := rects[len(rects)-1]
	s.left, s.right = p.measures.columnX+rects[0].X, p.measures.columnX+last.X+last.W
	return s
}

// renewed is a stack after spans came, went or changed.
func (p *pane) renewed(s stack) stack {
	if s.inText {
		s.entries = p.index.at(s.offset)
		return s
	}
	var kept []*entry
	for _, e := range s.entries {
		if now := p.index.get(e.span.UID); now != nil {
			kept = append(kept, now)
		}
	}
	s.entries = kept
	return s
}

// covering are the spans that cover any of the bytes [start, end) and of which a
// condition holds, the innermost first.
func (p *pane) covering(start, end int, holds func(*entry) bool) []*entry {
	var found []*entry
	for e := range p.index.overlapping(start, end) {
		covers := func(f annotate.Fragment) bool { return f.Start < end && start < f.End }
		if holds(e) && slices.ContainsFunc(e.span.Fragments, covers) {
			found = append(found, e)
		}
	}
	return fromInnermost(found)
}

// fromInnermost orders entries, which come in the order of records, from the
// innermost outwards: the shorter before the longer, of equal ones the later first.
func fromInnermost(entries []*entry) []*entry {
	slices.Reverse(entries)
	slices.SortStableFunc(entries, func(a, b *entry) int { return (a.end - a.start) - (b.end - b.start) })
	return entries
}
