package docview

import (
	"math"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/app/textlayout"
)

// pane is the reading pane without a display: an open document, its spans, what is
// selected, and what of it is in view.
type pane struct {
	fonts    *textlayout.Fonts
	measures measures
	styles   *styles
	names    Names

	doc       *annotate.Document
	direction textlayout.Direction
	text      *textlayout.Document
	flow      *textlayout.Flow
	view      *textlayout.View
	index     *spanIndex
	lanes     *laneKeeper

	selection selection
	goalX     float64 // x to keep while the caret moves by lines; < 0 for none
	current   *entry  // the chosen span
	borders   *borderMove
	drag      drag
	bar       barDrag
	card      card
	focused   bool // has the keyboard
	hits      hits

	frame       frame
	notes       noteCache
	here, fills []*entry // for use again, line by line
	crowded     []piece
	group       map[*entry]bool
}

// newPane makes a pane without a document.
func newPane(fonts *textlayout.Fonts, colours *palette) *pane {
	p := &pane{fonts: fonts, styles: newStyles(colours), goalX: -1, notes: noteCache{fonts: fonts}, group: map[*entry]bool{}}
	p.measures = measure(0, 0, defaultSize, 1)
	return p
}

// open shows a document from its beginning; nil closes.
func (p *pane) open(prepared *Prepared, scheme *annotate.Scheme, names Names) {
	p.doc, p.names, p.current, p.borders, p.goalX = nil, names, nil, nil, -1
	p.selection.clear(textlayout.At(0))
	p.drag, p.bar, p.card = drag{}, barDrag{}, card{}
	p.hits.ranges = nil
	p.text, p.flow, p.view, p.index, p.lanes = nil, nil, nil, nil, nil
	if prepared == nil {
		return
	}
	if scheme != nil {
		p.styles.setScheme(scheme)
	}
	p.doc, p.text, p.index = prepared.doc, prepared.text, prepared.spans.index
	p.direction = directions[p.doc.Direction]
	p.flow = textlayout.NewFlow(p.text, p.fonts, p.style(), p.measures.columnW)
	p.view = textlayout.NewView(p.flow, p.measures.textHeight())
	prepared.spans.style(p.styles)
	p.lanes = newLaneKeeper(p.index, prepared.spans.made)
}

// setMeasures lays everything out for another size of the pane or the font. The
// text at the top stays there.
func (p *pane) setMeasures(m measures) {
	p.measures = m
	if p.doc == nil {
		return
	}
	p.keepTop(func() {
		p.flow.SetStyle(p.style())
		p.flow.SetWidth(m.columnW)
		p.view.SetHeight(m.textHeight())
	})
	p.closeCard()
}

// changeSpans takes spans away, and adds others or replaces those with their UIDs,
// which keep their lanes where they can.
func (p *pane) changeSpans(come []annotate.Span, gone []annotate.UID) {
	if p.doc == nil {
		return
	}
	before := map[annotate.UID]*entry{}
	var touched []annotate.UID
	touch := func(uid annotate.UID) {
		e := p.index.get(uid)
		if _, again := before[uid]; !again {
			before[uid], touched = e, append(touched, uid)
		}
		if e != nil {
			p.index.remove(e)
		}
		p.forgetKept(uid)
	}
	for _, uid := range gone {
		touch(uid)
	}
	for i := range come {
		touch(come[i].UID)
		p.index.add(newEntry(&come[i], p.styles.of(come[i].Label)))
	}
	var left, fresh []*entry
	for _, uid := range touched {
		was, now := before[uid], p.index.get(uid)
		if was != nil && now != nil && placeOf(was) == placeOf(now) {
			now.room = was.room
			continue
		}
		if was != nil {
			left = append(left, was)
		}
		if now != nil {
			fresh = append(fresh, now)
		}
	}
	p.relay(left, fresh)
}

// relay gives lanes to spans of the index that are new there, or at another place, and
// frees those of spans that have left it. What the reader has in hand follows.
func (p *pane) relay(left, come []*entry) {
	p.lanes.change(left, come)
	if p.current != nil {
		p.current = p.index.get(p.current.span.UID)
	}
	p.leaveStaleBorders()
	p.renewCard()
}

// put adds a span or replaces the one with its UID.
func (p *pane) put(span annotate.Span) { p.changeSpans([]annotate.Span{span}, nil) }

// remove takes a span away.
func (p *pane) remove(uid annotate.UID) { p.changeSpans(nil, []annotate.UID{uid}) }

// setSpans replaces all spans. What stays keeps its lane, and so does the current
// span.
func (p *pane) setSpans(spans *PreparedSpans) {
	if p.doc == nil {
		return
	}
	before := p.index
	spans.style(p.styles)
	p.index, p.lanes.index = spans.index, spans.index
	p.forgetKept(p.selection.of)
	var left, come []*entry
	rest := spans.sorted
	for was := range before.overlapping(-1, math.MaxInt) {
		for len(rest) > 0 && rest[0].compare(was) < 0 {
			come, rest = append(come, rest[0]), rest[1:]
		}
		if len(rest) > 0 && rest[0].compare(was) == 0 && rest[0].zone() == was.zone() {
			rest[0].room, rest = was.room, rest[1:]
		} else {
			left = append(left, was)
		}
	}
	p.relay(left, append(come, rest...))
}

// leaveStaleBorders leaves the moving of borders if the span is not what it was when
// they began to move.
func (p *pane) leaveStaleBorders() {
	if p.borders == nil {
		return
	}
	if e := p.index.get(p.borders.uid); e == nil || !p.borders.of(e.span) {
		p.borders = nil
	}
}

// forgetKept lets the kept fragments of a span go, which may not be its own any
// more.
func (p *pane) forgetKept(uid annotate.UID) {
	if !uid.IsZero() && p.selection.of == uid {
		p.selection.clear(p.selection.caret)
	}
}

// keep keeps what is selected as a fragment of the span to come, else the
// current span's fragments, so that what is selected next adds to it. It reports
// whether there was either.
func (p *pane) keep() bool {
	if !p.selection.empty() {
		return p.selection.keep()
	}
	if p.current == nil || p.borders != nil {
		return false
	}
	p.selection.keepSpan(p.current.span)
	p.current = nil
	return true
}

// setScheme takes over changed labels and layers. Spans whose look stays keep their
// lanes.
func (p *pane) setScheme(scheme *annotate.Scheme) {
	if !p.styles.setScheme(scheme) || p.doc == nil {
		return
	}
	var left, come []*entry
	for e := range p.index.overlapping(-1, math.MaxInt) {
		before := *e
		e.style = p.styles.of(e.span.Label)
		if before.zone() != e.zone() {
			e.room = noRoom
			left, come = append(left, &before), append(come, e)
		}
	}
	p.lanes.change(left, come)
}

// target is what a label key would tag: what is selected, else the word under the
// caret, else the symbol. A stray comma is nobody's name.
func (p *pane) target() [][2]int {
	if p.doc == nil {
		return nil
	}
	if ranges := p.selection.ranges(); len(ranges) > 0 {
		return ranges
	}
	for _, at := range []func(string, int) (int, int, bool){segment.WordAt, segment.SymbolAt} {
		if start, end, ok := at(p.doc.Text, p.selection.caret.Offset); ok {
			return [][2]int{{start, end}}
		}
	}
	return nil
}

// reveal scrolls as little as needed to show the caret.
func (p *pane) reveal() { p.view.Reveal(p.caret(), p.flow.LineHeight()*0.5) }

// caret is where the caret is drawn: at the moving border while borders move.
func (p *pane) caret() textlayout.Position {
	if p.borders != nil {
		return p.borders.moving
	}
	return p.selection.caret
}
