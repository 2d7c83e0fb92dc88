package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// run executes the command with an id.
func (h *harness) run(id string) {
	h.t.Helper()
	for _, c := range h.commands {
		if c.id == id {
			if !c.possible() {
				h.t.Fatalf("%s is not possible now", id)
			}
			c.execute()
			h.settle()
			return
		}
	}
	h.t.Fatalf("there is no command %s", id)
}

func TestTableOfCommandsIsSound(t *testing.T) {
	h := newHarness(t)
	ids, keys := map[string]bool{}, map[key]string{}
	for _, c := range h.commands {
		if ids[c.id] || c.title == "" || c.run == nil {
			t.Errorf("command %q is not whole, or stands twice", c.id)
		}
		ids[c.id] = true
		for _, k := range c.keys {
			if other := keys[k]; other != "" {
				t.Errorf("%v belongs to %s and to %s", k, other, c.id)
			}
			keys[k] = c.id
			if letter := len(k.name) == 1; letter && k.mods&fyne.KeyModifierShortcutDefault == 0 {
				t.Errorf("%s has the plain key %v, which belongs to a label", c.id, k)
			}
			if k.mods&fyne.KeyModifierAlt != 0 {
				t.Errorf("%s has the key %v: other keyboards write with Alt", c.id, k)
			}
		}
	}
}

func TestMenusListEveryCommandOnceAndBindNoKey(t *testing.T) {
	h := newHarness(t)
	listed := 0
	for _, menu := range h.menus.bar.Items {
		for _, item := range menu.Items {
			if item.IsSeparator {
				continue
			}
			listed++
			if item.Shortcut != nil {
				t.Errorf("%q has a shortcut, which Fyne runs before the focused field", item.Label)
			}
		}
	}
	if listed != len(h.commands) {
		t.Errorf("%d of %d commands are listed", listed, len(h.commands))
	}
}

func TestMenuKeysStandInAColumn(t *testing.T) {
	width := func(s string) float32 { return float32(len(s)) }
	words := menuWords([]*command{
		{title: "Undo", keys: []key{ctrl(fyne.KeyZ)}},
		{title: "A longer title", keys: []key{plain(fyne.KeyF1)}},
		{title: "None"},
	}, width)
	if indexOf(words[0], ctrl(fyne.KeyZ).String()) != indexOf(words[1], "F1") || words[2] != "None" {
		t.Errorf("the menu reads %q", words)
	}
}

func TestMenusGreyWhatIsNotPossible(t *testing.T) {
	h := newHarness(t)
	disabled := func(id string) bool {
		for item, c := range h.menus.items {
			if c.id == id {
				return item.Disabled
			}
		}
		return false
	}
	if !disabled("import") || !disabled("delete") || disabled("open") {
		t.Error("without a project the wrong commands are grey")
	}
	h.openNew(dutch)
	h.selectText("Antwerpen")
	if disabled("import") || !disabled("delete") {
		t.Error("with a document the wrong commands are grey")
	}
	h.typeLabel("l")
	if disabled("delete") {
		t.Error("a span that is the current one cannot be removed")
	}
}

func TestFieldsKeepEditingKeysAndHandOnTheOthers(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	f := h.documents.filter
	h.win.Canvas().Focus(f)
	test.Type(f, "ab")

	f.TypedShortcut(shortcutFor(ctrl(fyne.KeyZ)))
	h.settle()
	if len(h.page.spans) != 1 {
		t.Error("Ctrl+Z in a field took back a span")
	}
	if f.Text == "ab" {
		t.Error("Ctrl+Z in a field does not undo what was typed")
	}
	f.SetText("ab")
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	h.settle()
	if len(h.page.spans) != 1 {
		t.Error("Delete in a field removed a span")
	}
	f.TypedShortcut(shortcutFor(ctrl(fyne.KeyK)))
	h.settle()
	if !h.dialogs.open() {
		t.Error("Ctrl+K does not work in a field")
	}
	h.dialogs.dismiss()
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !h.dialogs.open() {
		t.Error("F1 does not work in a field")
	}
}

func TestNoCommandRunsUnderADialog(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.press(plain(fyne.KeyF1))
	if h.keys.press(ctrl(fyne.KeyPageDown)) {
		t.Error("a command ran under the dialog")
	}
	if !h.keys.press(plain(fyne.KeyEscape)) || h.dialogs.open() {
		t.Error("Esc does not close the dialog")
	}
	h.press(plain(fyne.KeyF1))
	h.press(ctrl(fyne.KeyQ))
	if !h.closing {
		t.Error("the window cannot be left while a dialog is open")
	}
}

func TestCanvasTakesKeysThatNobodyHasTheFocusFor(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.win.Canvas().Unfocus()
	h.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !h.dialogs.open() {
		t.Error("F1 does nothing without a focus")
	}
}

func TestPanelsAreReachedByKey(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.reading.focus()
	want := []fyne.Focusable{h.labels.list, h.documents.list, fyne.Focusable(h.reading.view)}
	for i, f := range want {
		h.press(plain(fyne.KeyF6))
		if got := h.win.Canvas().Focused(); got != f {
			t.Errorf("after F6 number %d the keyboard is in %T, want %T", i+1, got, f)
		}
	}
	h.press(key{fyne.KeyF6, fyne.KeyModifierShift})
	if got := h.win.Canvas().Focused(); got != fyne.Focusable(h.documents.list) {
		t.Errorf("after Shift+F6 the keyboard is in %T", got)
	}
	h.documents.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := h.win.Canvas().Focused(); got != fyne.Focusable(h.reading.view) {
		t.Errorf("after Esc the keyboard is in %T", got)
	}
}
