// Command emptywindow opens a Fyne window with one label: what any program made
// with this toolkit costs before it does anything.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.New().NewWindow("Postil's empty sister")
	w.SetContent(widget.NewLabel("nothing"))
	w.Resize(fyne.NewSize(1000, 700))
	w.ShowAndRun()
}
