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

// LabelKey is a key that was typed to give a label.
type LabelKey struct {
	Name  string // a letter of any script in lower case, or a digit
	Place int    // the key's scan code, which tells where on the keyboard it is; [NoPlace] where no key is known
}

// NoPlace is the place of what an input method typed.
const NoPlace = -1

// labelKeys finds out which label key is typed. A letter is the character that the
// keyboard gives; a digit is a place on the keyboard, since other keyboards print
// other things there. A key that is held down counts once, and one that gives no
// character means nothing: the keypad's keys lead about the text without Num Lock.
type labelKeys struct {
	down    map[fyne.KeyEvent]bool // by name and place: all Cyrillic letters have one name
	last    fyne.KeyEvent          // the key that went down last
	digit   string                 // what it means by its place
	handled bool                   // the key that went down last has been used
}

// press notes a key that goes down.
func (k *labelKeys) press(key fyne.KeyEvent, modifiers fyne.KeyModifier) {
	if k.down == nil {
		k.down = map[fyne.KeyEvent]bool{}
	}
	k.down[key] = true
	k.last, k.digit, k.handled = key, "", false
	name := string(key.Name)
	if modifiers&^fyne.KeyModifierShift == 0 && len(name) == 1 && '0' <= name[0] && name[0] <= '9' {
		k.digit = name
	}
}

// release notes a key that goes up.
func (k *labelKeys) release(key fyne.KeyEvent) { delete(k.down, key) }

// forget lets all keys go, when the keyboard goes elsewhere.
func (k *labelKeys) forget() { *k = labelKeys{} }

// typed gives the label key that a typed character means; ok is false where it means
// none.
func (k *labelKeys) typed(r rune) (key LabelKey, ok bool) {
	if k.handled && len(k.down) > 0 {
		return LabelKey{}, false // a repetition
	}
	k.handled = true
	place := NoPlace
	if k.down[k.last] {
		place = k.last.Physical.ScanCode
	}
	if k.digit != "" && len(k.down) > 0 {
		return LabelKey{k.digit, place}, true
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return LabelKey{}, false
	}
	return LabelKey{string(unicode.ToLower(r)), place}, true
}
