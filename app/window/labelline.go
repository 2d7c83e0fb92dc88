package window

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// labelLine draws a row of the label panel: key, colour, name and count, or a
// layer's name. A secondary click opens the row's menu.
type labelLine struct {
	widget.BaseWidget
	row    labelRow
	choose func() // called by a click
	menu   func(labelRow, fyne.Position)

	cap    *canvas.Rectangle // the outline of the key
	key    *canvas.Text
	swatch *canvas.Rectangle
	name   *widget.Label
	count  *canvas.Text
}

func newLabelRow(menu func(labelRow, fyne.Position)) *labelLine {
	l := &labelLine{menu: menu, cap: canvas.NewRectangle(color.Transparent), key: canvas.NewText("", color.Transparent),
		swatch: canvas.NewRectangle(color.Transparent), name: widget.NewLabel(""), count: canvas.NewText("", color.Transparent)}
	l.cap.StrokeWidth, l.cap.CornerRadius = 1, 3
	l.swatch.CornerRadius = 3
	l.key.Alignment = fyne.TextAlignCenter
	l.count.Alignment = fyne.TextAlignTrailing
	l.name.Truncation = fyne.TextTruncateEllipsis
	l.ExtendBaseWidget(l)
	return l
}

// show fills the line; a click on it calls choose.
func (l *labelLine) show(r labelRow, choose func()) {
	l.row, l.choose = r, choose
	l.Refresh()
}

// Tapped chooses the row. The list would do that, but Fyne gives a click to the
// innermost widget that takes one of either button.
func (l *labelLine) Tapped(*fyne.PointEvent) { l.choose() }

// TappedSecondary opens the row's menu.
func (l *labelLine) TappedSecondary(e *fyne.PointEvent) { l.menu(l.row, e.AbsolutePosition) }

// CreateRenderer is part of Fyne's widget interface.
func (l *labelLine) CreateRenderer() fyne.WidgetRenderer {
	r := &labelLineRenderer{l}
	r.fill()
	return r
}

type labelLineRenderer struct{ line *labelLine }

const (
	labelLineHeight = 27
	keyRoom         = 20 // width and height of a key's outline
	countMargin     = 12 // behind the count
)

func (r *labelLineRenderer) Objects() []fyne.CanvasObject {
	l := r.line
	return []fyne.CanvasObject{l.cap, l.key, l.swatch, l.name, l.count}
}

func (r *labelLineRenderer) Destroy() {}

func (r *labelLineRenderer) MinSize() fyne.Size { return fyne.NewSize(120, labelLineHeight) }

func (r *labelLineRenderer) Layout(size fyne.Size) {
	l, inner := r.line, (float32(labelLineHeight)-keyRoom)/2
	l.cap.Move(fyne.NewPos(10, inner))
	l.cap.Resize(fyne.NewSquareSize(keyRoom))
	l.key.Move(fyne.NewPos(10, inner))
	l.key.Resize(fyne.NewSquareSize(keyRoom))
	l.swatch.Move(fyne.NewPos(38, 7))
	l.swatch.Resize(fyne.NewSquareSize(13))
	nameHeight := l.name.MinSize().Height
	left, right := float32(50), float32(0)
	if l.row.heading() {
		left = 0
	} else if !l.count.Hidden {
		right = l.count.MinSize().Width + countMargin - theme.InnerPadding()
	}
	l.name.Move(fyne.NewPos(left, (labelLineHeight-nameHeight)/2))
	l.name.Resize(fyne.NewSize(max(0, size.Width-left-right), nameHeight))
	l.count.Move(fyne.NewPos(0, 0))
	l.count.Resize(fyne.NewSize(size.Width-countMargin, labelLineHeight))
}

// Refresh shows the row in the theme's colours.
func (r *labelLineRenderer) Refresh() {
	r.fill()
	r.Layout(r.line.Size())
	canvas.Refresh(r.line)
}

func (r *labelLineRenderer) fill() {
	l := r.line
	heading := l.row.heading()
	l.cap.Hidden = heading || l.row.label.Key == ""
	l.key.Hidden, l.swatch.Hidden, l.count.Hidden = l.cap.Hidden, heading, heading || l.row.count == 0
	l.cap.StrokeColor = themed(theme.ColorNameInputBorder)
	l.cap.FillColor = themed(theme.ColorNameInputBackground)
	l.key.Color, l.count.Color = themed(theme.ColorNameForeground), themed(theme.ColorNamePlaceHolder)
	if l.row.sticky {
		l.cap.FillColor, l.cap.StrokeColor = themed(theme.ColorNamePrimary), themed(theme.ColorNamePrimary)
		l.key.Color = themed(theme.ColorNameForegroundOnPrimary)
	}
	l.key.TextSize, l.count.TextSize = theme.CaptionTextSize(), theme.CaptionTextSize()
	l.key.Text, l.count.Text = strings.ToUpper(l.row.label.Key), grouped(l.row.count)
	l.swatch.FillColor = colourOf(l.row.label.Colour)
	r.fillName()
}

func (r *labelLineRenderer) fillName() {
	l := r.line
	l.name.TextStyle.Bold = l.row.heading() || l.row.sticky
	l.name.SizeName = theme.SizeNameText
	l.name.Importance = widget.MediumImportance
	text := l.row.label.Name
	if l.row.heading() {
		text = headingOf(l.row.layer)
		l.name.SizeName = theme.SizeNameCaptionText
		l.name.Importance = widget.LowImportance
	}
	l.name.SetText(text)
}

// headingOf is what stands over a layer's labels.
func headingOf(l annotate.Layer) string {
	if l.Exclusion {
		return l.Name + " (excluded)"
	}
	return l.Name
}
