package textlayout

import (
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// shapingScript is the script whose rules of a face shape an item: its own, but Latin
// for Cyrillic in faces that take the dot off і and ј wherever they stand, as Noto Sans
// does up to version 2.003 (its feature ccmp for Cyrillic lacks the condition that a
// mark follows).
func (f *Fonts) shapingScript(it *item) language.Script {
	if it.script == language.Cyrillic && f.dotless(it.face) {
		return language.Latin
	}
	return it.script
}

// dotless is true if і alone loses its dot in a face.
func (f *Fonts) dotless(face *face) bool {
	if face.dotless == nil {
		const i = 0x0456
		nominal, has := face.NominalGlyph(i)
		out := f.shaper.Shape(shaping.Input{
			Text: []rune{i}, RunEnd: 1, Direction: di.DirectionLTR, Face: face.Face, Size: fixed.I(shapeSize),
			Script: language.Cyrillic,
		})
		lost := has && len(out.Glyphs) == 1 && out.Glyphs[0].GlyphID != nominal
		face.dotless = &lost
	}
	return *face.dotless
}
