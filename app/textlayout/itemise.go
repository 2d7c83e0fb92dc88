package textlayout

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
)

// itemiser cuts a block where face, script or level change, and around tabs and
// line breaks.
type itemiser struct {
	fonts *Fonts
	cells []cell
	runes []rune
	// script and face of the last cluster that has a script of its own. Punctuation
	// and digits go with the text before them, at a block's start with the text
	// after them.
	script language.Script
	face   *face
}

// newItemiser looks for the first script.
func newItemiser(fonts *Fonts, cells []cell, runes []rune) *itemiser {
	z := &itemiser{fonts: fonts, cells: cells, runes: runes, script: language.Latin, face: fonts.regular()}
	for i := range cells {
		if script, strong := scriptOf(z.cluster(i)); strong {
			z.script, z.face = script, fonts.faceFor(z.cluster(i), script)
			break
		}
	}
	return z
}

// cluster is the text of cell i.
func (z *itemiser) cluster(i int) []rune {
	return z.runes[z.cells[i].rune:runesOf(z.cells, i+1, z.runes)]
}

// items cuts the block.
func (z *itemiser) items() []item {
	var items []item
	var last *item // nil after a tab or line break
	for i, c := range z.cells {
		if c.flags&(tab|lineBreak) != 0 {
			last = nil
			continue
		}
		face, script := z.choose(i, last)
		if last != nil && last.face == face && last.script == script &&
			z.cells[last.first].level == c.level && !apart(z.cells[i-1:i+1], z.runes) {
			last.last = i + 1
			continue
		}
		items = append(items, item{face: face, script: script, first: i, last: i + 1})
		last = &items[len(items)-1]
	}
	return items
}

// choose finds face and script of cell i, which follows the item before it. Where the
// face may know nothing of the script it names none: in Arabic HarfBuzz would look for
// substitutes of all letters, in vain and for long.
func (z *itemiser) choose(i int, before *item) (*face, language.Script) {
	if before != nil && z.cells[i].flags&hanging != 0 && z.sticky(before) {
		return before.face, before.script
	}
	cluster := z.cluster(i)
	if script, strong := scriptOf(cluster); strong {
		z.script, z.face = script, z.fonts.faceFor(cluster, script)
		if script == language.Arabic && !z.face.has(cluster) {
			z.script = language.Common // nothing joins boxes
		}
		return z.face, z.script
	}
	face := z.fonts.faceFor(cluster, z.script)
	if face != z.face {
		return face, language.Common
	}
	return face, z.script
}

// sticky is true if a space belongs in the face of the item before it, so that a
// text in a fallback face isn't cut at every word.
func (z *itemiser) sticky(before *item) bool {
	_, has := before.face.NominalGlyph(' ')
	return has && before.face != z.fonts.regular() && !before.face.colour
}

// apart is true where HarfBuzz would merge two cells that UAX #29 keeps apart: a
// mark after a control character with what is around it, an emoji after a joiner that
// joins nothing, and, where text runs from right to left, emoji side by side and what
// follows a Thai or Lao sara am. Those are shaped one by one, or the ligature that they
// seem to be could not be broken.
func apart(two []cell, runes []rune) bool {
	const joiner, thaiSaraAm, laoSaraAm = 0x200D, 0x0E33, 0x0EB3
	const firstEmoji, lastEmoji = 0x1F1E6, 0x1FAFF
	begin, before, after := runes[two[0].rune], runes[two[1].rune-1], runes[two[1].rune]
	switch {
	case begin < utf8.RuneSelf && after < utf8.RuneSelf:
		return false
	case unicode.Is(unicode.Mn, begin):
		return true
	case before == joiner:
		return unicode.IsSymbol(after)
	case before == thaiSaraAm || before == laoSaraAm || firstEmoji <= after && after <= lastEmoji:
		return two[0].level.RTL()
	case before == 0xFFFD || unicode.Is(unicode.Cf, before):
		return after == joiner || unicode.IsMark(after)
	}
	return false
}
