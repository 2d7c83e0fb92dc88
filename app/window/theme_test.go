package window

import (
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// luminance is the relative luminance of an opaque colour (WCAG 2.2).
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

// contrast is the contrast ratio of two colours (WCAG 2.2).
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestTextHasEnoughContrast(t *testing.T) {
	th := NewTheme("")
	grounds := []fyne.ThemeColorName{theme.ColorNameBackground, colourPanel, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameInputBackground}
	texts := []fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNameDisabled, theme.ColorNamePrimary, theme.ColorNameError}
	type pair struct{ text, ground fyne.ThemeColorName }
	pairs := []pair{
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary}, {theme.ColorNameForegroundOnError, theme.ColorNameError},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess}, {theme.ColorNameForegroundOnWarning, theme.ColorNameWarning},
		{theme.ColorNameForeground, theme.ColorNameSelection}, {theme.ColorNameForeground, theme.ColorNameButton},
	}
	for _, g := range grounds {
		for _, x := range texts {
			pairs = append(pairs, pair{x, g})
		}
	}
	for variant, name := range map[fyne.ThemeVariant]string{theme.VariantLight: "light", theme.VariantDark: "dark"} {
		for _, p := range pairs {
			if got := contrast(th.Color(p.text, variant), th.Color(p.ground, variant)); got < 4.5 {
				t.Errorf("in %s, %s on %s has a contrast of %.2f", name, p.text, p.ground, got)
			}
		}
		for _, g := range grounds {
			if got := contrast(th.Color(theme.ColorNameInputBorder, variant), th.Color(g, variant)); got < 3 {
				t.Errorf("in %s, the borders of fields on %s have a contrast of %.2f", name, g, got)
			}
		}
	}
}

func TestChosenThemeIsKept(t *testing.T) {
	h := newHarness(t)
	dark := NewTheme("").Color(theme.ColorNameBackground, theme.VariantDark)
	h.run("theme-dark")
	if got := h.chosen("theme"); !slices.Equal(got, []string{"Dark"}) {
		t.Errorf("the menu marks %q", got)
	}
	if got := themed(theme.ColorNameBackground); got != dark {
		t.Errorf("the ground is %v, want %v", got, dark)
	}
	if s, _ := h.config.Settings.Load(); s.Theme != "dark" {
		t.Errorf("remembered is %q", s.Theme)
	}
	h.run("theme-system")
	if got := h.chosen("theme"); !slices.Equal(got, []string{"Light or dark as the system"}) {
		t.Errorf("the menu marks %q", got)
	}
	if s, _ := h.config.Settings.Load(); s.Theme != "" {
		t.Errorf("remembered is %q", s.Theme)
	}
}
