package window

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// fail tells the person what went wrong while doing something, where, and what
// to do about it.
func (d *dialogs) fail(doing string, err error) { d.failThen(doing, err, nil) }

// failThen tells what went wrong, and goes on when that was read.
func (d *dialogs) failThen(doing string, err error, then func()) {
	d.whenQuiet(func() { d.readText(doing, failureText(err), failureWidth, then) })
}

// failureWidth is how wide a dialog is that says what went wrong.
const failureWidth = 560

// read shows something that only wants to be read, and then goes on; then may be
// nil. Buttons for what can be done with it stand beside the one that closes.
func (d *dialogs) read(title string, content fyne.CanvasObject, size fyne.Size, then func(), more ...*button) *shownDialog {
	shown := dialog.NewCustomWithoutButtons(title, content, d.window)
	var buttons []fyne.CanvasObject
	for _, b := range more {
		buttons = append(buttons, b)
	}
	end := newButton(d.keys, "Close", nil, shown.Hide)
	shown.SetButtons(append(buttons, end))
	shown.Resize(d.within(size))
	s := d.show(shown, closable, then)
	s.submit, s.scroll = shown.Hide, scrollIn(content)
	d.window.Canvas().Focus(end)
	return s
}

// within returns a dialog's size, or what the window has room for.
func (d *dialogs) within(size fyne.Size) fyne.Size {
	room := d.window.Canvas().Size()
	return fyne.NewSize(min(size.Width, room.Width-dialogMargin), min(size.Height, room.Height-dialogMargin))
}

// dialogMargin is what a dialog leaves of the window.
const dialogMargin = 40

// confirm asks before something is done that undo cannot take back; otherwise
// runs where the answer is no, and may be nil.
func (d *dialogs) confirm(title, text, verb string, do, otherwise func()) *shownDialog {
	shown := dialog.NewCustomWithoutButtons(title, d.sheet(paragraphs(text), confirmWidth), d.window)
	agreed := false
	yes := func() {
		agreed = true
		shown.Hide()
		do()
	}
	ok := newButton(d.keys, verb, nil, yes)
	ok.Importance = widget.DangerImportance
	shown.SetButtons([]fyne.CanvasObject{newButton(d.keys, "Cancel", nil, shown.Hide), ok})
	shown.Resize(d.within(fyne.NewSize(confirmWidth, 0)))
	s := d.show(shown, closable, func() {
		if !agreed && otherwise != nil {
			otherwise()
		}
	})
	s.submit = yes
	return s
}

// confirmWidth is how wide a dialog is that asks before something is done.
const confirmWidth = 480

// failureText puts an error's parts on lines of their own: what happened and
// where, then what to do; of several errors each on one.
func failureText(err error) string {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var lines []string
		for _, e := range several.Unwrap() {
			lines = append(lines, sentence(inDialogs(e.Error())))
		}
		return strings.Join(lines, "\n")
	}
	var known *annotate.Error
	if !errors.As(err, &known) || known.Hint == "" || known != err {
		return sentence(inDialogs(err.Error()))
	}
	return sentence(inDialogs(unhinted(err).Error())) + "\n\n" + sentence(inDialogs(known.Hint))
}

// unhinted returns an error without what it says is to be done.
func unhinted(err error) error {
	known, ok := err.(*annotate.Error)
	if !ok {
		return err
	}
	without := *known
	without.Hint = ""
	return &without
}

// sentence returns s with a capital letter and a full stop, as a person expects
// a message to look. A name at its beginning stays as it is, a file's too.
func sentence(s string) string {
	if s == "" {
		return s
	}
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(".!?…", last) {
		s += "."
	}
	first, _, _ := strings.Cut(s, " ")
	if strings.HasSuffix(first, ":") || strings.ContainsFunc(strings.TrimRight(first, ".,:;!?…"), func(r rune) bool { return !unicode.IsLower(r) }) {
		return s
	}
	return upperFirst(s)
}
