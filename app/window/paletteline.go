package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/docview"
)

// paletteLine draws a row of the palette.
type paletteLine struct {
	widget.BaseWidget
	swatch *canvas.Rectangle
	name   *docview.ShortText
	notes  *widget.Label
}

func newPaletteLine() *paletteLine {
	l := &paletteLine{swatch: canvas.NewRectangle(colourOf(0)), name: docview.NewShortText(theme.SizeNameText, 1), notes: widget.NewLabel("")}
	l.swatch.CornerRadius = 3
	l.notes.SizeName = theme.SizeNameCaptionText
	l.notes.Importance = widget.LowImportance
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of Fyne's widget interface.
func (l *paletteLine) CreateRenderer() fyne.WidgetRenderer {
	swatch := container.NewCenter(container.NewGridWrap(fyne.NewSize(13, 13), l.swatch))
	bar := container.NewGridWrap(fyne.NewSize(theme.ScrollBarSize(), 2)) // room for the list's scroll bar
	left := container.NewHBox(container.NewGridWrap(fyne.NewSize(2, 2)), swatch)
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, left, container.NewHBox(l.notes, bar), l.name))
}

// show fills the line.
func (l *paletteLine) show(r paletteRow, look labelLook) {
	l.swatch.FillColor = look.colour
	text, matched := r.words()
	l.name.SetText(text, matched...)
	l.notes.SetText(r.notes(look.name))
	l.swatch.Refresh()
}
