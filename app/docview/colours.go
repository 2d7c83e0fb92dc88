package docview

import (
	"image/color"
	"math"
	"slices"

	"postil/annotate"
)

// Contrast ratios by WCAG 2.1: 1.4.3 (text), 1.4.6 (text, enhanced) and 1.4.11
// (lines and other graphics).
const (
	textContrast    = 4.5
	readingContrast = 7
	inkContrast     = 12 // of the article on the bare background, to leave room for fills
	lineContrast    = 3
)

// Least contrasts by which a selection is seen at once, besides its hue, on the bare
// background and on fills. WCAG has none for areas.
const (
	selectionContrast     = 1.4
	selectionFillContrast = 1.15
)

// palette are the pane's colours under one theme.
type palette struct {
	background, text   color.NRGBA
	muted, grey        color.NRGBA // notes' small print; the text of excluded passages
	greySelected       color.NRGBA // of excluded text that is selected
	selection, caret   color.NRGBA
	bar, barBackground color.NRGBA
	card, border       color.NRGBA // of the box that tells about spans
	cardChosen         color.NRGBA // of the current span's row in it
	cardOver           color.NRGBA // of the row that the mouse is on
	hits               hitColours
	labels             map[annotate.Colour]labelColours
}

// labelColours are the shades of one label's colour.
type labelColours struct {
	fill color.NRGBA // behind text
	line color.NRGBA // under text, of brackets and borders
	note color.NRGBA // of the label's name
	grey color.NRGBA // of excluded text on the fill
}

// label gives the shades of a colour that can be read on the palette's
// background, as near to it as possible.
func (p *palette) label(c annotate.Colour) labelColours {
	if shades, ok := p.labels[c]; ok {
		return shades
	}
	r, g, b := c.RGB()
	full := color.NRGBA{r, g, b, 255}
	shades := labelColours{
		fill: softened(full, p.background, p.text),
		line: readable(full, lineContrast, p.background, p.card, p.cardChosen),
		note: readable(full, textContrast, p.background, p.card, p.cardChosen),
	}
	shades.grey = readable(p.grey, textContrast, shades.fill, opaque(p.selection, shades.fill))
	if p.labels == nil {
		p.labels = map[annotate.Colour]labelColours{}
	}
	p.labels[c] = shades
	return shades
}

// veil is what lies over the background, fills and all, where text is selected: so
// much of c that it is seen there and text can be read on it. A theme's own colour
// for what is selected may hide fills, or be one of theirs.
func (p *palette) veil(c color.NRGBA) color.NRGBA {
	for c.A = 64; c.A < 160; c.A += 8 {
		seen := contrast(opaque(c, p.background), p.background) >= selectionContrast
		for i := 0; seen && i < len(annotate.Palette); i++ {
			r, g, b := annotate.Palette[i].RGB()
			fill := softened(color.NRGBA{r, g, b, 255}, p.background, p.text)
			seen = contrast(opaque(c, fill), fill) >= selectionFillContrast
		}
		if seen {
			break
		}
	}
	return c
}

// softened is a tint of the background on which text can be read well.
func softened(c, background, text color.NRGBA) color.NRGBA {
	const strongest = 0.34
	enough := func(share float64) bool {
		return contrast(mix(background, c, share), text) >= min(readingContrast, contrast(background, text))
	}
	return mix(background, c, largest(strongest, enough))
}

// readable is c, darkened or lightened as far as the contrast asks for on each of
// several backgrounds, which are all light or all dark.
func readable(c color.NRGBA, ratio float64, backgrounds ...color.NRGBA) color.NRGBA {
	towards := color.NRGBA{A: 255}
	if luminance(backgrounds[0]) < 0.18 {
		towards = color.NRGBA{255, 255, 255, 255}
	}
	kept := largest(1, func(share float64) bool {
		inked := mix(towards, c, share)
		return !slices.ContainsFunc(backgrounds, func(b color.NRGBA) bool { return contrast(inked, b) < ratio })
	})
	return mix(towards, c, kept)
}

// largest is the largest number up to limit for which a condition holds that
// holds for all smaller ones, to 1/1000.
func largest(limit float64, holds func(float64) bool) float64 {
	if holds(limit) {
		return limit
	}
	low, high := 0.0, limit
	for high-low > 0.001 {
		if middle := (low + high) / 2; holds(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// mix is a with a share of b in it, both opaque.
func mix(a, b color.NRGBA, share float64) color.NRGBA {
	part := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*share)) }
	return color.NRGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
}

// contrast is the ratio of two opaque colours by WCAG 2.1, from 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of an opaque colour by WCAG 2.1.
func luminance(c color.NRGBA) float64 {
	linear := func(part uint8) float64 {
		x := float64(part) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// opaque lays a colour over a background.
func opaque(c color.Color, background color.NRGBA) color.NRGBA {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return mix(background, color.NRGBA{n.R, n.G, n.B, 255}, float64(n.A)/255)
}
