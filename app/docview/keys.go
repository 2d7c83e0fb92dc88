package docview

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// motions are the keys that move the caret; with Ctrl (Cmd on macOS) for those in
// the second table. Shift extends with both.
var (
	motions = map[fyne.KeyName]motion{
		fyne.KeyLeft: left, fyne.KeyRight: right, fyne.KeyUp: up, fyne.KeyDown: down,
		fyne.KeyHome: lineStart, fyne.KeyEnd: lineEnd, fyne.KeyPageUp: pageUp, fyne.KeyPageDown: pageDown,
	}
	controlMotions = map[fyne.KeyName]motion{
		fyne.KeyLeft: wordLeft, fyne.KeyRight: wordRight, fyne.KeyUp: paragraphUp, fyne.KeyDown: paragraphDown,
		fyne.KeyHome: textStart, fyne.KeyEnd: textEnd,
	}
)

// motionFor is the motion that a key means.
func motionFor(key fyne.KeyName, modifiers fyne.KeyModifier) (m motion, ok bool) {
	switch modifiers &^ fyne.KeyModifierShift {
	case 0:
		m, ok = motions[key]
	case fyne.KeyModifierShortcutDefault:
		m, ok = controlMotions[key]
	}
	return m, ok
}

// pressed is the key and the modifiers of a shortcut, also where Fyne has turned
// them into something with a name.
func pressed(s fyne.Shortcut) (key fyne.KeyName, modifiers fyne.KeyModifier, ok bool) {
	control := fyne.KeyModifierShortcutDefault
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		return s.KeyName, s.Modifier, true
	case *fyne.ShortcutUndo:
		return fyne.KeyZ, control, true
	case *fyne.ShortcutRedo:
		return fyne.KeyY, control, true
	case *fyne.ShortcutSelectAll:
		return fyne.KeyA, control, true
	case *fyne.ShortcutCopy:
		if s.Secondary {
			return fyne.KeyInsert, control, true
		}
		return fyne.KeyC, control, true
	case *fyne.ShortcutCut:
		if s.Secondary {
			return fyne.KeyDelete, fyne.KeyModifierShift, true
		}
		return fyne.KeyX, control, true
	case *fyne.ShortcutPaste:
		if s.Secondary {
			return fyne.KeyInsert, fyne.KeyModifierShift, true
		}
		return fyne.KeyV, control, true
	}
	return "", 0, false
}

// labelKeys finds out which label key is typed. A letter is the character that the
// keyboard gives; a digit is a place on the keyboard, since other keyboards print
// other things there. A key that is held down counts once, and one that gives no
// character means nothing: the keypad's keys lead about the text without Num Lock.
type labelKeys struct {
	down    map[fyne.KeyEvent]bool // by name and place: all Cyrillic letters have one name
	digit   string                 // what the key that went down last means by its place
	handled bool                   // the key that went down last has been used
}

// press notes a key that goes down.
func (k *labelKeys) press(key fyne.KeyEvent, modifiers fyne.KeyModifier) {
	if k.down == nil {
		k.down = map[fyne.KeyEvent]bool{}
	}
	k.down[key] = true
	k.digit, k.handled = "", false
	name := string(key.Name)
	if modifiers&^fyne.KeyModifierShift == 0 && len(name) == 1 && '0' <= name[0] && name[0] <= '9' {
		k.digit = name
	}
}

// release notes a key that goes up.
func (k *labelKeys) release(key fyne.KeyEvent) { delete(k.down, key) }

// forget lets all keys go, when the keyboard goes elsewhere.
func (k *labelKeys) forget() { *k = labelKeys{} }

// typed gives the label key that a typed character means, or "".
func (k *labelKeys) typed(r rune) string {
	if k.handled && len(k.down) > 0 {
		return "" // a repetition
	}
	k.handled = true
	if k.digit != "" && len(k.down) > 0 {
		return k.digit
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return ""
	}
	return string(unicode.ToLower(r))
}
