package main

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// beginning is a widget that shows nothing. Fyne asks every object for its least
// size when it begins a frame, this one first.
type beginning struct {
	widget.BaseWidget
	at time.Time // of the question; zero before
}

func newBeginning() *beginning {
	b := &beginning{}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *beginning) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

// MinSize is called by Fyne.
func (b *beginning) MinSize() fyne.Size {
	if b.at.IsZero() {
		b.at = time.Now()
	}
	return fyne.NewSize(1, 1)
}
