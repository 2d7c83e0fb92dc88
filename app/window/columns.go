package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// columns are the window's three: the documents, the text and the panels beside it.
// The person moves the dividers; where the window is too narrow for that the panels
// give way to the text, until it is wide enough again.
type columns struct {
	outer, inner *container.Split // documents | the rest; text | panels
	wanted, set  dividers         // what the person wants, and what the splits were last set to
}

// dividers are the offsets of the outer and the inner split, 0 to 1.
type dividers struct{ outer, inner float64 }

// newColumns returns the columns of three objects with the dividers as wanted.
func newColumns(documents, text, panels fyne.CanvasObject, wanted dividers) *columns {
	c := &columns{inner: container.NewHSplit(text, panels), wanted: wanted, set: wanted}
	c.outer = container.NewHSplit(documents, c.inner)
	c.outer.Offset, c.inner.Offset = wanted.outer, wanted.inner
	return c
}

// dividers returns where the person wants them.
func (c *columns) dividers() dividers {
	if c.outer.Offset != c.set.outer { // moved since
		c.wanted.outer, c.set.outer = c.outer.Offset, c.outer.Offset
	}
	if c.inner.Offset != c.set.inner {
		c.wanted.inner, c.set.inner = c.inner.Offset, c.inner.Offset
	}
	return c.wanted
}

// MinSize is what the columns need.
func (c *columns) MinSize([]fyne.CanvasObject) fyne.Size { return c.outer.MinSize() }

// Layout gives the columns the window's width.
func (c *columns) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	c.set = c.dividers().within(float64(size.Width), float64(c.inner.Trailing.MinSize().Width))
	c.outer.Offset, c.inner.Offset = c.set.outer, c.set.inner
	c.outer.Resize(size)
}

// The text has at least so much of a window: in Fyne's units, or as a share of one
// that is narrower still.
const (
	enoughForText = 320
	shareOfText   = 0.55
)

// within returns the dividers in a window of some width: as they are where the text
// has enough, else with both sides narrowed alike, the right one to its least width.
func (d dividers) within(width, leastRight float64) dividers {
	left := d.outer * width
	right := (1 - d.inner) * (width - left)
	sides := width - min(enoughForText, shareOfText*width)
	if width <= 0 || left+right <= sides {
		return d
	}
	right = max(right*sides/(left+right), min(leastRight, sides))
	left = sides - right
	return dividers{outer: left / width, inner: 1 - right/(width-left)}
}
