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

// proportions sets objects side by side, as wide as their shares say. What is
// hidden leaves its share to the others.
type proportions []float32

// MinSize is as high as the highest.
func (l proportions) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width += o.MinSize().Width
			size.Height = max(size.Height, o.MinSize().Height)
		}
	}
	return size
}

// Layout shares the width.
func (l proportions) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Padding()
	room, shares := size.Width+gap, float32(0)
	for i, o := range objects {
		if o.Visible() {
			room -= gap
			shares += l[i]
		}
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		width := room * l[i] / shares
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + gap
	}
}

// tabular sets objects in columns, row after row, each column as wide as its
// widest object and the rows as close as lines of a text.
type tabular struct{ columns int }

const (
	columnGap = 8
	rowPitch  = 25
)

// widths returns the width of each column.
func (l tabular) widths(objects []fyne.CanvasObject) []float32 {
	widths := make([]float32, l.columns)
	for i, o := range objects {
		widths[i%l.columns] = max(widths[i%l.columns], o.MinSize().Width)
	}
	return widths
}

// MinSize is the widths of all columns and the height of all rows.
func (l tabular) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, w := range l.widths(objects) {
		width += w + columnGap
	}
	return fyne.NewSize(width, float32((len(objects)+l.columns-1)/l.columns)*rowPitch)
}

// Layout sets the rows.
func (l tabular) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	widths := l.widths(objects)
	var at fyne.Position
	for i, o := range objects {
		o.Move(at)
		o.Resize(fyne.NewSize(widths[i%l.columns], o.MinSize().Height))
		at.X += widths[i%l.columns] + columnGap
		if (i+1)%l.columns == 0 {
			at = fyne.NewPos(0, at.Y+rowPitch)
		}
	}
}
