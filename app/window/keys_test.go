package window

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysAreCalledAsOnTheKeyboard(t *testing.T) {
	const ctrlMod, shift, cmd = fyne.KeyModifierControl, fyne.KeyModifierShift, fyne.KeyModifierSuper
	for _, c := range []struct {
		k          key
		linux, mac string
	}{
		{key{fyne.KeyK, ctrlMod}, "Ctrl+K", "⌃K"},
		{key{fyne.KeyZ, ctrlMod | shift}, "Ctrl+Shift+Z", "⌃⇧Z"},
		{key{fyne.KeyZ, cmd | shift}, "Shift+Super+Z", "⇧⌘Z"},
		{key{fyne.KeyPageDown, ctrlMod}, "Ctrl+Page Down", "⌃Page Down"},
		{plain(fyne.KeyF6), "F6", "F6"},
		{plain(fyne.KeyReturn), "Enter", "Enter"},
	} {
		if got := c.k.on("linux"); got != c.linux {
			t.Errorf("%v is called %q, want %q", c.k, got, c.linux)
		}
		if got := c.k.on("darwin"); got != c.mac {
			t.Errorf("%v is called %q on macOS, want %q", c.k, got, c.mac)
		}
	}
}

func TestShortcutsAndKeysAreOneToOne(t *testing.T) {
	for _, k := range []key{ctrl(fyne.KeyZ), ctrl(fyne.KeyY), ctrl(fyne.KeyC), ctrl(fyne.KeyX), ctrl(fyne.KeyV), ctrl(fyne.KeyA),
		ctrlShift(fyne.KeyZ), ctrl(fyne.KeyK), ctrl(fyne.KeyPageUp)} {
		if got, ok := keyOf(shortcutFor(k)); !ok || got != k {
			t.Errorf("the shortcut of %v is read as %v", k, got)
		}
	}
}
