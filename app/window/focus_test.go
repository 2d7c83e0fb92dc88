package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Whatever reaches the canvas because nothing has the keyboard does once what it
// does in the text, and the text has the keyboard after it.
func TestKeysWithoutFocusReachTheText(t *testing.T) {
	for name, press := range map[string]func(fyne.Canvas){
		"character": func(c fyne.Canvas) { c.OnTypedRune()('l') },
		"key":       func(c fyne.Canvas) { c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyRight}) },
	} {
		h := newHarness(t)
		h.openNew(dutch)
		at := indexOf(h.page.doc.Text, "Antwerpen")
		h.reading.view.Select(at, at)
		h.win.Canvas().Focus(h.labels.list)
		h.win.Canvas().Unfocus()
		press(h.win.Canvas())
		h.settle()
		if !h.textHasFocus() {
			t.Errorf("after a %s the text has not the keyboard", name)
		}
		spans := h.spans()
		switch {
		case name == "character" && len(spans) != 1:
			t.Errorf("a label key made %d spans", len(spans))
		case name == "key" && h.reading.view.Caret() != at+1:
			t.Errorf("Right leads from %d to %d", at, h.reading.view.Caret())
		}
	}
}

func TestKeysWithoutFocusOrTextAreNobodys(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.win.Canvas().OnTypedRune()('l')
	h.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !h.dialogs.open() {
		t.Error("F1 does nothing without a text")
	}
}

func TestTextTakesLostFocus(t *testing.T) {
	for name, lose := range map[string]func(h *harness){
		"the mouse comes back": func(h *harness) {
			h.win.Canvas().Focus(h.labels.list)
			h.win.Canvas().Unfocus()
			h.reading.view.MouseIn(&desktop.MouseEvent{})
		},
		"the span with the note is gone": func(h *harness) {
			h.selectText("Antwerpen")
			h.typeLabel("l")
			h.win.Canvas().Focus(h.inspector.note)
			h.press(ctrl(fyne.KeyZ))
		},
	} {
		h := newHarness(t)
		h.openNew(dutch)
		h.reading.focus()
		lose(h)
		h.settle()
		if !h.textHasFocus() {
			t.Errorf("%s: the text has not the keyboard", name)
		}
	}
}

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
