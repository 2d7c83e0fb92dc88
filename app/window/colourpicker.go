package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// colourPicker offers the colours that stay apart for people who don't see red
// and green, and a field for any other.
type colourPicker struct {
	root fyne.CanvasObject
	code *field
}

// newColourPicker returns a picker that shows a colour.
func newColourPicker(keys *dispatcher, colour annotate.Colour) *colourPicker {
	p := &colourPicker{code: newField(keys, "#rrggbb")}
	p.code.SetText(colour.String())
	shown := newSwatch(colour, nil)
	p.code.OnChanged = func(string) {
		if c, err := p.value(); err == nil {
			shown.fill.FillColor = colourOf(c)
			shown.Refresh()
		}
	}
	grid := container.NewGridWithColumns(8)
	for _, c := range annotate.Palette {
		grid.Add(newSwatch(c, func() { p.code.SetText(c.String()) }))
	}
	p.root = container.NewVBox(container.NewBorder(nil, nil, shown, nil, p.code), grid)
	return p
}

// value returns the colour that is entered.
func (p *colourPicker) value() (annotate.Colour, error) {
	return annotate.ParseColour(fullCode(p.code.Text))
}

// fullCode returns the six digits that a person means by three, as in style
// sheets (CSS Color 4, 5.2), or by leaving the # out.
func fullCode(code string) string {
	code = "#" + strings.TrimPrefix(strings.TrimSpace(code), "#")
	if len(code) != len("#rgb") {
		return code
	}
	r, g, b := code[1:2], code[2:3], code[3:4]
	return "#" + r + r + g + g + b + b
}

// swatch is a patch of colour that can be clicked.
type swatch struct {
	widget.BaseWidget
	fill   *canvas.Rectangle
	tapped func()
}

func newSwatch(c annotate.Colour, tapped func()) *swatch {
	s := &swatch{fill: canvas.NewRectangle(colourOf(c)), tapped: tapped}
	s.fill.CornerRadius = theme.InputRadiusSize()
	s.fill.SetMinSize(fyne.NewSize(28, 22))
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of Fyne's widget interface.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.fill) }

// Tapped chooses the colour.
func (s *swatch) Tapped(*fyne.PointEvent) {
	if s.tapped != nil {
		s.tapped()
	}
}
