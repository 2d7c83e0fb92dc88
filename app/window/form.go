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
	// the dialog has gone. An error is shown in the dialog, which stays open.
	accept func() (then func(), err error)
}

// form is an open dialog in which something is entered.
type form struct {
	formSpec
	dialog  *dialog.CustomDialog
	problem *widget.Label
}

// openForm shows a form with its button, and one that cancels.
func (d *dialogs) openForm(spec formSpec) {
	f := &form{formSpec: spec, problem: widget.NewLabel("")}
	f.problem.Wrapping = fyne.TextWrapWord
	f.problem.Importance = widget.DangerImportance
	f.problem.Hide()
	f.dialog = dialog.NewCustomWithoutButtons(spec.title, container.NewBorder(nil, f.problem, nil, nil, spec.content), d.window)
	ok := newButton(d.keys, spec.verb, nil, f.submit)
	ok.Importance = widget.HighImportance
	buttons := []fyne.CanvasObject{ok}
	if spec.kind == closable {
		buttons = slices.Insert(buttons, 0, fyne.CanvasObject(newButton(d.keys, "Cancel", nil, f.dialog.Hide)))
	}
	f.dialog.SetButtons(buttons)
	f.dialog.Resize(spec.size)
	d.show(f.dialog, spec.kind, nil).submit = f.submit
	f.fit()
	if spec.focus != nil {
		d.window.Canvas().Focus(spec.focus)
	}
}

// fit gives the dialog its size again: how high wrapped text is shows only when
// its width is known.
func (f *form) fit() { f.dialog.Resize(f.size) }

// submit accepts what was entered, or says why it can't be.
func (f *form) submit() {
	then, err := f.accept()
	if err != nil {
		f.problem.SetText(sentence(err.Error()))
		f.problem.Show()
		f.fit()
		return
	}
	f.dialog.Hide()
	then()
}
