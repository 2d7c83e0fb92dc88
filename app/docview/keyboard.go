package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Fyne's keyboard interfaces. A focused pane gets every key and every shortcut;
// what it does not use goes to [View.OnKey].
var (
	_ fyne.Focusable    = (*View)(nil)
	_ fyne.Tabbable     = (*View)(nil)
	_ fyne.Shortcutable = (*View)(nil)
	_ desktop.Keyable   = (*View)(nil)
)

// FocusGained is called by Fyne when the pane gets the keyboard.
func (v *View) FocusGained() { v.setFocused(true) }

// FocusLost is called by Fyne when the pane loses the keyboard.
func (v *View) FocusLost() {
	v.keys.forget()
	v.endHover()
	v.setFocused(false)
}

func (v *View) setFocused(focused bool) {
	v.pane.focused = focused
	v.repaint()
	if v.OnFocusChanged != nil {
		v.OnFocusChanged(focused)
	}
}

// AcceptsTab tells Fyne that Tab is the pane's own key.
func (v *View) AcceptsTab() bool { return true }

// KeyDown is called by Fyne for a key that goes down.
func (v *View) KeyDown(e *fyne.KeyEvent) { v.keys.press(*e, v.modifiers()) }

// KeyUp is called by Fyne for a key that goes up.
func (v *View) KeyUp(e *fyne.KeyEvent) { v.keys.release(*e) }

// TypedRune is called by Fyne for a character, after [View.TypedKey].
func (v *View) TypedRune(r rune) {
	if v.modifiers()&fyne.KeyModifierSuper != 0 {
		return // a key of the desktop's own
	}
	if key, ok := v.keys.typed(r); ok {
		v.labelKey(key)
	}
}

// labelKey tells the window of a label key, but not while borders move: it would
// change a span whose borders are not where the eye sees them.
func (v *View) labelKey(key LabelKey) {
	if v.pane.doc != nil && v.pane.borders == nil && v.OnLabelKey != nil {
		v.OnLabelKey(key, v.modifiers()&fyne.KeyModifierShift != 0)
	}
}

// TypedKey is called by Fyne for a key without modifiers other than Shift.
func (v *View) TypedKey(e *fyne.KeyEvent) { v.key(e.Name, v.modifiers()&fyne.KeyModifierShift) }

// TypedShortcut is called by Fyne for a key with modifiers.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if key, modifiers, ok := pressed(s); ok {
		v.key(key, modifiers)
	}
}

// key does what a key means in the pane, or hands it on.
func (v *View) key(key fyne.KeyName, modifiers fyne.KeyModifier) {
	if !modifierKey(key) {
		v.told()
		if v.stopDragging() && key == fyne.KeyEscape {
			v.change(v.pane.takeBack)
			return
		}
		if key == fyne.KeyEscape && v.leaveCard() {
			return
		}
		v.endHover()
	}
	if v.pane.doc != nil && v.ownKey(key, modifiers) {
		return
	}
	if v.OnKey != nil && !labelKeyName(key, modifiers) && !modifierKey(key) {
		v.OnKey(key, modifiers)
	}
}

// told says that a key or a click came.
func (v *View) told() {
	if v.OnInput != nil {
		v.OnInput()
	}
}

// labelKeyName is true for keys that arrive as characters or digits besides.
func labelKeyName(key fyne.KeyName, modifiers fyne.KeyModifier) bool {
	return modifiers&^fyne.KeyModifierShift == 0 && (len(key) == 1 || key == fyne.KeyUnknown)
}

// modifierKey is true for Shift, Ctrl and the like by themselves.
func modifierKey(key fyne.KeyName) bool {
	switch key {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight,
		desktop.KeyAltLeft, desktop.KeyAltRight, desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock:
		return true
	}
	return false
}

// ownKey does what a key means in the pane. It reports whether it means something.
func (v *View) ownKey(key fyne.KeyName, modifiers fyne.KeyModifier) bool {
	p := v.pane
	if m, ok := motionFor(key, modifiers); ok {
		v.change(func() { p.move(m, modifiers&fyne.KeyModifierShift != 0) })
		return true
	}
	if key == fyne.KeyA && modifiers == fyne.KeyModifierShortcutDefault {
		v.change(p.selectAll)
		return true
	}
	if modifiers&^fyne.KeyModifierShift != 0 {
		return false
	}
	switch key {
	case fyne.KeyTab:
		v.change(func() { v.tab(modifiers != 0) })
	case fyne.KeySpace:
		if p.borders == nil && len(p.selection.kept) == 0 {
			v.change(func() {
				p.chooseOutwards()
				p.fanOut()
			})
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		return v.enter()
	case fyne.KeyEscape:
		return v.escape()
	case desktop.KeyMenu:
		return v.menuKey()
	case fyne.KeyF10: // with Shift, for keyboards without that key
		return modifiers != 0 && v.menuKey()
	default:
		return false
	}
	return true
}

// tab goes to the next or the previous span, or while borders move, swaps them.
func (v *View) tab(back bool) {
	if v.pane.borders != nil {
		v.pane.swapBorders()
		return
	}
	if v.pane.chooseNext(back) {
		v.pane.fanOut()
	} else if v.OnNoSpan != nil {
		v.OnNoSpan(back)
	}
}

// enter begins to move the current span's borders, or writes what was moved.
func (v *View) enter() bool {
	if v.pane.borders == nil {
		return v.MoveBorders()
	}
	v.keepBorders()
	return true
}

// keepBorders ends the moving of borders and has written what was moved.
func (v *View) keepBorders() {
	var moved *borderMove
	changed := false
	v.change(func() { moved, changed = v.pane.finishBorders() })
	if changed && v.OnBordersMoved != nil {
		v.OnBordersMoved(moved.uid, moved.result())
	}
}

// menuKey asks the window for a menu at the caret.
func (v *View) menuKey() bool {
	at, ok := v.PointOf(v.Caret())
	if !ok || v.OnContextMenu == nil {
		return false
	}
	v.OnContextMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(v).Add(at))
	return true
}

// leaveCard closes the card that fans out around the current span. It reports
// whether there was one.
func (v *View) leaveCard() bool {
	c := &v.pane.card
	fanned := c.area.w > 0 && v.pane.fans(c.stack)
	if fanned {
		v.endHover()
	}
	return fanned
}

// escape leaves the moving of borders as they were, else what is selected, else the
// current span.
func (v *View) escape() bool {
	p := v.pane
	switch {
	case p.borders != nil:
		v.change(func() { p.borders = nil })
	case len(p.selection.ranges()) > 0:
		v.change(func() { p.selection.clear(p.selection.caret) })
	case p.current != nil:
		v.change(func() { p.current = nil })
	default:
		return false
	}
	return true
}
