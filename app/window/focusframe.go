package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// focusFrame is the frame round the row that the keyboard is at. It follows the
// theme.
type focusFrame struct {
	widget.BaseWidget
	on bool
}

func newFocusFrame() *focusFrame {
	f := &focusFrame{}
	f.ExtendBaseWidget(f)
	return f
}

// show draws the frame or takes it away.
func (f *focusFrame) show(on bool) {
	f.on = on
	f.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (f *focusFrame) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(color.Transparent)
	line.StrokeWidth, line.CornerRadius = 2, theme.InputRadiusSize()
	r := &focusFrameRenderer{f, line}
	r.Refresh()
	return r
}

type focusFrameRenderer struct {
	frame *focusFrame
	line  *canvas.Rectangle
}

func (r *focusFrameRenderer) Layout(s fyne.Size)           { r.line.Resize(s) }
func (r *focusFrameRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *focusFrameRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *focusFrameRenderer) Destroy()                     {}

// Refresh takes the colour of the theme that is set now.
func (r *focusFrameRenderer) Refresh() {
	r.line.Hidden = !r.frame.on
	r.line.StrokeColor = themed(theme.ColorNamePrimary)
	r.line.Refresh()
}
