package window

import "fyne.io/fyne/v2"

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

// panelWithFocus returns which panel the keyboard is in, the text where it is
// nowhere.
func (w *Window) panelWithFocus() int {
	switch w.win.Canvas().Focused() {
	case fyne.Focusable(w.documents.list), fyne.Focusable(w.documents.filter):
		return 0
	case fyne.Focusable(w.labels.list):
		return 2
	case fyne.Focusable(w.inspector.tag), fyne.Focusable(w.inspector.edit), fyne.Focusable(w.inspector.untag), fyne.Focusable(w.inspector.note):
		return 3
	}
	return 1
}

// keepFocus gives the keyboard back to the text where a click took it that was on
// nothing, or on a menu. Fyne takes it away first, and only then is it known whether
// somebody else wants it.
func (w *Window) keepFocus() {
	w.config.Do(func() {
		c := w.win.Canvas()
		if c.Focused() == nil && c.Overlays().Top() == nil && !w.dialogs.open() {
			w.reading.focus()
		}
	})
}
