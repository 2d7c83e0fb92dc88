package window

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"postil/app/docview"
)

// labelKey tags with the label of a key; Shift makes the label stick, or lets
// the one go that sticks.
func (w *Window) labelKey(typed docview.LabelKey, shift bool) {
	names := labelKeyNames(typed, numberingOf(w.win))
	for _, name := range names {
		label := w.scheme.LabelWithKey(name)
		if label == nil {
			continue
		}
		if shift {
			w.stick(label)
			if w.sticky.IsZero() {
				return
			}
		}
		w.tagWith(label.UID)
		return
	}
	w.status.say(noLabelWith(names))
}

// noLabelWith says that no label has any of the keys.
func noLabelWith(names []string) string {
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = strings.ToUpper(name)
	}
	return "No label has the key " + strings.Join(shown, " or ") + "."
}

// labelKeyNames returns which label keys a typed key may mean, the likeliest first: what
// was typed, and where that is a letter of another script, the letter at its place
// on a Latin keyboard, so that nobody has to change the keyboard to tag.
func labelKeyNames(typed docview.LabelKey, by numbering) []string {
	names := []string{typed.Name}
	if r, _ := utf8.DecodeRuneInString(typed.Name); unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
		if latin, ok := by[typed.Place]; ok {
			names = append(names, string(latin))
		}
	}
	return names
}

// numbering is how a platform numbers the places of keys: the letters of a US
// keyboard by scan code.
type numbering map[int]rune

// The numberings. Linux's input events (input-event-codes.h) number letters as
// Windows does (PC scan code set 1), and Wayland passes that on; X11 counts from 8
// (evdev in xkeyboard-config). macOS has codes of its own (kVK_ANSI_A and so on in
// HIToolbox's Events.h).
var (
	pcNumbering  = numbered(0, map[int]string{16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"})
	x11Numbering = numbered(8, map[int]string{16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"})
	macNumbering = numbered(0, map[int]string{0: "asdfhgzxcv", 11: "bqweryt", 31: "ou", 34: "ip", 37: "lj", 40: "k", 45: "nm"})
)

// numbered is the numbering in which these rows of letters begin at these numbers
// from the first one on.
func numbered(first int, rows map[int]string) numbering {
	n := numbering{}
	for start, letters := range rows {
		for i, r := range letters {
			n[first+start+i] = r
		}
	}
	return n
}

// numberingOf returns how the keys of a window are numbered, nil where that is not
// known.
func numberingOf(win fyne.Window) (by numbering) {
	native, ok := win.(driver.NativeWindow)
	if !ok {
		return nil
	}
	native.RunNative(func(context any) {
		switch context.(type) {
		case driver.X11WindowContext:
			by = x11Numbering
		case driver.WaylandWindowContext, driver.WindowsWindowContext:
			by = pcNumbering
		case driver.MacWindowContext:
			by = macNumbering
		}
	})
	return by
}
