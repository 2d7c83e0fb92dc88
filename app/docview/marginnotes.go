package docview

import (
	"image/color"
	"math"
	"slices"

	"postil/app/textlayout"
)

// marginNote is what stands in the margin about the spans that begin on a line.
type marginNote struct {
	text     noteText
	line     *lineComposer
	starting []*entry
	end      int // the byte at which the last of them ends
}

// A note may have so many rows: the fewest even beside a shorter bracket, unless
// another note follows sooner.
const (
	fewestNoteRows = 3
	mostNoteRows   = 10
)

// noteGap is the least room between a note and the next, in rows.
const noteGap = 0.4

// noteBeside takes down which spans begin beside the line: label and tag. How
// many rows that gets shows when the lines below are known.
func (c *lineComposer) noteBeside(starting []*entry) {
	p := c.pane
	n := marginNote{line: c, starting: starting}
	for i, e := range starting {
		if i > 0 {
			n.text.add(" · ", p.styles.palette.muted)
		}
		n.text.add(e.style.label, e.style.shades.note)
		if tag := p.tagName(e); tag != "" {
			n.text.add(" "+Isolate(tag), p.styles.palette.muted)
		}
		n.end = max(n.end, e.end)
	}
	c.frame.margin = append(c.frame.margin, n)
}

// composeNotes writes the notes, each as far down as its bracket goes and a few
// rows at least, but not into the next note: where that leaves it no room, they are one.
// Where the bracket ends below the pane, so may the note.
func (p *pane) composeNotes(f *frame) {
	for rest := f.margin; len(rest) > 0; {
		n := rest[0]
		rest = rest[1:]
		for len(rest) > 0 && !p.fits(&n, &rest[0]) {
			n.join(&rest[0], p.styles.palette.muted)
			rest = rest[1:]
		}
		beside, free := math.Inf(1), math.Inf(1)
		for _, l := range f.lines {
			if n.end <= l.line.End {
				beside = l.y + l.line.Height - n.line.y
				break
			}
		}
		if len(rest) > 0 {
			free = rest[0].line.y - n.line.y
		}
		p.composeNote(f, &n, beside, free)
	}
}

// fits is true if a note is whole, or has two rows at least, before the next.
func (p *pane) fits(n, next *marginNote) bool {
	key := p.noteKey(n)
	rows := p.noteRows(key, next.line.y-n.line.y, -noteGap)
	key.rows = 2
	return rows >= key.rows || len(p.notes.get(key).lines) <= rows
}

// join takes in the note after it.
func (n *marginNote) join(next *marginNote, colour color.NRGBA) {
	n.text.add(" · ", colour)
	start := len(n.text.text)
	n.text.text += next.text.text
	for _, ink := range next.text.ink {
		ink.Start, ink.End = start+ink.Start, start+ink.End
		n.text.ink = append(n.text.ink, ink)
	}
	n.starting = slices.Concat(n.starting, next.starting)
	n.end = max(n.end, next.end)
}

// noteKey is how a note is set in one row.
func (p *pane) noteKey(n *marginNote) noteKey {
	return noteKey{text: n.text.text, size: p.measures.noteSize, width: p.measures.noteW, rows: 1}
}

// noteRows is how many rows of a note a height has room for; more are given besides.
func (p *pane) noteRows(k noteKey, height, more float64) int {
	k.rows = 1
	return int(min(height/p.notes.get(k).lines[0].Height+more, mostNoteRows))
}

// composeNote writes a note that begins at its line: beside is the height of its
// bracket, free that to the next note.
func (p *pane) composeNote(f *frame, n *marginNote, beside, free float64) {
	m := &p.measures
	key := p.noteKey(n)
	first := p.notes.get(key).lines[0]
	key.rows = max(1, min(max(p.noteRows(key, beside, 0.25), fewestNoteRows), p.noteRows(key, free, -noteGap)))
	y := n.line.y + n.line.line.Baseline - first.Baseline
	area := box{x: m.noteX, y: n.line.y, w: m.noteW, h: n.line.line.Height}
	for _, l := range p.notes.get(key).lines {
		f.notes = append(f.notes, inkedLine{l, m.noteX, m.round(y), textlayout.Ink{Text: p.styles.palette.muted, Ranges: n.text.ink}})
		y += l.Height
	}
	area.h = max(area.h, y-area.y)
	n.line.hotspot(area, func() []*entry { return n.starting })
}

// tagName is the name of a span's tag, "" if it has none.
func (p *pane) tagName(e *entry) string {
	if p.names.Tag == nil || e.span.Tag.IsZero() {
		return ""
	}
	return p.names.Tag(e.span.Tag)
}

// annotatorName is the name of who marked a span.
func (p *pane) annotatorName(e *entry) string {
	if p.names.Annotator == nil {
		return ""
	}
	return p.names.Annotator(e.span.Annotator)
}
