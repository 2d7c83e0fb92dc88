package docview

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

const control = fyne.KeyModifierShortcutDefault

func TestMotionFor(t *testing.T) {
	for _, c := range []struct {
		key       fyne.KeyName
		modifiers fyne.KeyModifier
		want      motion
		ok        bool
	}{
		{fyne.KeyLeft, 0, left, true},
		{fyne.KeyLeft, fyne.KeyModifierShift, left, true},
		{fyne.KeyLeft, control, wordLeft, true},
		{fyne.KeyRight, control | fyne.KeyModifierShift, wordRight, true},
		{fyne.KeyHome, 0, lineStart, true},
		{fyne.KeyHome, control, textStart, true},
		{fyne.KeyEnd, control, textEnd, true},
		{fyne.KeyPageDown, 0, pageDown, true},
		{fyne.KeyPageDown, control, 0, false}, // the next document
		{fyne.KeyUp, control, paragraphUp, true},
		{fyne.KeyDown, control | fyne.KeyModifierShift, paragraphDown, true},
		{fyne.KeyLeft, fyne.KeyModifierAlt, 0, false},
		{fyne.KeyA, 0, 0, false},
	} {
		if got, ok := motionFor(c.key, c.modifiers); got != c.want || ok != c.ok {
			t.Errorf("%s with %d: %d, %v; want %d, %v", c.key, c.modifiers, got, ok, c.want, c.ok)
		}
	}
}

func TestPressedUndoesNames(t *testing.T) {
	for _, c := range []struct {
		shortcut  fyne.Shortcut
		key       fyne.KeyName
		modifiers fyne.KeyModifier
	}{
		{&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}, fyne.KeyK, fyne.KeyModifierControl},
		{&fyne.ShortcutUndo{}, fyne.KeyZ, control},
		{&fyne.ShortcutRedo{}, fyne.KeyY, control},
		{&fyne.ShortcutSelectAll{}, fyne.KeyA, control},
		{&fyne.ShortcutCopy{}, fyne.KeyC, control},
		{&fyne.ShortcutCopy{Secondary: true}, fyne.KeyInsert, control},
		{&fyne.ShortcutCut{}, fyne.KeyX, control},
		{&fyne.ShortcutCut{Secondary: true}, fyne.KeyDelete, fyne.KeyModifierShift},
		{&fyne.ShortcutPaste{}, fyne.KeyV, control},
		{&fyne.ShortcutPaste{Secondary: true}, fyne.KeyInsert, fyne.KeyModifierShift},
	} {
		key, modifiers, ok := pressed(c.shortcut)
		if !ok || key != c.key || modifiers != c.modifiers {
			t.Errorf("%s: %s with %d, %v; want %s with %d", c.shortcut.ShortcutName(), key, modifiers, ok, c.key, c.modifiers)
		}
	}
}

// keyEvent is what the driver reports: a key going down or up, or a character.
type keyEvent struct {
	down, up  fyne.KeyName
	place     int  // of the key on the keyboard
	rises     bool // a key without a name goes up
	modifiers fyne.KeyModifier
	char      rune
}

func TestLabelKeys(t *testing.T) {
	const shift, unknown = fyne.KeyModifierShift, fyne.KeyUnknown
	for _, c := range []struct {
		name   string
		events []keyEvent
		want   string
		place  int // of the last
	}{
		{"a letter", []keyEvent{{down: "P"}, {char: 'p'}, {up: "P"}}, "p", 0},
		{"a capital", []keyEvent{{down: desktop.KeyShiftLeft}, {down: "P", modifiers: shift}, {char: 'P'}, {up: "P"}}, "p", 0},
		{"held down", []keyEvent{{down: "P"}, {char: 'p'}, {char: 'p'}, {char: 'p'}, {up: "P"}}, "p", 0},
		{"twice", []keyEvent{{down: "P"}, {char: 'p'}, {up: "P"}, {down: "P"}, {char: 'p'}, {up: "P"}}, "pp", 0},
		{"rolling over", []keyEvent{{down: "P"}, {char: 'p'}, {down: "Q"}, {char: 'q'}, {up: "P"}, {up: "Q"}}, "pq", 0},
		{"Cyrillic", []keyEvent{{down: unknown}, {char: 'Ж'}, {rises: true}}, "ж", 0},
		{"Cyrillic, held down", []keyEvent{{down: unknown, place: 24}, {char: 'й'}, {char: 'й'}, {rises: true, place: 24}}, "й", 24},
		{"Cyrillic, rolling over and held down", []keyEvent{{down: unknown, place: 24}, {char: 'й'}, {down: unknown, place: 25}, {char: 'ц'},
			{rises: true, place: 24}, {char: 'ц'}, {char: 'ц'}, {rises: true, place: 25}}, "йц", 25},
		{"from an input method", []keyEvent{{char: 'é'}, {char: '中'}}, "é中", NoPlace},
		{"a digit", []keyEvent{{down: "1"}, {char: '1'}, {up: "1"}}, "1", 0},
		{"a digit on a French keyboard", []keyEvent{{down: "1"}, {char: '&'}, {up: "1"}}, "1", 0},
		{"a digit with Shift", []keyEvent{{down: "2", modifiers: shift}, {char: '@'}, {up: "2"}}, "2", 0},
		{"a digit on a key that prints a letter", []keyEvent{{down: "2"}, {char: 'é'}, {up: "2"}}, "2", 0},
		{"a digit with Ctrl", []keyEvent{{down: "1", modifiers: fyne.KeyModifierControl}, {up: "1"}}, "", NoPlace},
		{"a digit held down", []keyEvent{{down: "1"}, {char: '1'}, {char: '1'}, {up: "1"}}, "1", 0},
		{"the keypad without Num Lock", []keyEvent{{down: "1"}, {up: "1"}}, "", NoPlace},
		{"a letter after a digit", []keyEvent{{down: "1"}, {char: '1'}, {down: "P"}, {char: 'p'}, {up: "1"}, {up: "P"}}, "1p", 0},
		{"punctuation", []keyEvent{{down: "."}, {char: '.'}, {up: "."}}, "", NoPlace},
		{"a space", []keyEvent{{down: fyne.KeySpace}, {char: ' '}, {up: fyne.KeySpace}}, "", NoPlace},
	} {
		var k labelKeys
		got := ""
		place := NoPlace
		for _, e := range c.events {
			switch {
			case e.char != 0:
				if key, ok := k.typed(e.char); ok {
					got, place = got+key.Name, key.Place
				}
			case e.up != "" || e.rises:
				k.release(fyne.KeyEvent{Name: e.up, Physical: fyne.HardwareKey{ScanCode: e.place}})
			default:
				k.press(fyne.KeyEvent{Name: e.down, Physical: fyne.HardwareKey{ScanCode: e.place}}, e.modifiers)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if place != c.place {
			t.Errorf("%s: typed at %d, want %d", c.name, place, c.place)
		}
	}
}

func TestClicksCount(t *testing.T) {
	var d drag
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, c := range []struct {
		x     float64
		after time.Duration
		want  int
	}{
		{10, 0, 1}, {11, 100 * time.Millisecond, 2}, {10, 100 * time.Millisecond, 3}, {10, 100 * time.Millisecond, 1},
		{10, 100 * time.Millisecond, 2}, {10, time.Second, 1}, {40, 100 * time.Millisecond, 1},
	} {
		at = at.Add(c.after)
		if got := d.count(c.x, 5, at, 300*time.Millisecond); got != c.want {
			t.Errorf("click %d counts %d, want %d", i, got, c.want)
		}
	}
}

func TestEdgeSpeed(t *testing.T) {
	const height = 500.0
	if got := edgeSpeed(height/2, height); got != 0 {
		t.Errorf("in the middle: %v", got)
	}
	for y := -3000.0; y < height+3000; y += 7 {
		slow, fast := edgeSpeed(y, height), edgeSpeed(y+7, height)
		if fast < slow {
			t.Fatalf("at %v the text scrolls by %v, lower by %v", y, slow, fast)
		}
	}
	if up, down := edgeSpeed(-10, height), edgeSpeed(height+10, height); up >= 0 || down <= 0 || up != -down {
		t.Errorf("above %v, below %v", up, down)
	}
}
