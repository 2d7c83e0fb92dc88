// Package icons holds the program's own icon and the symbols of its window,
// drawn for Postil and embedded, so that the program is one file.
//
// postil.png is postil.svg at 256 pixels; after a change to the drawing:
//
//	rsvg-convert -w 256 -h 256 icons/postil.svg -o icons/postil.png
package icons

import (
	_ "embed"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// PNG is the program's icon, 256 pixels wide and high.
//
//go:embed postil.png
var PNG []byte

var (
	//go:embed symbols/new.svg
	newSVG []byte
	//go:embed symbols/in_progress.svg
	inProgressSVG []byte
	//go:embed symbols/done.svg
	doneSVG []byte
)

// App is the program's icon as Fyne takes it, for windows and dialogs.
var App fyne.Resource = fyne.NewStaticResource("postil.png", PNG)

// The symbols of a document's status: an empty, a half and a full disc, told
// apart without colour. They take the theme's foreground colour.
var (
	New        fyne.Resource = theme.NewThemedResource(fyne.NewStaticResource("new.svg", newSVG))
	InProgress fyne.Resource = theme.NewThemedResource(fyne.NewStaticResource("in_progress.svg", inProgressSVG))
	Done       fyne.Resource = theme.NewThemedResource(fyne.NewStaticResource("done.svg", doneSVG))
)
