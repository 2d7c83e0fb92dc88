package textlayout

import (
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"postil/app/textlayout/bidi"
)

// cell is a grapheme cluster of a block, before it is put on a line.
type cell struct {
	start, end int32 // bytes, from the block's start
	rune       int32 // index of its first rune
	item       int32 // the shaped item it belongs to, or -1 (tab, line break)
	glyph0     int32 // its glyphs, in visual order
	glyph1     int32
	advance    float32 // in ems
	level      bidi.Level
	space      bidi.Space
	flags      cellFlags
}

// cellFlags are what breaking and setting lines ask of a cell.
type cellFlags uint8

const (
	breakBefore cellFlags = 1 << iota // UAX #14 allows a line to begin here
	joined                            // part of a ligature with the cell before it
	hanging                           // may hang over the line's end
	tab                               // reaches to the next tab stop
	lineBreak                         // ends its line
	hyphenates                        // a soft hyphen
)

// cellsOf cuts a block's text into cells, with levels and break opportunities. Levels
// that are not given are resolved.
func cellsOf(text string, base bidi.Level, levels []bidi.Level) ([]cell, []rune) {
	runes := make([]rune, 0, len(text)+1)
	cells := make([]cell, 0, len(text))
	for start, end := range clusters(text) {
		c := cell{start: int32(start), end: int32(end), rune: int32(len(runes)), item: -1}
		for _, r := range text[start:end] {
			runes = append(runes, r)
		}
		c.flags = flagsOf(runes[c.rune], text[c.start:c.end])
		c.space = spaceOf(runes[c.rune:])
		cells = append(cells, c)
	}
	if levels == nil {
		levels = bidi.Resolve(runes, base)
	}
	for i := range cells {
		cells[i].level = levels[cells[i].rune]
	}
	markBreaks(cells, runes)
	return cells, runes
}

// flagsOf classifies a cluster by its first character.
func flagsOf(first rune, cluster string) cellFlags {
	var f cellFlags
	if 0x20 < first && first < 0x80 {
		return f
	}
	switch {
	case first == '\t':
		f |= tab | hanging
	case hardBreak(cluster) > 0:
		f |= lineBreak | hanging
	case hangs(first):
		f |= hanging
	case first == softHyphen:
		f |= hyphenates
	}
	return f
}

// spaceOf is what rule L1 does with a cluster. Where a mark stands on white space, it
// is none.
func spaceOf(cluster []rune) bidi.Space {
	space := bidi.SpaceOf(cluster[0])
	for _, r := range cluster[1:] {
		if space == bidi.Trailing {
			space = bidi.SpaceOf(r)
		}
	}
	return space
}

// hangs is true for the spaces that UAX #14 lets a line end with (class SP, and the
// breaking spaces of class BA).
func hangs(r rune) bool {
	return r == ' ' || r == 0x1680 || 0x2000 <= r && r <= 0x200B && r != 0x2007 || r == 0x205F || r == 0x3000
}

// markBreaks sets breakBefore by UAX #14.
func markBreaks(cells []cell, runes []rune) {
	var seg segmenter.Segmenter
	seg.Init(runes)
	i := 0
	for lines := seg.LineIterator(); lines.Next(); {
		l := lines.Line()
		end := int32(l.Offset + len(l.Text))
		for i < len(cells) && cells[i].rune < end {
			i++
		}
		if i < len(cells) && cells[i].rune == end {
			cells[i].flags |= breakBefore
		}
	}
}

// runesOf is the number of runes before cell i.
func runesOf(cells []cell, i int, runes []rune) int {
	if i == len(cells) {
		return len(runes)
	}
	return int(cells[i].rune)
}

// scriptOf is the script of a cluster, or false if all of it is common to scripts.
func scriptOf(cluster []rune) (language.Script, bool) {
	for _, r := range cluster {
		if r < utf8.RuneSelf {
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				return language.Latin, true
			}
			continue
		}
		if s := language.LookupScript(r); s.Strong() {
			return s, true
		}
	}
	return language.Common, false
}
