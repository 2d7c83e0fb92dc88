package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// formSpec describes a dialog in which something is entered.
type formSpec struct {
	title, verb string // the verb stands on the button that accepts
	content     fyne.CanvasObject
	size        fyne.Size
	focus       fyne.Focusable // gets the keyboard; may be nil
	kind        dialogKind
	// accept checks what was entered and returns what is to be done with it when
	// the dialog has gone. An error is shown in the dialog, which stays open; for
	// what goes wrong later there is form.again.
	accept func() (then func(), err error)
	left   func() // called when the person has left it without accepting; may be nil
}

// form is an open dialog in which something is entered.
type form struct {
	formSpec
	dialogs  *dialogs
	dialog   *dialog.CustomDialog
	problem  *widget.Label
	room     *container.Scroll // around problem, which may be long
	accepted bool
}

// A form gives so much, in Fyne's units, to what is wrong without scrolling: at most,
// and at least where the window leaves less.
const (
	problemHeight = 150
	problemLeast  = 76 // three lines
)

// openForm shows a form with its button, and one that cancels.
func (d *dialogs) openForm(spec formSpec) *form {
	f := &form{formSpec: spec, dialogs: d, problem: widget.NewLabel("")}
	f.problem.Wrapping = fyne.TextWrapWord
	f.problem.Importance = widget.DangerImportance
	f.room = container.NewVScroll(f.problem)
	f.room.Hide()
	f.dialog = dialog.NewCustomWithoutButtons(spec.title, container.NewBorder(nil, f.room, nil, nil, spec.content), d.window)
	ok := newButton(d.keys, spec.verb, nil, f.submit)
	ok.Importance = widget.HighImportance
	buttons := []fyne.CanvasObject{ok}
	if spec.kind == closable {
		buttons = slices.Insert(buttons, 0, fyne.CanvasObject(newButton(d.keys, "Cancel", nil, f.dialog.Hide)))
	}
	f.dialog.SetButtons(buttons)
	f.dialog.Resize(spec.size)
	f.show()
	return f
}

// show shows the dialog and gives it the keyboard.
func (f *form) show() {
	f.accepted = false
	s := f.dialogs.show(f.dialog, f.kind, func() {
		if !f.accepted && f.left != nil {
			f.left()
		}
	})
	s.submit, s.copied, s.scroll = f.submit, func() string { return f.problem.Text }, f.room
	f.fit()
	if f.focus != nil {
		f.dialogs.window.Canvas().Focus(f.focus)
	}
}

// again shows the form as the person left it, where what it asked for could not
// be done after all; err, nil for none, says why.
func (f *form) again(err error) {
	f.dialogs.whenQuiet(func() {
		f.show()
		f.say(err)
	})
}

// say shows what is wrong, or takes that away.
func (f *form) say(err error) {
	f.room.Hide()
	if err != nil {
		f.room.Show()
		f.problem.SetText(failureText(err))
		f.problem.Resize(fyne.NewSize(f.size.Width, f.problem.MinSize().Height)) // wraps it
		left := f.dialogs.window.Canvas().Size().Height - dialogMargin - dialogChrome - f.content.MinSize().Height
		f.room.SetMinSize(fyne.NewSize(0, min(f.problem.MinSize().Height, problemHeight, max(problemLeast, left))))
		f.room.ScrollToTop()
	}
	f.fit()
}

// fit gives the dialog its size again: how high wrapped text is shows only when
// its width is known.
func (f *form) fit() { f.dialog.Resize(f.size) }

// submit accepts what was entered, or says why it can't be.
func (f *form) submit() {
	then, err := f.accept()
	if err != nil {
		f.say(err)
		return
	}
	f.say(nil)
	f.accepted = true
	f.dialog.Hide()
	then()
}

// formName names what stands beside it in a form.
func formName(name string) fyne.CanvasObject {
	return widget.NewLabelWithStyle(name, fyne.TextAlignTrailing, fyne.TextStyle{Bold: true})
}
