package textlayout

import (
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// presentation is how a cluster asks to be drawn (UTS #51, section 2).
type presentation uint8

const (
	unsaid    presentation = iota // as the first face does that has it
	asText                        // in the colour of the text
	asPicture                     // in its own colours
)

const (
	textSelector  = 0xFE0E // variation selector 15
	emojiSelector = 0xFE0F // variation selector 16
)

// pictures are the characters that are emoji by default (Emoji_Presentation); beyond the
// Basic Multilingual Plane with all the pictographs among them, of which few text faces
// know any.
var pictures = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x231A, 0x231B, 1}, {0x23E9, 0x23EC, 1}, {0x23F0, 0x23F3, 3}, {0x25FD, 0x25FE, 1}, {0x2614, 0x2615, 1},
		{0x2648, 0x2653, 1}, {0x267F, 0x2693, 0x14}, {0x26A1, 0x26A1, 1}, {0x26AA, 0x26AB, 1}, {0x26BD, 0x26BE, 1},
		{0x26C4, 0x26C5, 1}, {0x26CE, 0x26D4, 6}, {0x26EA, 0x26EA, 1}, {0x26F2, 0x26F3, 1}, {0x26F5, 0x26FA, 5},
		{0x26FD, 0x2705, 8}, {0x270A, 0x270B, 1}, {0x2728, 0x2728, 1}, {0x274C, 0x274E, 2}, {0x2753, 0x2755, 1},
		{0x2757, 0x2757, 1}, {0x2795, 0x2797, 1}, {0x27B0, 0x27BF, 0xF}, {0x2B1B, 0x2B1C, 1}, {0x2B50, 0x2B55, 5},
	},
	R32: []unicode.Range32{
		{0x1F004, 0x1F004, 1}, {0x1F0CF, 0x1F0CF, 1}, {0x1F18E, 0x1F18E, 1}, {0x1F191, 0x1F19A, 1}, {0x1F1E6, 0x1F1FF, 1},
		{0x1F201, 0x1F201, 1}, {0x1F21A, 0x1F21A, 1}, {0x1F22F, 0x1F22F, 1}, {0x1F232, 0x1F236, 1}, {0x1F238, 0x1F23A, 1},
		{0x1F250, 0x1F251, 1}, {0x1F300, 0x1F53D, 1}, {0x1F546, 0x1F64F, 1}, {0x1F680, 0x1F6FF, 1}, {0x1F7E0, 0x1F7EB, 1},
		{0x1F7F0, 0x1F7F0, 1}, {0x1F90C, 0x1F93A, 1}, {0x1F93C, 0x1F945, 1}, {0x1F947, 0x1F9FF, 1}, {0x1FA70, 0x1FAFF, 1},
	},
}

// presentationOf is what a cluster asks for by a variation selector, or by characters
// that are emoji by default.
func presentationOf(cluster []rune) presentation {
	if len(cluster) > 1 && cluster[1] == textSelector {
		return asText
	}
	for _, r := range cluster {
		if r == emojiSelector || unicode.Is(pictures, r) {
			return asPicture
		}
	}
	return unsaid
}

// emojiFace is a face with drawings in colour that has a cluster, nil if there is none:
// the first that draws it as one picture, else the first that draws its parts side by
// side. The system's comes before the bundled ones, which may be older: so the emoji of
// a text are in one style, and those of late years among them.
func (f *Fonts) emojiFace(cluster []rune) *face {
	faces := f.bundled
	if f.system != nil {
		if s := f.system.emojiFace(cluster); s != nil {
			faces = append([]*face{f.wrap(s)}, faces...)
		}
	}
	var parts *face
	for _, e := range faces {
		switch {
		case !e.colour || !e.has(cluster):
		case f.draws(e, cluster):
			return e
		case parts == nil:
			parts = e
		}
	}
	return parts
}

// draws is true if a face draws a cluster as one glyph.
func (f *Fonts) draws(face *face, cluster []rune) bool {
	if len(cluster) == 1 {
		return true
	}
	out := f.shaper.Shape(shaping.Input{
		Text: cluster, RunEnd: len(cluster), Direction: di.DirectionLTR, Face: face.Face, Size: fixed.I(shapeSize),
		Script: language.Common,
	})
	shown := 0
	for _, g := range out.Glyphs {
		if g.Advance != 0 {
			shown++
		}
	}
	return shown <= 1
}
