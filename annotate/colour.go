package annotate

import (
	"fmt"
	"strconv"
)

// Colour is an sRGB colour, 0xRRGGBB.
type Colour uint32

// ParseColour reads "#rrggbb".
func ParseColour(s string) (Colour, error) {
	if len(s) == 7 && s[0] == '#' {
		if n, err := strconv.ParseUint(s[1:], 16, 32); err == nil {
			return Colour(n), nil
		}
	}
	return 0, &Error{Code: Invalid, What: Excerpt(s) + " is no colour", Hint: "#rrggbb is expected"}
}

// String returns "#rrggbb".
func (c Colour) String() string { return fmt.Sprintf("#%06x", uint32(c)&0xffffff) }

// RGB returns the three parts.
func (c Colour) RGB() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// Light tells whether black is told better from the colour than white is, by its luma
// (ITU-R BT.601).
func (c Colour) Light() bool {
	r, g, b := c.RGB()
	return 128_000 <= 299*int(r)+587*int(g)+114*int(b)
}

// MarshalText writes the form of [Colour.String].
func (c Colour) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the form of [ParseColour].
func (c *Colour) UnmarshalText(b []byte) (err error) {
	*c, err = ParseColour(string(b))
	return err
}

// Palette are the colours that new labels get in turn. They stay apart for
// people who don't see red and green: Okabe and Ito's eight (Color Universal
// Design, 2008) without black, then Paul Tol's "muted" scheme (2021).
var Palette = []Colour{
	0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442,
	0x332288, 0x88ccee, 0x44aa99, 0x117733, 0x999933, 0xddcc77, 0xcc6677, 0x882255, 0xaa4499,
}
