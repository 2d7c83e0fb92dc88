package textlayout

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"time"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

// FontOptions name the faces of a [Fonts] set.
type FontOptions struct {
	// Regular is the main face: the bytes of a TrueType or OpenType file.
	Regular []byte
	// Fallbacks are asked in this order for what Regular lacks.
	Fallbacks [][]byte
	// System also asks the fonts installed on this machine, from the first time on
	// that a character is in none of the faces above, or is an emoji. Leave it off
	// where output must be the same everywhere, in tests for instance.
	System bool
	// CacheDir keeps the list of system fonts between runs; default
	// os.UserCacheDir()/postil.
	CacheDir string
}

// Fonts finds a face for every grapheme cluster. It is not safe for use by
// several goroutines at once.
type Fonts struct {
	bundled []*face
	known   map[*font.Font]*face
	single  map[rune]*face   // answers for clusters of one character
	several map[string]*face // answers for clusters of several
	system  *systemFonts     // nil if not wanted
	shaper  shaping.HarfbuzzShaper
	spent   time.Duration // on layout; see Spent
}

// Spent is how much time flows in these fonts have taken to shape text, to break it
// into lines and to estimate heights, since the set was made: what benchmarks report
// as layout.
func (f *Fonts) Spent() time.Duration { return f.spent }

// spend counts the time since start as layout.
func (f *Fonts) spend(start time.Time) { f.spent += time.Since(start) }

// face is a face with what the layout asks of it again and again. Metrics are in
// ems, downwards distances positive.
type face struct {
	*font.Face
	ascent, descent, gap float64
	colour               bool  // has drawings in colour for emoji
	dotless              *bool // whether і loses its dot; nil if not yet looked at
	layered              map[font.GID]layerBounds
}

// maxClusters bounds the memory for answers about clusters of several characters.
const maxClusters = 1 << 14

// NewFonts reads the bundled faces. It fails if one of them is no font; system
// fonts are looked for later and never make it fail.
func NewFonts(o FontOptions) (*Fonts, error) {
	if len(o.Regular) == 0 {
		return nil, errors.New("fonts: no main face given")
	}
	f := newFonts(map[*font.Font]*face{})
	for i, data := range append([][]byte{o.Regular}, o.Fallbacks...) {
		parsed, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("fonts: face %d of the bundled faces is no TrueType or OpenType font: %w", i, err)
		}
		f.bundled = append(f.bundled, f.wrap(parsed))
	}
	if o.System {
		f.system = &systemFonts{cacheDir: o.CacheDir}
	}
	return f, nil
}

// newFonts makes a set without faces, with what is known of faces.
func newFonts(known map[*font.Font]*face) *Fonts {
	f := &Fonts{known: known, single: map[rune]*face{}, several: map[string]*face{}}
	f.shaper.SetFontCacheSize(64)
	return f
}

// With is a set with a family's face as the main one, and those of f for what it
// lacks. The two share faces: keep them on one goroutine. It fails if the family's
// file cannot be read.
func (f *Fonts) With(family Family) (*Fonts, error) {
	chosen, err := family.face()
	if err != nil {
		return nil, err
	}
	with := newFonts(maps.Clone(f.known))
	with.bundled = append([]*face{with.wrap(chosen)}, f.bundled...)
	with.system = f.system
	return with, nil
}

// regular is the main face.
func (f *Fonts) regular() *face { return f.bundled[0] }

// wrap measures a face the first time it is seen.
func (f *Fonts) wrap(parsed *font.Face) *face {
	if known := f.known[parsed.Font]; known != nil {
		return known
	}
	w := &face{Face: parsed, ascent: 0.8, descent: 0.2}
	if e, ok := parsed.FontHExtents(); ok {
		em := float64(parsed.Upem())
		w.ascent, w.descent = float64(e.Ascender)/em, -float64(e.Descender)/em
		w.gap = max(0, float64(e.LineGap)/em)
	}
	const grin = 0x1F600
	if g, ok := parsed.NominalGlyph(grin); ok {
		_, outline := parsed.GlyphData(g).(font.GlyphOutline)
		w.colour = !outline
	}
	f.known[parsed.Font] = w
	return w
}

// has is true if the face draws every character of a cluster that shows.
func (f *face) has(cluster []rune) bool {
	for _, r := range cluster {
		if _, ok := f.NominalGlyph(r); !ok && !invisible(r) {
			return false
		}
	}
	return true
}

// invisible is true for characters that need no glyph: joiners, variation
// selectors, direction marks and other default ignorables.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// faceFor finds a face for a grapheme cluster: the first that has all of it and draws it
// as it asks for, else the first that has all of it, else the first that has its first
// character, else the main one, which shows a box.
func (f *Fonts) faceFor(cluster []rune, script language.Script) *face {
	if len(cluster) == 1 {
		known, ok := f.single[cluster[0]]
		if !ok {
			known = f.search(cluster, script)
			f.single[cluster[0]] = known
		}
		return known
	}
	key := string(cluster)
	known, ok := f.several[key]
	if !ok {
		if len(f.several) >= maxClusters {
			clear(f.several)
		}
		known = f.search(cluster, script)
		f.several[key] = known
	}
	return known
}

// search is faceFor without memory.
func (f *Fonts) search(cluster []rune, script language.Script) *face {
	asked := presentationOf(cluster)
	if asked == asPicture {
		if e := f.emojiFace(cluster); e != nil {
			return e
		}
	}
	for _, b := range f.bundled {
		switch {
		case !b.has(cluster):
		case !b.colour:
			return b
		case asked == unsaid:
			return f.emojiFace(cluster)
		}
	}
	if s := f.systemFace(cluster, script); s != nil && (asked != asText || !s.colour) {
		return s
	}
	if e := f.emojiFace(cluster); e != nil {
		return e
	}
	for _, b := range f.bundled {
		if b.has(cluster[:1]) {
			return b
		}
	}
	return f.regular()
}

// systemFace is the system's face for a cluster of text, or nil.
func (f *Fonts) systemFace(cluster []rune, script language.Script) *face {
	if f.system == nil {
		return nil
	}
	if s := f.system.textFace(cluster, script); s != nil {
		return f.wrap(s)
	}
	return nil
}
