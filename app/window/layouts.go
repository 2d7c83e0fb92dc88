package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"postil/app/docview"
)

// stacked is a column in which each object is drawn up into the padding of the
// one above, so that two labels read as two lines of one text.
type stacked struct{ overlap float32 }

// MinSize is the width of the widest and the height of all, less the overlaps.
func (l stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
		if 0 < i {
			size.Height -= l.overlap
		}
	}
	return size
}

// Layout puts the objects one below the other, as wide as there is room.
func (l stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, o := range objects {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height - l.overlap
	}
}

// inLine puts a heading over the reading pane, in line with the text.
type inLine struct{ with *docview.View }

// headMargin is the room over and under the heading.
const headMargin = 4

// MinSize is that of the heading with its margin.
func (inLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(0, 2*headMargin)
}

// Layout begins the heading where the text begins. Labels keep a padding of
// their own.
func (l inLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := max(0, l.with.TextLeft()-theme.InnerPadding())
	objects[0].Move(fyne.NewPos(left, headMargin))
	objects[0].Resize(fyne.NewSize(max(0, size.Width-left), size.Height-2*headMargin))
}

// middleLayout puts one object in the middle of the height, over the width.
type middleLayout struct{}

// MinSize asks for nothing: the object takes what there is.
func (middleLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout centres the object.
func (middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, max(0, (size.Height-height)/2)))
	}
}

// twoColumns sets objects in two columns, row after row, the first as wide as its
// widest object and the rows as close as lines of a text.
type twoColumns struct{}

const (
	columnGap = 8
	rowPitch  = 25
)

// widths returns the widths of both columns.
func (twoColumns) widths(objects []fyne.CanvasObject) (left, right float32) {
	for i, o := range objects {
		if i%2 == 0 {
			left = max(left, o.MinSize().Width)
		} else {
			right = max(right, o.MinSize().Width)
		}
	}
	return left, right
}

// MinSize is the widths of both columns and the height of all rows.
func (l twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := l.widths(objects)
	return fyne.NewSize(left+columnGap+right, float32((len(objects)+1)/2)*rowPitch)
}

// Layout sets the rows.
func (l twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, _ := l.widths(objects)
	for i, o := range objects {
		at, width := fyne.NewPos(0, float32(i/2)*rowPitch), left
		if i%2 == 1 {
			at.X, width = left+columnGap, size.Width-left-columnGap
		}
		o.Move(at)
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}
