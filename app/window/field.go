package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/app/docview"
)

// field is a text field that keeps the editing keys and hands every other
// command's key to the dispatcher, so that commands work wherever the focus is.
type field struct {
	widget.Entry
	keys *dispatcher
	// onKey sees plain keys first and tells whether it used the key: Up and Down
	// of a field over a list, Enter, Esc.
	onKey  func(name fyne.KeyName) bool
	onBlur func()
	// whole selects the text when the field gets the keyboard, so that typing
	// replaces what was only suggested.
	whole bool
	place int // of the key that went down last, as in [docview.LabelKey]
}

// newField returns an empty field of one line.
func newField(keys *dispatcher, placeholder string) *field {
	f := &field{keys: keys, place: docview.NoPlace}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// newTextArea returns an empty field of several lines.
func newTextArea(keys *dispatcher, placeholder string) *field {
	f := newField(keys, placeholder)
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	return f
}

// selectAll selects the whole text, so that typing replaces it.
func (f *field) selectAll() { f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// toEnd puts the caret behind the text.
func (f *field) toEnd() { f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) }

// KeyDown notes where on the keyboard a key is.
func (f *field) KeyDown(e *fyne.KeyEvent) {
	f.place = e.Physical.ScanCode
	f.Entry.KeyDown(e)
}

// TypedKey edits, or hands a command's key on.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	if f.onKey != nil && f.onKey(e.Name) {
		return
	}
	if f.keys.editing(key{e.Name, heldShift()}) && !f.leaves(e.Name) {
		f.Entry.TypedKey(e)
		return
	}
	f.keys.typedKey(e)
}

// leaves tells whether a key means the dialog that the field is on: Esc, and
// Enter where it doesn't begin a new line.
func (f *field) leaves(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		return !f.MultiLine && f.keys.dialogs.open()
	}
	return false
}

// TypedShortcut edits, or hands a command's key on.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	k, ok := keyOf(s)
	switch {
	case ok && k == ctrlShift(fyne.KeyZ):
		f.Redo()
	case ok && !f.keys.editing(k):
		f.keys.press(k)
	default:
		f.Entry.TypedShortcut(s)
	}
}

// FocusGained shows the caret.
func (f *field) FocusGained() {
	f.Entry.FocusGained()
	if f.whole {
		f.selectAll()
	}
}

// FocusLost reports that the person has left the field.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onBlur != nil {
		f.onBlur()
	}
}
