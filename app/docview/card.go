package docview

import (
	"slices"
	"strconv"

	"postil/annotate"
	"postil/app/textlayout"
)

// hover is what the mouse rests on.
type hover struct {
	entries []*entry
	x, y    float64
}

// mostHovered is how many spans the card tells about.
const mostHovered = 8

// hoverAt finds the spans under a point of the pane, the innermost first.
func (p *pane) hoverAt(x, y float64) hover {
	h := hover{x: x, y: y}
	if p.doc == nil || x >= p.measures.barX {
		return h
	}
	if hit := p.hit(x, y); hit.Inside {
		h.entries = p.index.at(hit.Start)
	} else if e := p.bracketAt(x, y); e != nil {
		h.entries = []*entry{e}
	}
	return h
}

// sameAs is true if the card would tell the same.
func (h *hover) sameAs(o *hover) bool { return slices.Equal(h.entries, o.entries) }

// composeCard draws the card that tells about the hovered spans: for each a sample
// of its colours, label, tag, annotator.
func (p *pane) composeCard(f *frame) {
	if len(p.hovered.entries) == 0 {
		return
	}
	m := &p.measures
	text, rows := p.cardText()
	n := p.notes.get(noteKey{text: text.text, size: m.noteSize, width: min(m.width*0.8, 30*m.size), rows: 2 * mostHovered})
	pad, sample := m.round(m.size*0.5), m.round(m.size*1.2)
	w, h := 0.0, 0.0
	for _, l := range n.lines {
		w, h = max(w, l.Right), h+l.Height
	}
	b := box{w: sample + m.round(w) + 2*pad, h: m.round(h) + 2*pad, fill: p.styles.palette.card,
		stroke: p.styles.palette.border, strokeWidth: 1, radius: m.size / 4}
	b.x = m.round(max(0, min(p.hovered.x, m.barX-b.w)))
	b.y = m.round(p.hovered.y + m.size*1.5)
	if b.y+b.h > m.height {
		b.y = m.round(max(0, p.hovered.y-m.size-b.h))
	}
	f.card = append(f.card, b)
	y := b.y + pad
	for _, l := range n.lines {
		if e := rows[l.Start]; e != nil {
			p.composeSample(f, e, b.x+pad, m.round(y+l.Baseline-m.size*0.6), sample*0.6)
		}
		f.cardText = append(f.cardText, inkedLine{l, b.x + pad + sample, m.round(y), textlayout.Ink{Text: p.styles.palette.text, Ranges: text.ink}})
		y += l.Height
	}
}

// composeSample draws a little of what a span looks like in the text.
func (p *pane) composeSample(f *frame, e *entry, x, y, w float64) {
	m := &p.measures
	h := m.round(m.size * 0.6)
	if e.style.look == annotate.Fill {
		f.card = append(f.card, box{x: x, y: y, w: w, h: h, fill: e.style.shades.fill})
	}
	line := box{x: x, y: y + h, w: w, h: m.line, fill: e.style.shades.line}
	if e.style.look == annotate.Bracket {
		line = box{x: x + w/2, y: y, w: m.line, h: h + m.line, fill: e.style.shades.line}
	}
	f.card = append(f.card, line)
}

// cardText is what the card says, and where in it each span's row begins.
func (p *pane) cardText() (t noteText, rows map[int]*entry) {
	colours := p.styles.palette
	rows = map[int]*entry{}
	for i, e := range p.hovered.entries {
		if i > 0 {
			t.add("\n", colours.text)
		}
		if i == mostHovered {
			t.add("+"+strconv.Itoa(len(p.hovered.entries)-i), colours.muted)
			break
		}
		rows[len(t.text)] = e
		t.add(e.style.label, e.style.shades.note)
		if tag := p.tagName(e); tag != "" {
			t.add("  "+tag, colours.text)
		}
		if who := p.annotatorName(e); who != "" {
			t.add("  "+who, colours.muted)
		}
	}
	return t, rows
}
