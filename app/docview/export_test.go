package docview

import (
	"time"

	"fyne.io/fyne/v2"
)

// Hold has a view believe that modifiers are held down; the test driver has none.
func Hold(v *View, modifiers fyne.KeyModifier) {
	v.modifiers = func() fyne.KeyModifier { return modifiers }
}

// Wait has a view believe that some time goes by.
func Wait(v *View, d time.Duration) {
	now := v.now()
	v.now = func() time.Time { return now.Add(d) }
}

// RestMouse has the card shown as if the mouse had rested long enough.
func RestMouse(v *View) { v.showCard(v.hover) }

// ScrollAtEdge has the text scroll for some time while a drag is held at an edge.
func ScrollAtEdge(v *View, elapsed time.Duration) { v.scroller.step(v, elapsed) }

// TestFaces are the faces that are part of the program.
var TestFaces = bundledFaces
