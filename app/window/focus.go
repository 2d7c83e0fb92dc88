package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// focusFilter gives the keyboard to the documents' filter.
func (w *Window) focusFilter() { w.win.Canvas().Focus(w.documents.filter) }

// focusPanel gives the keyboard to the next (+1) or previous (-1) panel.
func (w *Window) focusPanel(by int) {
	panels := []func(){w.documents.focusList, w.reading.focus, func() { w.win.Canvas().Focus(w.labels.list) }}
	if w.hasSpan() {
		panels = append(panels, func() { w.win.Canvas().Focus(w.inspector.tag) })
	}
	at := w.panelWithFocus()
	panels[(at+by+len(panels))%len(panels)]()
}

// The panels in the order in which F6 goes through them.
const (
	documentsAt = iota
	textAt
	labelsAt
	spanAt
)

// panelWithFocus returns which panel the keyboard is in, the text where it is
// nowhere.
func (w *Window) panelWithFocus() int {
	switch w.win.Canvas().Focused() {
	case fyne.Focusable(w.documents.list), fyne.Focusable(w.documents.filter):
		return documentsAt
	case fyne.Focusable(w.labels.list):
		return labelsAt
	case fyne.Focusable(w.inspector.tag), fyne.Focusable(w.inspector.edit), fyne.Focusable(w.inspector.untag), fyne.Focusable(w.inspector.note):
		return spanAt
	}
	return textAt
}

// keepFocus gives the keyboard back to the text where a click took it that was on
// nothing, or on a menu. Fyne takes it away first, and only then is it known whether
// somebody else wants it. A menu has the keyboard while it is open; the text gets it
// behind the menu's back, since Fyne doesn't tell when the menu closes. After a dialog
// the text gets it anyway.
func (w *Window) keepFocus() {
	w.config.Do(func() {
		c := w.win.Canvas()
		inMenu := c.Overlays().Top() != nil || w.onMenuBar(c.Focused())
		if w.page != nil && !w.dialogs.open() && (inMenu || c.Focused() == nil) {
			w.reading.focus()
		}
	})
}

// textInFront tells whether a text is shown and nothing lies over it.
func (w *Window) textInFront() bool {
	return w.page != nil && w.win.Canvas().Overlays().Top() == nil && !w.dialogs.open()
}

// onMenuBar tells whether what has the keyboard is a name in the menu bar, which
// stands over the window's content and is no part of it.
func (w *Window) onMenuBar(f fyne.Focusable) bool {
	o, ok := f.(fyne.CanvasObject)
	top := w.win.Canvas().Content().Position().Y
	return ok && fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y < top
}

// catchFocus gives the keyboard to the text when a key comes for which nobody has
// it. It reports whether the text has it then: not while a menu or a dialog is open.
func (w *Window) catchFocus() bool {
	if w.win.Canvas().Focused() != nil || !w.textInFront() {
		return false
	}
	w.reading.focus()
	return w.win.Canvas().Focused() == fyne.Focusable(w.reading.view)
}

// catchKeys takes the keys that come while nothing has the keyboard: they are the
// text's, or where there is none the commands'. A key that goes down is seen before
// what it means, which Fyne then brings to the text by itself.
func (w *Window) catchKeys() {
	c, v := w.win.Canvas(), w.reading.view
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) {
			if w.catchFocus() {
				v.KeyDown(e)
			}
		})
	}
	c.SetOnTypedRune(func(r rune) {
		if w.catchFocus() {
			v.TypedRune(r)
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if w.catchFocus() {
			v.TypedKey(e)
		} else {
			w.keys.typedKey(e)
		}
	})
	for k := range w.keys.commands {
		if k.mods&^fyne.KeyModifierShift != 0 {
			c.AddShortcut(shortcutFor(k), func(s fyne.Shortcut) {
				if w.catchFocus() {
					v.TypedShortcut(s)
				} else {
					w.keys.typedShortcut(s)
				}
			})
		}
	}
}
