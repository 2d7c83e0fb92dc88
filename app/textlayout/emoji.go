package textlayout

import (
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// emojiStyle is true for clusters that ask for a drawing in colour: with an emoji
// variation selector, a skin tone, or two regional indicators (UTS #51).
func emojiStyle(cluster []rune) bool {
	for _, r := range cluster {
		switch {
		case r == 0xFE0F, 0x1F3FB <= r && r <= 0x1F3FF, 0x1F1E6 <= r && r <= 0x1F1FF, 0x1F300 <= r && r <= 0x1F64F:
			return true
		}
	}
	return false
}

// emojiFace is a face with drawings in colour that has a cluster: the first bundled one
// that draws it as one picture, else a font of the system that does, else the first
// bundled one, which draws its parts side by side; nil if none has it.
func (f *Fonts) emojiFace(cluster []rune, script language.Script) *face {
	var parts *face
	for _, b := range f.bundled {
		if !b.colour || !b.has(cluster) {
			continue
		}
		if f.draws(b, cluster) {
			return b
		}
		if parts == nil {
			parts = b
		}
	}
	if parts == nil || f.system == nil {
		return parts
	}
	if s := f.system.resolve(cluster, script, true); s != nil {
		if w := f.wrap(s); w.colour && w.has(cluster) && f.draws(w, cluster) {
			return w
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
