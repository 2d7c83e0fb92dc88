package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// dispatcher runs the command that a pressed key is bound to. Keys reach it
// from the canvas where nothing has the focus, and else from the focused widget
// for what that widget has no use for.
type dispatcher struct {
	commands map[key]*command
	dialogs  *dialogs
	soon     func(func()) // runs when the commands under way have shown their results
	say      func(string) // shows a message in place of the last one, "" for none
}

// newDispatcher returns a dispatcher for the commands of a table.
func newDispatcher(table []*command, dialogs *dialogs, soon func(func()), say func(string)) *dispatcher {
	d := &dispatcher{commands: map[key]*command{}, dialogs: dialogs, soon: soon, say: say}
	for _, c := range table {
		for _, k := range c.keys {
			d.commands[k] = c
		}
	}
	dialogs.keys = d
	return d
}

// press runs the command of a key and tells whether there was one. While a
// dialog is open few keys mean anything: Esc leaves it, Enter (with Ctrl where
// Enter means a new line) accepts what was entered, arrows, Page keys, Home and End
// scroll what is to be read, Ctrl+C copies that, and quitting quits.
func (d *dispatcher) press(k key) bool {
	if d.dialogs.open() {
		switch k {
		case plain(fyne.KeyEscape):
			return d.dialogs.dismiss()
		case plain(fyne.KeyReturn), plain(fyne.KeyEnter), ctrl(fyne.KeyReturn), ctrl(fyne.KeyEnter):
			return d.dialogs.submit()
		case plain(fyne.KeyUp), plain(fyne.KeyDown), plain(fyne.KeyPageUp), plain(fyne.KeyPageDown), plain(fyne.KeyHome), plain(fyne.KeyEnd):
			return d.dialogs.scroll(k.name)
		case ctrl(fyne.KeyC):
			return d.dialogs.copy()
		}
	}
	c := d.commands[k]
	if c == nil || d.dialogs.open() && c.id != quitCommand {
		return false
	}
	if c.result {
		d.soon(func() { d.run(c) })
	} else {
		d.run(c)
	}
	return true
}

// run runs a command, or says why it isn't possible.
func (d *dispatcher) run(c *command) {
	d.say("")
	if !c.possible() {
		d.say(c.why())
	}
	c.execute()
}

// editing tells whether a focused text field keeps this key for itself.
func (d *dispatcher) editing(k key) bool {
	c := d.commands[k]
	return c == nil || c.editing
}

// typedKey takes a key pressed without Ctrl, Alt or Cmd.
func (d *dispatcher) typedKey(e *fyne.KeyEvent) bool {
	return d.press(key{e.Name, heldShift()})
}

// typedShortcut takes a key pressed with modifiers.
func (d *dispatcher) typedShortcut(s fyne.Shortcut) bool {
	k, ok := keyOf(s)
	return ok && d.press(k)
}

// shortcutFor returns the shortcut as which Fyne's driver reports a key.
func shortcutFor(k key) fyne.Shortcut {
	if k.mods == fyne.KeyModifierShortcutDefault {
		switch k.name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.name, Modifier: k.mods}
}

// held returns the modifiers that are down: Fyne's events carry none.
func held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// heldShift returns the Shift modifier if that key is down.
func heldShift() fyne.KeyModifier { return held() & fyne.KeyModifierShift }
