package window

import (
	"strings"
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

func TestKeysOfTheSettingsAreRead(t *testing.T) {
	for written, want := range map[string]key{
		"Ctrl+K": ctrl(fyne.KeyK), "ctrl + shift + k": ctrlShift(fyne.KeyK), "F7": plain(fyne.KeyF7), "Shift+F6": {fyne.KeyF6, fyne.KeyModifierShift},
		"Ctrl+Page Down": ctrl(fyne.KeyPageDown), "enter": plain(fyne.KeyReturn), "Ctrl+1": ctrl(fyne.Key1),
	} {
		if got, err := parseKey(written); err != nil || got != want {
			t.Errorf("%q is read as %v, %v; want %v", written, got, err, want)
		}
	}
	for _, written := range []string{"k", "Shift+K", "Alt+K", "Ctrl+", "", "Ctrl+,", "7", "Ctrl+Foo", "F13"} {
		if got, err := parseKey(written); err == nil {
			t.Errorf("%q is read as %v", written, got)
		}
	}
}

func TestChangedKeysNeverCollide(t *testing.T) {
	table := []*command{{id: "a", keys: []key{ctrl(fyne.KeyA)}}, {id: "b", keys: []key{ctrl(fyne.KeyB), plain(fyne.KeyF3)}}}
	err := applyKeys(table, map[string]string{"a": "F3", "b": "Ctrl+X", "c": "F9"})
	if err == nil || !strings.Contains(err.Error(), `"a"`) || !strings.Contains(err.Error(), `"c"`) || strings.Contains(err.Error(), `key of "b"`) {
		t.Errorf("reported: %v", err)
	}
	if table[0].keys[0] != ctrl(fyne.KeyA) || len(table[1].keys) != 1 || table[1].keys[0] != ctrl(fyne.KeyX) {
		t.Errorf("the keys are %v and %v", table[0].keys, table[1].keys)
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
