package docview

import (
	"image/color"
	"maps"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"postil/annotate"
)

func TestContrastIsThatOfWCAG(t *testing.T) {
	grey := func(v uint8) color.NRGBA { return color.NRGBA{v, v, v, 255} }
	for _, c := range []struct {
		name string
		a, b color.NRGBA
		want float64
	}{
		{"black on white", grey(0), grey(255), 21},
		{"white on black", grey(255), grey(0), 21},
		{"itself", grey(90), grey(90), 1},
		{"the lightest grey that may carry text on white", grey(0x76), grey(255), 4.54},
		{"pure red on white", color.NRGBA{255, 0, 0, 255}, grey(255), 4.00},
		{"pure blue on white", color.NRGBA{0, 0, 255, 255}, grey(255), 8.59},
	} {
		if got := contrast(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: %.2f, want %.2f", c.name, got, c.want)
		}
	}
}

// tinted is a theme of its own colours, with a selection that lets nothing through.
type tinted struct {
	fyne.Theme
	colours map[fyne.ThemeColorName]color.Color
}

func (t *tinted) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if c := t.colours[n]; c != nil {
		return c
	}
	return t.Theme.Color(n, v)
}

// colourThemes are themes in which colours must be told apart.
func colourThemes() map[string]fyne.Theme {
	grey := func(v uint8) color.Color { return color.NRGBA{v, v, v + 4, 255} }
	themes := maps.Clone(Themes)
	themes["paper"] = &tinted{Themes["light"], map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground: grey(250), theme.ColorNameOverlayBackground: grey(244), theme.ColorNameForeground: grey(38),
		theme.ColorNamePrimary: color.NRGBA{0x1d, 0x5c, 0x9e, 255}, theme.ColorNameSelection: color.NRGBA{0xc9, 0xdd, 0xf3, 255},
	}}
	themes["ink"] = &tinted{Themes["dark"], map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground: grey(28), theme.ColorNameOverlayBackground: grey(46), theme.ColorNameForeground: grey(226),
		theme.ColorNamePrimary: color.NRGBA{0x8a, 0xb8, 0xea, 255}, theme.ColorNameSelection: color.NRGBA{0x33, 0x50, 0x6f, 255},
	}}
	return themes
}

func TestLabelColoursCanBeRead(t *testing.T) {
	test.NewTempApp(t)
	colours := append([]annotate.Colour{0x000000, 0xffffff, 0x808080, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00}, annotate.Palette...)
	for name, th := range colourThemes() {
		test.ApplyTheme(t, th)
		p := themePalette()
		check := func(what string, c annotate.Colour, a, b color.NRGBA, least float64) {
			if got := contrast(a, b); got < least {
				t.Errorf("%s, %s, %s: contrast %.2f, want %.1f", name, c, what, got, least)
			}
		}
		for _, c := range colours {
			shades := p.label(c)
			check("text on its fill", c, p.text, shades.fill, readingContrast)
			check("its line", c, shades.line, p.background, lineContrast)
			check("its name in the margin", c, shades.note, p.background, textContrast)
			check("its name on the card", c, shades.note, p.card, textContrast)
			check("its name in the current row", c, shades.note, p.cardChosen, textContrast)
			check("its line on the card", c, shades.line, p.cardChosen, lineContrast)
			check("grey text on its fill", c, shades.grey, shades.fill, textContrast)
			check("grey text on its fill, selected", c, shades.grey, opaque(p.selection, shades.fill), textContrast)
			check("text on its fill, selected", c, p.text, opaque(p.selection, shades.fill), textContrast)
			if slices.Contains(annotate.Palette, c) {
				check("what is selected, on its fill", c, opaque(p.selection, shades.fill), shades.fill, selectionFillContrast)
			}
		}
		check("text", 0, p.text, p.background, inkContrast)
		check("small print", 0, p.muted, p.background, textContrast)
		check("grey text", 0, p.grey, p.background, textContrast)
		check("grey text, selected", 0, p.greySelected, opaque(p.selection, p.background), textContrast)
		check("what is selected", 0, opaque(p.selection, p.background), p.background, selectionContrast)
		check("text on the card", 0, p.text, p.cardChosen, readingContrast)
		check("small print on the card", 0, p.muted, p.cardChosen, textContrast)
		check("the caret", 0, p.caret, p.background, lineContrast)
	}
}

func TestColoursStayWhatTheyAreWhereTheyCan(t *testing.T) {
	white := color.NRGBA{255, 255, 255, 255}
	p := &palette{background: white, text: color.NRGBA{A: 255}}
	if got, want := p.label(0x0072b2).line, (color.NRGBA{0x00, 0x72, 0xb2, 255}); got != want {
		t.Errorf("a blue that can be seen on white became %v", got)
	}
	if got := p.label(0xf0e442).line; got == (color.NRGBA{0xf0, 0xe4, 0x42, 255}) {
		t.Error("a yellow that can't be seen on white stayed")
	}
}
