package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
)

// dialogs are the dialogs that are open over the window, the top one last. While
// one is open, Esc leaves it and no command runs.
type dialogs struct {
	window  fyne.Window
	keys    *dispatcher // for what the widgets on dialogs have no use for
	stack   []*shownDialog
	waiting []func() // shows dialogs that wait for work to end
	onEmpty func()   // called when the last one has gone
}

type shownDialog struct {
	leave  func()            // what Esc does: closes it, or cancels the work that it shows
	submit func()            // what Enter does; nil where there is nothing to accept
	copied func() string     // what Ctrl+C copies; nil for nothing
	scroll *container.Scroll // what the arrows scroll; nil for nothing
	kind   dialogKind
}

// dialogKind says how a dialog can be closed.
type dialogKind int

const (
	closable dialogKind = iota // by Esc and by its buttons
	required                   // by its button only: an answer is needed
	working                    // by itself, when the work that it shows has ended: Esc cancels that
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

// whenQuiet runs show now, or when the work has ended whose dialog is open: Fyne
// takes everything away that stands over a dialog that closes.
func (d *dialogs) whenQuiet(show func()) {
	if slices.ContainsFunc(d.stack, func(s *shownDialog) bool { return s.kind == working }) {
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

// dismiss closes the top dialog, as Esc does, or cancels the work that it shows. It
// tells whether there was anything to leave.
func (d *dialogs) dismiss() bool {
	if !d.open() {
		return false
	}
	top := d.stack[len(d.stack)-1]
	if top.kind == required {
		return false
	}
	top.leave()
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

// copy puts what is read in the top dialog on the clipboard, and tells whether
// there is any.
func (d *dialogs) copy() bool {
	if !d.open() || d.stack[len(d.stack)-1].copied == nil {
		return false
	}
	fyne.CurrentApp().Clipboard().SetContent(d.stack[len(d.stack)-1].copied())
	return true
}

// scroll scrolls what is read in the top dialog, and tells whether there is any.
func (d *dialogs) scroll(name fyne.KeyName) bool {
	if !d.open() || d.stack[len(d.stack)-1].scroll == nil {
		return false
	}
	s := d.stack[len(d.stack)-1].scroll
	by := textLine()
	if name == fyne.KeyPageUp || name == fyne.KeyPageDown {
		by *= max(1, float32(int(s.Size().Height/by)-1)) // one line stays in sight
	}
	if name == fyne.KeyUp || name == fyne.KeyPageUp {
		by = -by
	}
	end := max(0, s.Content.Size().Height-s.Size().Height)
	to := s.Offset.Y + by
	switch name {
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = end
	}
	s.ScrollToOffset(fyne.NewPos(0, min(end, max(0, to))))
	return true
}

// scrollIn returns the first thing in a dialog that scrolls, nil for none.
func scrollIn(o fyne.CanvasObject) *container.Scroll {
	switch o := o.(type) {
	case *container.Scroll:
		return o
	case *fyne.Container:
		for _, inner := range o.Objects {
			if s := scrollIn(inner); s != nil {
				return s
			}
		}
	}
	return nil
}

// show opens one of Fyne's dialogs under the rules of d. onClosed may be nil.
func (d *dialogs) show(shown dialog.Dialog, kind dialogKind, onClosed func()) *shownDialog {
	s := &shownDialog{leave: shown.Hide, kind: kind}
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
