package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
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
}

// newField returns an empty field of one line.
func newField(keys *dispatcher, placeholder string) *field {
	f := &field{keys: keys}
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

// TypedKey edits, or hands a command's key on.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	if f.onKey != nil && f.onKey(e.Name) {
		return
	}
	if f.keys.editing(key{e.Name, heldShift()}) {
		if e.Name == fyne.KeyEscape {
			f.keys.typedKey(e)
			return
		}
		f.Entry.TypedKey(e)
		return
	}
	f.keys.typedKey(e)
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

// FocusLost reports that the person has left the field.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onBlur != nil {
		f.onBlur()
	}
}

// list is a list that hands the keys it has no use for to the dispatcher.
type list struct {
	widget.List
	keys  *dispatcher
	onKey func(name fyne.KeyName) bool
}

// newList returns a list of rows that row makes and show fills.
func newList(keys *dispatcher, length func() int, row func() fyne.CanvasObject, show func(int, fyne.CanvasObject)) *list {
	l := &list{keys: keys}
	l.Length, l.CreateItem, l.UpdateItem = length, row, show
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey moves in the list, or hands a command's key on.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	switch {
	case l.onKey != nil && l.onKey(e.Name):
	case e.Name == fyne.KeyUp, e.Name == fyne.KeyDown, e.Name == fyne.KeySpace:
		l.List.TypedKey(e)
	default:
		l.keys.typedKey(e)
	}
}

// button is a button that hands the keys it has no use for to the dispatcher.
type button struct {
	widget.Button
	keys *dispatcher
}

// newButton returns a button with a text, an icon or both.
func newButton(keys *dispatcher, text string, icon fyne.Resource, tapped func()) *button {
	b := &button{keys: keys}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey presses the button, or hands a command's key on.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		b.keys.typedKey(e)
	}
}
