package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fyne's widgets swallow every key while they have the focus. These hand on what
// they have no use for, so that commands, Esc and Enter work everywhere.

// list is a list that hands the keys it has no use for to the dispatcher. While
// it has the keyboard it frames the row that the keys are at.
type list struct {
	widget.List
	keys    *dispatcher
	onKey   func(name fyne.KeyName) bool
	onMoved func(row int) // called when keys have moved to a row; may be nil

	at      int  // the row that the keys are at
	focused bool // has the keyboard
	moving  bool // Fyne reports the row under the mouse in the same way: only then it is the keys'
}

// newList returns a list of rows that row makes and show fills.
func newList(keys *dispatcher, length func() int, row func() fyne.CanvasObject, show func(int, fyne.CanvasObject)) *list {
	l := &list{keys: keys}
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return container.NewStack(row(), newFocusFrame()) }
	l.UpdateItem = func(i int, o fyne.CanvasObject) {
		framed := o.(*fyne.Container).Objects
		show(i, framed[0])
		framed[1].(*focusFrame).show(l.focused && i == l.at)
	}
	l.OnHighlighted = l.moved
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// moved follows the keys to a row.
func (l *list) moved(row int) {
	if !l.moving {
		return
	}
	before := l.at
	l.at = row
	l.RefreshItem(before)
	l.RefreshItem(row)
	if l.onMoved != nil {
		l.onMoved(row)
	}
}

// byKeys does something that moves the keys' row.
func (l *list) byKeys(do func()) {
	l.moving = true
	do()
	l.moving = false
}

// Highlight moves the keys to a row and scrolls there.
func (l *list) Highlight(row int) { l.byKeys(func() { l.List.Highlight(row) }) }

// FocusGained frames the row that the keys are at.
func (l *list) FocusGained() {
	l.focused = true
	l.byKeys(l.List.FocusGained)
	l.ScrollTo(l.at)
}

// FocusLost takes the frame away.
func (l *list) FocusLost() {
	l.focused = false
	l.List.FocusLost()
}

// TypedKey moves in the list, or hands a command's key on.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	switch {
	case l.onKey != nil && l.onKey(e.Name):
	case e.Name == fyne.KeyUp, e.Name == fyne.KeyDown, e.Name == fyne.KeySpace:
		l.byKeys(func() { l.List.TypedKey(e) })
	case e.Name == fyne.KeyPageUp, e.Name == fyne.KeyPageDown, e.Name == fyne.KeyHome, e.Name == fyne.KeyEnd:
		l.leap(e.Name)
	default:
		l.keys.typedKey(e)
	}
}

// leap moves the keys by a page, or to one of the ends.
func (l *list) leap(key fyne.KeyName) {
	pitch := l.CreateItem().MinSize().Height + theme.Padding()
	page := max(1, int(l.Size().Height/pitch)-1) // one row stays in sight
	to := map[fyne.KeyName]int{fyne.KeyPageUp: l.at - page, fyne.KeyPageDown: l.at + page, fyne.KeyHome: 0, fyne.KeyEnd: l.Length() - 1}[key]
	if 0 < l.Length() {
		l.Highlight(min(max(0, to), l.Length()-1))
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

// TypedKey presses the button, or hands a command's key on. Fyne takes the
// keyboard away from a button that is pressed; on a dialog it stays there, so that
// Tab goes on from it.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace: // presses when it is typed
	case fyne.KeyReturn, fyne.KeyEnter:
		b.typed()
	default:
		b.keys.typedKey(e)
	}
}

// TypedRune presses the button by the space that is typed. The key of that comes
// before it: pressed by the key, the button would leave the space to the field of
// the dialog that it opens.
func (b *button) TypedRune(r rune) {
	if r == ' ' {
		b.typed()
	}
}

// typed presses the button by the keyboard.
func (b *button) typed() {
	if b.keys.dialogs.open() {
		b.press()
		return
	}
	b.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
}

// press does what a button does, where it can be pressed.
func (b *button) press() {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// choice is one of several texts to choose from.
type choice struct {
	widget.Select
	keys *dispatcher
}

// newChoice returns a choice without options; changed may be nil.
func newChoice(keys *dispatcher, changed func(string)) *choice {
	c := &choice{keys: keys}
	c.OnChanged = changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey chooses, or hands a command's key on.
func (c *choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		c.Select.TypedKey(e)
	default:
		c.keys.typedKey(e)
	}
}

// check is a box to tick.
type check struct {
	widget.Check
	keys *dispatcher
}

// newCheck returns a box that is not ticked.
func newCheck(keys *dispatcher, text string) *check {
	c := &check{keys: keys}
	c.Text = text
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey hands a command's key on; a box is ticked by the space that is typed.
func (c *check) TypedKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeySpace {
		c.keys.typedKey(e)
	}
}
