package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"postil/annotate"
	"postil/app/project/settings"
)

// look is Postil's theme: Fyne's own with calmer colours, tighter rows and text
// colours that keep a contrast of at least 4.5 to 1 on every ground they stand
// on (WCAG 2.2, success criterion 1.4.3); the borders of fields and boxes keep 3 to 1
// (1.4.11).
type look struct {
	fyne.Theme
	choice string // "light", "dark", or "" for what the system has
}

// NewTheme returns the program's theme: "light", "dark", or with "" whichever
// the system has.
func NewTheme(choice string) fyne.Theme { return look{theme.DefaultTheme(), choice} }

// shades are one colour in light and in dark.
type shades struct{ light, dark color.NRGBA }

// rgb returns the opaque colour 0xRRGGBB.
func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

// rgba returns the colour 0xRRGGBBAA.
func rgba(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 24), uint8(hex >> 16), uint8(hex >> 8), uint8(hex)}
}

// colourPanel is the ground of the panels round the text; the text itself stands
// on the theme's background, which is paper.
const colourPanel fyne.ThemeColorName = "postilPanel"

var themeColours = map[fyne.ThemeColorName]shades{
	colourPanel:                        {rgb(0xf1efea), rgb(0x26282c)},
	theme.ColorNameBackground:          {rgb(0xfefdfb), rgb(0x1b1d20)},
	theme.ColorNameMenuBackground:      {rgb(0xfbfaf7), rgb(0x2b2e33)},
	theme.ColorNameOverlayBackground:   {rgb(0xfbfaf7), rgb(0x2b2e33)},
	theme.ColorNameHeaderBackground:    {rgb(0xeae7e1), rgb(0x2f3238)},
	theme.ColorNameInputBackground:     {rgb(0xffffff), rgb(0x1b1d20)},
	theme.ColorNameInputBorder:         {rgb(0x8b867c), rgb(0x7c8088)},
	theme.ColorNameForeground:          {rgb(0x23262b), rgb(0xe6e3dd)},
	theme.ColorNamePlaceHolder:         {rgb(0x5f6368), rgb(0xa5a9b0)},
	theme.ColorNameDisabled:            {rgb(0x696d74), rgb(0x989ca4)},
	theme.ColorNameButton:              {rgb(0xe6e3dc), rgb(0x363a41)},
	theme.ColorNameDisabledButton:      {rgb(0xecebe7), rgb(0x2c2f34)},
	theme.ColorNamePrimary:             {rgb(0x1d5c9e), rgb(0x8ab8ea)},
	theme.ColorNameForegroundOnPrimary: {rgb(0xffffff), rgb(0x14202e)},
	theme.ColorNameHyperlink:           {rgb(0x1d5c9e), rgb(0x8ab8ea)},
	theme.ColorNameError:               {rgb(0xb3261e), rgb(0xf2938c)},
	theme.ColorNameForegroundOnError:   {rgb(0xffffff), rgb(0x33100d)},
	theme.ColorNameSuccess:             {rgb(0x2b6a38), rgb(0x86c995)},
	theme.ColorNameForegroundOnSuccess: {rgb(0xffffff), rgb(0x0d2412)},
	theme.ColorNameWarning:             {rgb(0x8a5300), rgb(0xe6b35c)},
	theme.ColorNameForegroundOnWarning: {rgb(0xffffff), rgb(0x2e1e04)},
	theme.ColorNameFocus:               {rgba(0x1d5c9e4d), rgba(0x8ab8ea4d)},
	theme.ColorNameHover:               {rgba(0x0000000f), rgba(0xffffff12)},
	theme.ColorNamePressed:             {rgba(0x00000020), rgba(0xffffff24)},
	theme.ColorNameSelection:           {rgb(0xc9ddf3), rgb(0x33506f)},
	theme.ColorNameSeparator:           {rgb(0xd9d5cd), rgb(0x3b3f46)},
	theme.ColorNameScrollBar:           {rgba(0x00000055), rgba(0xffffff55)},
	theme.ColorNameScrollBarBackground: {rgba(0x00000008), rgba(0xffffff08)},
	theme.ColorNameShadow:              {rgba(0x00000030), rgba(0x00000080)},
}

var themeSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameSubHeadingText: 17,
	theme.SizeNameHeadingText:    22,
	theme.SizeNamePadding:        4,
	theme.SizeNameInnerPadding:   7,
	theme.SizeNameInputRadius:    4,
	theme.SizeNameSplitThickness: 5,
	theme.SizeNameScrollBar:      11,

	theme.SizeNameModalBlurRadius: 0, // blurring the whole window costs frames where there is no graphics card
}

// Color returns a colour of the theme.
func (l look) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch l.choice {
	case "light":
		variant = theme.VariantLight
	case "dark":
		variant = theme.VariantDark
	}
	c, ok := themeColours[name]
	switch {
	case !ok:
		return l.Theme.Color(name, variant)
	case variant == theme.VariantLight:
		return c.light
	}
	return c.dark
}

// Size returns a size of the theme, in Fyne's units.
func (l look) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := themeSizes[name]; ok {
		return s
	}
	return l.Theme.Size(name)
}

// themed returns a colour of the theme as it is set now.
func themed(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(name, settings.ThemeVariant())
}

// colourOf returns a label's colour for Fyne.
func colourOf(c annotate.Colour) color.NRGBA {
	r, g, b := c.RGB()
	return color.NRGBA{r, g, b, 0xff}
}

// setTheme changes to light, dark or, with "", what the system has, and
// remembers it.
func (w *Window) setTheme(choice string) {
	fyne.CurrentApp().Settings().SetTheme(NewTheme(choice))
	w.remember(func(s *settings.Settings) { s.Theme = choice })
	w.menus.update()
}

// hasTheme returns what tells whether a choice of setTheme holds.
func hasTheme(choice string) func() bool {
	return func() bool {
		set, ok := fyne.CurrentApp().Settings().Theme().(look)
		return ok && set.choice == choice
	}
}
