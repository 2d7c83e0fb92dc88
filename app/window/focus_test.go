package window

import (
	"testing"

	"fyne.io/fyne/v2"
)

// A click that takes the keyboard and has no use for it leaves it in the text; a
// field keeps it.
func TestKeyboardStaysInTheText(t *testing.T) {
	h := newHarness(t)
	h.openNew(harbour)
	text := fyne.Focusable(h.reading.view)
	h.win.Canvas().Focus(text)
	h.win.Canvas().Unfocus() // as Fyne does for a click on what takes no keys
	h.settle()
	if h.win.Canvas().Focused() != text {
		t.Error("the text has lost the keyboard")
	}
	h.press(findKey)
	h.settle()
	if h.win.Canvas().Focused() != fyne.Focusable(h.find.bar.field) {
		t.Error("the text has taken the keyboard back from a field")
	}
}
