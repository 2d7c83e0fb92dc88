package docview

import (
	"image/color"
	"strings"

	"postil/app/textlayout"
)

// noteText is a short text in several colours.
type noteText struct {
	text string
	ink  []textlayout.InkRange
}

// add appends text in a colour.
func (t *noteText) add(text string, colour color.NRGBA) {
	start := len(t.text)
	t.text += text
	t.ink = append(t.ink, textlayout.InkRange{Start: start, End: len(t.text), Colour: colour})
}

// noteKey says how a note is set; rows is the number of lines that it may have.
type noteKey struct {
	text        string
	size, width float64
	rows        int
}

// note is a short text in lines.
type note struct {
	lines []*textlayout.Line
}

// noteCache keeps the notes of this frame and of the one before.
type noteCache struct {
	fonts         *textlayout.Fonts
	recent, older map[noteKey]*note
}

// age begins a new frame.
func (c *noteCache) age() { c.older, c.recent = c.recent, map[noteKey]*note{} }

// get sets a text, unless it still is from the frame before.
func (c *noteCache) get(k noteKey) *note {
	n := c.recent[k]
	if n == nil {
		n = c.older[k]
	}
	if n == nil {
		n = setNote(c.fonts, k)
	}
	c.recent[k] = n
	return n
}

// setNote sets a text in at most k.rows lines, with an ellipsis for what doesn't
// fit.
func setNote(fonts *textlayout.Fonts, k noteKey) *note {
	lines := noteLines(fonts, k, k.text)
	if len(lines) <= k.rows {
		return &note{lines}
	}
	doc := textlayout.NewDocument(k.text)
	end := lines[k.rows-1].End
	for end > 0 && k.rows < len(lines) {
		lines = noteLines(fonts, k, strings.TrimRight(k.text[:end], " \n")+"…")
		end = doc.PrevGrapheme(end)
	}
	return &note{lines[:min(k.rows, len(lines))]} // a word with the ellipsis may not fit, and the row goes with it
}

func noteLines(fonts *textlayout.Fonts, k noteKey, text string) []*textlayout.Line {
	flow := textlayout.NewFlow(textlayout.NewDocument(text), fonts, textlayout.Style{Size: k.size}, k.width)
	var lines []*textlayout.Line
	for _, l := range flow.Lines(0, k.size*10000) {
		lines = append(lines, l.Line)
	}
	return lines
}
