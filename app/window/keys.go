package window

import (
	"fmt"
	"runtime"
	"slices"
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

// namedKeys are the keys that commands can have without Ctrl.
var namedKeys = []fyne.KeyName{
	fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12,
	fyne.KeyInsert, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyBackspace,
	fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
}

// words returns what stands on a key.
func words(name fyne.KeyName) string {
	if printed, ok := keyNames[name]; ok {
		return printed
	}
	return string(name)
}

// String returns what the key is called on this operating system:
// "Ctrl+Shift+Z", or "⇧⌘Z" on macOS.
func (k key) String() string { return k.on(runtime.GOOS) }

// on returns what the key is called on the named operating system.
func (k key) on(goos string) string {
	name := words(k.name)
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

// parseKey reads what a person writes in the settings: "Ctrl+Shift+K", "F7".
// Ctrl stands for Cmd on macOS.
func parseKey(s string) (key, error) {
	parts := strings.Split(s, "+")
	var k key
	for _, p := range parts[:len(parts)-1] {
		switch strings.ToLower(strings.TrimSpace(p)) {
		case "ctrl", "cmd":
			k.mods |= fyne.KeyModifierShortcutDefault
		case "shift":
			k.mods |= fyne.KeyModifierShift
		default:
			return key{}, fmt.Errorf("%q in %q is neither Ctrl nor Shift", p, s)
		}
	}
	name := strings.TrimSpace(parts[len(parts)-1])
	if i := slices.IndexFunc(namedKeys, func(n fyne.KeyName) bool { return strings.EqualFold(words(n), name) }); 0 <= i {
		k.name = namedKeys[i]
		return k, nil
	}
	k.name = fyne.KeyName(strings.ToUpper(name))
	if k.mods&fyne.KeyModifierShortcutDefault == 0 || len(name) != 1 || !strings.Contains(commandLetters, string(k.name)) {
		return key{}, fmt.Errorf("%q cannot be a command's key: take Ctrl and a letter, or a key with a name such as F7", s)
	}
	return k, nil
}

// commandLetters are what commands can have with Ctrl: letters and digits alone
// belong to labels, and signs lie elsewhere on other keyboards.
const commandLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

type modifierName struct {
	modifier fyne.KeyModifier
	name     string
}
