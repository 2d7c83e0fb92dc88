package window

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// dialogs are the dialogs that are open over the window, the top one last. While
// one is open, Esc closes it and no command runs.
type dialogs struct {
	window  fyne.Window
	stack   []*shownDialog
	waiting []func() // shows dialogs that wait for work to end
	onEmpty func()   // called when the last one has gone
}

type shownDialog struct {
	hide   func()
	submit func() // what Ctrl+Enter does; nil where nothing is entered
	kind   dialogKind
}

// dialogKind says how a dialog can be closed.
type dialogKind int

const (
	closable dialogKind = iota // by Esc and by its buttons
	required                   // by its button only: an answer is needed
	working                    // by itself, when the work that it shows has ended
)

// open tells whether a dialog is open.
func (d *dialogs) open() bool { return 0 < len(d.stack) }

// push notes that a dialog is shown. The function returned must be called when
// it has gone, however that happened; calling it twice does no harm.
func (d *dialogs) push(s *shownDialog) (gone func()) {
	d.stack = append(d.stack, s)
	return func() {
		i := slices.Index(d.stack, s)
		if i < 0 {
			return
		}
		d.stack = slices.Delete(d.stack, i, i+1)
		d.showWaiting()
		if len(d.stack) == 0 && d.onEmpty != nil {
			d.onEmpty()
		}
	}
}

// whenQuiet runs show now, or when the work has ended whose dialog is the top
// one: Fyne takes everything away that stands over a dialog that closes.
func (d *dialogs) whenQuiet(show func()) {
	if d.open() && d.stack[len(d.stack)-1].kind == working {
		d.waiting = append(d.waiting, show)
		return
	}
	show()
}

// showWaiting shows what waited.
func (d *dialogs) showWaiting() {
	waiting := d.waiting
	d.waiting = nil
	for _, show := range waiting {
		d.whenQuiet(show)
	}
}

// dismiss closes the top dialog, as Esc does, and tells whether it let itself
// be closed.
func (d *dialogs) dismiss() bool {
	if !d.open() {
		return false
	}
	top := d.stack[len(d.stack)-1]
	if top.kind != closable {
		return false
	}
	top.hide()
	return true
}

// submit accepts what was entered in the top dialog, wherever in it the keyboard
// is, and tells whether there was anything to accept.
func (d *dialogs) submit() bool {
	if !d.open() || d.stack[len(d.stack)-1].submit == nil {
		return false
	}
	d.stack[len(d.stack)-1].submit()
	return true
}

// show opens one of Fyne's dialogs under the rules of d. onClosed may be nil.
func (d *dialogs) show(shown dialog.Dialog, kind dialogKind, onClosed func()) *shownDialog {
	s := &shownDialog{hide: shown.Hide, kind: kind}
	gone := d.push(s)
	shown.SetOnClosed(func() {
		gone()
		if onClosed != nil {
			onClosed()
		}
	})
	shown.Show()
	return s
}

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
func (d *dialogs) openForm(spec formSpec) *form {
	f := &form{formSpec: spec, problem: widget.NewLabel("")}
	f.problem.Wrapping = fyne.TextWrapWord
	f.problem.Importance = widget.DangerImportance
	f.problem.Hide()
	f.dialog = dialog.NewCustomWithoutButtons(spec.title, container.NewBorder(nil, f.problem, nil, nil, spec.content), d.window)
	ok := widget.NewButton(spec.verb, f.submit)
	ok.Importance = widget.HighImportance
	buttons := []fyne.CanvasObject{ok}
	if spec.kind == closable {
		buttons = slices.Insert(buttons, 0, fyne.CanvasObject(widget.NewButton("Cancel", f.dialog.Hide)))
	}
	f.dialog.SetButtons(buttons)
	f.dialog.Resize(spec.size)
	d.show(f.dialog, spec.kind, nil).submit = f.submit
	f.fit()
	if spec.focus != nil {
		d.window.Canvas().Focus(spec.focus)
	}
	return f
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

// fail tells the person what went wrong while doing something, where, and what
// to do about it.
func (d *dialogs) fail(doing string, err error) { d.failThen(doing, err, nil) }

// failThen tells what went wrong, and goes on when that was read.
func (d *dialogs) failThen(doing string, err error, then func()) {
	text := widget.NewLabel(failureText(err))
	text.Wrapping = fyne.TextWrapWord
	text.Selectable = true
	scroll := container.NewVScroll(text)
	scroll.SetMinSize(fyne.NewSize(420, 90))
	d.whenQuiet(func() { d.show(dialog.NewCustom(doing, "Close", scroll, d.window), closable, then) })
}

// confirm asks before something is done that takes more than one undo to mend.
func (d *dialogs) confirm(title, text, verb string, do func()) {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	shown := dialog.NewCustomWithoutButtons(title, label, d.window)
	cancel := widget.NewButton("Cancel", shown.Hide)
	ok := widget.NewButton(verb, func() {
		shown.Hide()
		do()
	})
	ok.Importance = widget.DangerImportance
	shown.SetButtons([]fyne.CanvasObject{cancel, ok})
	shown.Resize(fyne.NewSize(460, 200))
	d.show(shown, closable, nil)
}

// failureText puts an error's parts on lines of their own: what happened and
// where, then what to do.
func failureText(err error) string {
	var known *annotate.Error
	if !errors.As(err, &known) || known.Hint == "" {
		return sentence(err.Error())
	}
	without := *known
	without.Hint = ""
	if known != err {
		return sentence(err.Error())
	}
	return sentence(without.Error()) + "\n\n" + sentence(known.Hint)
}

// sentence returns s with a capital letter and a full stop, as a person expects
// a message to look. A name at its beginning stays as it is.
func sentence(s string) string {
	if s == "" {
		return s
	}
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(".!?…", last) {
		s += "."
	}
	first, _, _ := strings.Cut(s, " ")
	if strings.ContainsFunc(strings.TrimRight(first, ".,:;!?…"), func(r rune) bool { return !unicode.IsLower(r) }) {
		return s
	}
	return upperFirst(s)
}
