package window

import (
	"fmt"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/app/docview"
)

// page is the document that is shown, with what the panels say about it.
type page struct {
	doc     *annotate.Document
	offsets *text.OffsetMap
	spans   map[annotate.UID]*annotate.Span // never changed: the pane has them too
	counts  map[annotate.UID]int            // spans by label
}

// newPage returns the page of a document with its spans.
func newPage(doc *annotate.Document, spans []annotate.Span) *page {
	p := &page{doc: doc, offsets: text.NewOffsetMap(doc.Text)}
	p.setSpans(spans)
	return p
}

// setSpans replaces all spans.
func (p *page) setSpans(spans []annotate.Span) {
	p.spans = make(map[annotate.UID]*annotate.Span, len(spans))
	p.counts = map[annotate.UID]int{}
	for i := range spans {
		s := &spans[i]
		p.spans[s.UID] = s
		p.counts[s.Label]++
	}
}

// put adds a span or replaces the one with its UID.
func (p *page) put(s annotate.Span) {
	p.remove(s.UID)
	p.spans[s.UID] = &s
	p.counts[s.Label]++
}

// span returns the span with that UID, false where the page has none.
func (p *page) span(uid annotate.UID) (annotate.Span, bool) {
	s, ok := p.spans[uid]
	if !ok {
		return annotate.Span{}, false
	}
	return *s, true
}

// remove takes a span away; an unknown one is ignored.
func (p *page) remove(uid annotate.UID) {
	if old, ok := p.spans[uid]; ok {
		p.counts[old.Label]--
		delete(p.spans, uid)
	}
}

// points returns a byte offset of the document in code points, the unit in
// which the window shows places.
func (p *page) points(offset int) int {
	n, err := p.offsets.FromByte(text.CodePoint, offset)
	if err != nil {
		return offset
	}
	return n
}

// placeOf says where byte ranges stand and how long they are, in code points:
// "1042–1057, 15 characters".
func (p *page) placeOf(ranges [][2]int) string {
	var places []string
	length := 0
	for _, r := range ranges {
		start, end := p.points(r[0]), p.points(r[1])
		places = append(places, fmt.Sprintf("%d–%d", start, end))
		length += end - start
	}
	return fmt.Sprintf("%s, %s", strings.Join(places, " + "), counted(length, "character"))
}

// textOf returns the text of byte ranges as a span of them has it.
func (p *page) textOf(ranges [][2]int) string {
	var span annotate.Span
	for _, r := range ranges {
		span.Fragments = append(span.Fragments, annotate.Fragment{Start: r[0], End: r[1], Text: p.doc.Text[r[0]:r[1]]})
	}
	return span.Text()
}

// places are where the reader was in the documents of this session, and of the one
// before in the document shown last.
type places map[annotate.UID]docview.Place
