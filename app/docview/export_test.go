package docview

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// variantTheme is Fyne's theme, dark or light whatever the system says.
type variantTheme struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (v variantTheme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return v.Theme.Color(n, v.variant)
}

// Themes are those that the pane is tested in.
var Themes = map[string]fyne.Theme{
	"light": variantTheme{theme.DefaultTheme(), theme.VariantLight},
	"dark":  variantTheme{theme.DefaultTheme(), theme.VariantDark},
}

// Hold has a view believe that modifiers are held down; the test driver has none.
func Hold(v *View, modifiers fyne.KeyModifier) {
	v.modifiers = func() fyne.KeyModifier { return modifiers }
}

// Wait has a view believe that some time goes by.
func Wait(v *View, d time.Duration) {
	now := v.now()
	v.now = func() time.Time { return now.Add(d) }
}

// RestMouse has the card shown as if the mouse had rested long enough.
func RestMouse(v *View) { v.showCard(v.hover) }

// ScrollAtEdge has the text scroll for some time while a drag is held at an edge.
func ScrollAtEdge(v *View, elapsed time.Duration) { v.scroller.step(v, elapsed) }

// TestFaces are the faces that are part of the program.
var TestFaces = bundledFaces
