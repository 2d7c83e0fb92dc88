package textlayout

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
)

// FontOptions name the faces of a [Fonts] set.
type FontOptions struct {
	// Regular is the main face: the bytes of a TrueType or OpenType file.
	Regular []byte
	// Fallbacks are asked in this order for what Regular lacks.
	Fallbacks [][]byte
	// System also asks the fonts installed on this machine, the first time that
	// a character is in none of the faces above. Leave it off where output must
	// be the same everywhere, in tests for instance.
	System bool
	// CacheDir keeps the list of system fonts between runs; default
	// os.UserCacheDir()/postil.
	CacheDir string
}

// Fonts finds a face for every grapheme cluster. It is not safe for use by
// several goroutines at once.
type Fonts struct {
	bundled []*font.Face
}

// NewFonts reads the bundled faces. It fails if one of them is no font; system
// fonts are looked for later and never make it fail.
func NewFonts(o FontOptions) (*Fonts, error) {
	if len(o.Regular) == 0 {
		return nil, errors.New("fonts: no main face given")
	}
	f := &Fonts{}
	for i, data := range append([][]byte{o.Regular}, o.Fallbacks...) {
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("fonts: face %d of the bundled faces is no TrueType or OpenType font: %w", i, err)
		}
		f.bundled = append(f.bundled, face)
	}
	return f, nil
}
