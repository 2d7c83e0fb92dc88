package window

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
)

// key is one key with its modifiers, as commands are bound to it.
type key struct {
	name fyne.KeyName
	mods fyne.KeyModifier
}

// plain returns the key without modifiers.
func plain(name fyne.KeyName) key { return key{name, 0} }

// ctrl returns the key with Ctrl, or with Cmd on macOS.
func ctrl(name fyne.KeyName) key { return key{name, fyne.KeyModifierShortcutDefault} }

// ctrlShift returns the key with Ctrl (Cmd on macOS) and Shift.
func ctrlShift(name fyne.KeyName) key {
	return key{name, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// keyOf returns the key that a shortcut stands for; ok is false for a shortcut
// that no key triggers. Fyne turns Ctrl+Z, Y, X, C, V and A into named
// shortcuts before anyone sees them, and this turns them back.
func keyOf(s fyne.Shortcut) (k key, ok bool) {
	pressed, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return key{}, false
	}
	return key{pressed.Key(), pressed.Mod()}, true
}

// keyNames are the words printed on keys, where Fyne's names differ from them.
var keyNames = map[fyne.KeyName]string{
	fyne.KeyPageUp:    "Page Up",
	fyne.KeyPageDown:  "Page Down",
	fyne.KeyReturn:    "Enter",
	fyne.KeyEnter:     "Enter",
	fyne.KeyEscape:    "Esc",
	fyne.KeyBackspace: "Backspace",
}

// String returns what the key is called on this operating system:
// "Ctrl+Shift+Z", or "⇧⌘Z" on macOS.
func (k key) String() string { return k.on(runtime.GOOS) }

// on returns what the key is called on the named operating system.
func (k key) on(goos string) string {
	name, ok := keyNames[k.name]
	if !ok {
		name = string(k.name)
	}
	modifiers, between := []modifierName{
		{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierSuper, "Super"},
	}, "+"
	if goos == "darwin" {
		modifiers, between = []modifierName{
			{fyne.KeyModifierControl, "⌃"}, {fyne.KeyModifierAlt, "⌥"}, {fyne.KeyModifierShift, "⇧"}, {fyne.KeyModifierSuper, "⌘"},
		}, ""
	}
	var parts []string
	for _, m := range modifiers {
		if k.mods&m.modifier != 0 {
			parts = append(parts, m.name)
		}
	}
	return strings.Join(append(parts, name), between)
}

type modifierName struct {
	modifier fyne.KeyModifier
	name     string
}
