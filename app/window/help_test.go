package window

import (
	"slices"
	"testing"
)

// The help lists every command that has a key, and the reading pane's own ways.
func TestHelpListsEveryKey(t *testing.T) {
	h := newHarness(t)
	help := keyHelp(h.commands)
	for _, c := range h.commands {
		listed := slices.ContainsFunc(help[c.menu], func(l keyLine) bool { return l.id == c.id })
		if listed != (len(c.keys) != 0) {
			t.Errorf("%s is listed: %v; it has the keys %v", c.id, listed, c.keys)
		}
	}
	for _, keys := range []string{ctrl("A").String(), ctrl("drag").String(), ctrl("wheel").String(), "Shift+click", "drag", "double, triple click", "    with a span chosen"} {
		if !slices.ContainsFunc(help[textHelp], func(l keyLine) bool { return l.keys == keys && l.does != "" }) {
			t.Errorf("%q is not listed", keys)
		}
	}
}
