package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// withSearchIcon puts a magnifier before a field. Fyne's own would stand over
// the field's end, and a long text would slide under it with a scroll bar.
func withSearchIcon(f *field) fyne.CanvasObject {
	return container.NewBorder(nil, nil, widget.NewIcon(theme.SearchIcon()), nil, container.NewThemeOverride(f, withoutBars{}))
}

// withoutBars is the program's theme, as it is set now, without scroll bars.
type withoutBars struct{ current }

// Size returns a size of the theme, in Fyne's units.
func (withoutBars) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return current{}.theme().Size(name)
}

// current is the program's theme as it is set now.
type current struct{}

func (current) theme() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color returns a colour of the theme.
func (c current) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	return c.theme().Color(name, variant)
}

// Font returns a font of the theme.
func (c current) Font(style fyne.TextStyle) fyne.Resource { return c.theme().Font(style) }

// Icon returns a symbol of the theme.
func (c current) Icon(name fyne.ThemeIconName) fyne.Resource { return c.theme().Icon(name) }
