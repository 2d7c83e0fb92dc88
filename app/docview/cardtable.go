package docview

import (
	"strconv"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/app/textlayout"
)

// The columns of a card.
const (
	labelColumn = iota
	excerptColumn
	tagColumn
	annotatorColumn
	columns
)

// Widths of columns in ems of the card's font. Where a card would be too wide its
// columns give way, in this order, down to their least width.
var (
	columnShrinks = [columns]int{excerptColumn, tagColumn, annotatorColumn, labelColumn}
	columnLeast   = [columns]float64{labelColumn: 5, excerptColumn: 7, tagColumn: 5, annotatorColumn: 4}
	columnMost    = [columns]float64{labelColumn: 14, excerptColumn: 26, tagColumn: 18, annotatorColumn: 10}
)

// excerptLength is how much of its text a row shows, in characters.
const excerptLength = 44

// cardRow is what a row says, a text for each column.
type cardRow [columns]string

// rows are rows of the card.
func (p *pane) rows(entries []*entry) []cardRow {
	rows := make([]cardRow, len(entries))
	for i, e := range entries {
		r, ok := p.card.texts[e]
		if !ok {
			r = p.rowOf(e)
			p.card.texts[e] = r
		}
		rows[i] = r
	}
	return rows
}

// rowOf is what a span's row says. Where there is one span only, its text needs no
// telling.
func (p *pane) rowOf(e *entry) cardRow {
	r := cardRow{
		labelColumn:     segment.Shorten(e.style.label, 40),
		tagColumn:       segment.Shorten(p.tagName(e), 160),
		annotatorColumn: segment.Shorten(p.annotatorName(e), 40),
	}
	if p.card.fanned() {
		r[excerptColumn] = excerpt(p.doc.Text, e.span.Fragments, excerptLength)
	}
	if n := p.card.alike[e]; n > 1 {
		r[labelColumn] += " " + strconv.Itoa(n)
	}
	return r
}

// alike numbers spans that a row could not tell apart: of one label, over the same
// range, with the same tag, by the same annotator.
func alike(entries []*entry) map[*entry]int {
	type kind struct {
		style          *spanStyle
		tag, annotator annotate.UID
		start, end     int
		fragments      int
	}
	numbers, counts := map[*entry]int{}, map[kind]int{}
	for _, e := range entries {
		k := kind{e.style, e.span.Tag, e.span.Annotator, e.start, e.end, len(e.span.Fragments)}
		counts[k]++
		numbers[e] = counts[k]
	}
	return numbers
}

// cardTable are rows of a card, set.
type cardTable struct {
	cells     [][columns]*note
	widths    [columns]float64 // 0 for columns in which nothing stands
	gap       float64          // between columns
	baseline  float64          // of a row's first line
	rowHeight float64
}

// setTable sets the rows of entries in a given width, no column narrower than widest
// says it was before.
func (p *pane) setTable(entries []*entry, limit float64, widest *[columns]float64) *cardTable {
	m := &p.measures
	rows := p.rows(entries)
	t := &cardTable{gap: m.noteSize, cells: make([][columns]*note, len(rows))}
	for _, r := range rows {
		for i, text := range r {
			if text != "" {
				l := p.cell(text, 1e5, 1).lines[0]
				widest[i] = max(widest[i], min(l.Right-l.Left, columnMost[i]*m.noteSize))
			}
		}
	}
	t.fit(*widest, limit, m.noteSize)
	if fitting := t.widths[excerptColumn] / max(1, widest[excerptColumn]); widest[excerptColumn] > 0 && fitting < 1 {
		for i, e := range entries {
			rows[i][excerptColumn] = excerpt(p.doc.Text, e.span.Fragments, int(excerptLength*fitting))
		}
	}
	lines := 1
	if len(rows) == 1 {
		lines = fewestNoteRows
	}
	descent := 0.0
	for i, r := range rows {
		for k, text := range r {
			n := p.cell(text, t.widths[k]+0.5, lines)
			height := 0.0
			for _, l := range n.lines {
				height += l.Height
			}
			t.cells[i][k] = n
			t.baseline = max(t.baseline, n.lines[0].Baseline)
			descent = max(descent, height-n.lines[0].Baseline)
		}
	}
	pad := m.round(m.noteSize * 0.15)
	t.baseline = m.round(t.baseline + pad)
	t.rowHeight = t.baseline + m.round(descent+pad)
	return t
}

// cell sets a text of a card.
func (p *pane) cell(text string, width float64, lines int) *note {
	return p.notes.get(noteKey{text: text, size: p.measures.noteSize, width: width, rows: lines})
}

// fit narrows columns until they stand side by side in a width.
func (t *cardTable) fit(natural [columns]float64, limit, em float64) {
	t.widths = natural
	for _, i := range columnShrinks {
		if surplus := t.width() - limit; surplus > 0 {
			t.widths[i] = min(t.widths[i], max(columnLeast[i]*em, t.widths[i]-surplus))
		}
	}
	if width := t.width(); width > limit { // a pane of a few words' width
		share := max(0, limit) / width
		t.gap *= share
		for i := range t.widths {
			t.widths[i] *= share
		}
	}
}

// width is how wide the columns are with the gaps between them.
func (t *cardTable) width() float64 {
	total := 0.0
	for _, w := range t.widths {
		if w > 0 && total > 0 {
			total += t.gap
		}
		total += w
	}
	return total
}

// composeRow writes a row, (x, y) is its left upper corner.
func (p *pane) composeRow(f *frame, t *cardTable, i int, e *entry, x, y float64) {
	colours := p.styles.palette
	inks := [columns]textlayout.Ink{
		labelColumn:     {Text: e.style.shades.note},
		excerptColumn:   {Text: colours.text},
		tagColumn:       {Text: colours.muted},
		annotatorColumn: {Text: colours.muted},
	}
	for k, n := range t.cells[i] {
		if t.widths[k] == 0 {
			continue
		}
		top := y + t.baseline - n.lines[0].Baseline
		for _, l := range n.lines {
			f.cardText = append(f.cardText, inkedLine{l, x - l.Left, p.measures.round(top), inks[k]})
			top += l.Height
		}
		x += t.widths[k] + t.gap
	}
}
