package docview

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"postil/app/textlayout"
)

// themePalette takes the pane's colours from the theme that is set.
func themePalette() *palette {
	background := opaque(theme.Color(theme.ColorNameBackground), color.NRGBA{A: 255})
	p := &palette{background: background}
	primary := opaque(theme.Color(theme.ColorNamePrimary), background)
	p.text = readable(opaque(theme.Color(theme.ColorNameForeground), background), inkContrast, background)
	p.card = opaque(theme.Color(theme.ColorNameOverlayBackground), background)
	p.cardChosen, p.cardOver = mix(p.card, primary, 0.16), mix(p.card, p.text, 0.06)
	p.border = mix(p.card, p.text, 0.25)
	p.muted = readable(mix(p.text, background, 0.4), textContrast, background, p.card, p.cardChosen)
	p.grey = readable(mix(p.text, background, 0.6), textContrast, background)
	p.selection = p.veil(primary)
	p.greySelected = readable(p.grey, textContrast, opaque(p.selection, background))
	p.caret = primary
	p.barBackground = mix(background, p.text, 0.04)
	p.bar = readable(mix(background, p.text, 0.3), 2, background)
	p.hits = hitShades(background, p.text, p.grey)
	return p
}

// sharedFonts are the faces of all panes: Fyne's own first, then the machine's.
var sharedFonts = sync.OnceValue(func() *textlayout.Fonts {
	faces := bundledFaces()
	faces.System = true
	fonts, err := textlayout.NewFonts(faces)
	if err != nil {
		panic(err) // the faces are part of this program
	}
	return fonts
})

// FindFonts lists the machine's fonts ahead of the first emoji or character that the
// program's own faces lack, for which a frame would have to wait otherwise. It
// takes tens of milliseconds, at the first start on a machine more, and may run
// on any goroutine.
func FindFonts() error { return textlayout.FindSystemFonts("") }

// bundledFaces are the faces that are part of the program.
func bundledFaces() textlayout.FontOptions {
	o := textlayout.FontOptions{Regular: theme.DefaultTextFont().Content()}
	for _, face := range []fyne.Resource{theme.DefaultSymbolFont(), theme.DefaultEmojiFont()} {
		if face != nil {
			o.Fallbacks = append(o.Fallbacks, face.Content())
		}
	}
	return o
}
