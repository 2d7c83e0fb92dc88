package window

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// target is what a label or a tag is given to: the current span where no text is
// selected, else the selection or the word under the caret.
type target struct {
	document annotate.UID
	span     annotate.Span // zero where ranges are to be marked
	ranges   [][2]int
}

// marked tells whether the target is a span that is there already.
func (t target) marked() bool { return !t.span.UID.IsZero() }

// target returns what a label or a tag would be given to now; ok is false where
// that is nothing.
func (w *Window) target() (t target, ok bool) {
	if w.page == nil {
		return target{}, false
	}
	t.document = w.page.doc.UID
	if s, ok := w.grownSpan(); ok {
		t.span = s
		return t, true
	}
	_, selected := w.reading.view.Selection()
	if s, ok := w.currentSpan(); ok && !selected {
		t.span = s
		return t, true
	}
	t.ranges, ok = w.reading.view.TargetRange()
	return t, ok
}

// nothingSelected says what to do where there is no target.
const nothingSelected = "Select text first: click a word or drag over it."

// currentSpan returns the span that is the current one.
func (w *Window) currentSpan() (annotate.Span, bool) {
	if w.page == nil {
		return annotate.Span{}, false
	}
	uid, ok := w.reading.view.CurrentSpan()
	if !ok {
		return annotate.Span{}, false
	}
	s, ok := w.page.span(uid)
	return s, ok
}

// stick makes a label the one that Enter tags with, or takes that away.
func (w *Window) stick(label *annotate.Label) {
	if w.sticky == label.UID {
		w.sticky = annotate.UID{}
		w.status.say(label.Name + " no longer sticks.")
	} else {
		w.sticky = label.UID
		w.status.say(label.Name + " sticks: Enter tags with it.")
	}
	w.updateLabels()
	w.updateStatus()
}

// tagSticky tags with the label that sticks.
func (w *Window) tagSticky() { w.tagWith(w.sticky) }

// tagWith gives the target a label.
func (w *Window) tagWith(label annotate.UID) {
	defer w.reading.focus()
	t, ok := w.target()
	switch {
	case !ok:
		w.status.say(nothingSelected)
	case w.grows():
		w.status.say(ctrl(fyne.KeyJ).String() + " adds the piece to the span. Esc leaves it.")
	case t.marked():
		w.relabel(t.span, label)
	default:
		w.mark(t, label, annotate.UID{}, "")
	}
}

// command runs a command of the project on the document shown; its result is
// shown by then, without reading the document again.
func (w *Window) command(doing string, document annotate.UID, do func(context.Context, *project.Project) (then func(), err error)) {
	p, n := w.project, w.news
	w.jobs.do(func() (func(), error) {
		defer n.expect(document)()
		return do(context.Background(), p)
	}, func(err error) { w.dialogs.fail(doing, err) })
}

// mark marks ranges with a label and, unless zero, a tag; with a new tag of the
// given name, unless that is "". The span becomes the current one unless the reader
// has gone elsewhere meanwhile: nobody is called back.
func (w *Window) mark(t target, label, tag annotate.UID, name string) {
	caret := w.reading.view.Caret()
	w.command("The text was not tagged", t.document, func(ctx context.Context, p *project.Project) (func(), error) {
		var marked project.Marked
		var err error
		if name == "" {
			marked, err = p.Mark(ctx, t.document, label, t.ranges, tag)
		} else {
			marked, err = p.MarkNamed(ctx, t.document, label, t.ranges, name)
		}
		return func() {
			w.put(marked.Span, w.reading.view.Caret() == caret)
			if marked.Existed && marked.Span.Tag.IsZero() {
				w.status.say("This text carries that label already.")
			}
		}, err
	})
}

// put shows a span that was made or changed, as the current one if it is new.
func (w *Window) put(s annotate.Span, current bool) {
	if w.page == nil || w.page.doc.UID != s.Document {
		return
	}
	w.page.put(s)
	w.reading.view.PutSpan(s)
	if current {
		w.reading.view.SelectSpan(s.UID)
	}
	w.updateLabels()
	w.updateInspector()
	w.updateStatus()
}

// relabel gives a span another label.
func (w *Window) relabel(s annotate.Span, label annotate.UID) {
	if s.Label == label {
		w.status.say("The span carries that label already.")
		return
	}
	w.command("The label was not changed", s.Document, func(ctx context.Context, p *project.Project) (func(), error) {
		relabelled, err := p.Relabel(ctx, label, s.UID)
		return func() { w.put(relabelled[0], false) }, err
	})
}

// change shows what a command has changed in a span of the page.
func (w *Window) change(uid annotate.UID, change func(*annotate.Span)) {
	if w.page == nil {
		return
	}
	if s, ok := w.page.span(uid); ok {
		s = s.Clone()
		change(&s)
		w.put(s, false)
	}
}

// setTag says what a span is about; a zero tag takes it away.
func (w *Window) setTag(s annotate.Span, tag annotate.UID) {
	w.command("The tag was not set", s.Document, func(ctx context.Context, p *project.Project) (func(), error) {
		err := p.SetTag(ctx, tag, s.UID)
		return func() { w.change(s.UID, func(s *annotate.Span) { s.Tag = tag }) }, err
	})
}

// nameSpan makes a tag of that name for a span.
func (w *Window) nameSpan(s annotate.Span, name string) {
	w.command("The tag was not made", s.Document, func(ctx context.Context, p *project.Project) (func(), error) {
		tag, err := p.NameSpans(ctx, name, s.UID)
		return func() { w.change(s.UID, func(s *annotate.Span) { s.Tag = tag.UID }) }, err
	})
}

// untag takes the tag off the current span.
func (w *Window) untag() {
	if s, ok := w.currentSpan(); ok {
		w.setTag(s, annotate.UID{})
		w.reading.focus() // not on a button that goes with the tag
	}
}

// setNote writes a span's note.
func (w *Window) setNote(span annotate.UID, note string) {
	if w.page == nil {
		return
	}
	w.command("The note was not saved", w.page.doc.UID, func(ctx context.Context, p *project.Project) (func(), error) {
		err := p.SetNote(ctx, span, note)
		return func() { w.change(span, func(s *annotate.Span) { s.Note = note }) }, err
	})
}

// moveBorders lets the person move the borders of the current span.
func (w *Window) moveBorders() {
	w.reading.view.MoveBorders()
	w.reading.focus()
}

// setBorders writes the borders that the person has moved.
func (w *Window) setBorders(span annotate.UID, ranges [][2]int) {
	w.changeRanges("The borders were not moved", span, ranges, false)
}

// changeRanges writes what a span covers from now on; with current it becomes
// the current one.
func (w *Window) changeRanges(doing string, span annotate.UID, ranges [][2]int, current bool) {
	w.command(doing, w.page.doc.UID, func(ctx context.Context, p *project.Project) (func(), error) {
		s, err := p.SetRanges(ctx, span, ranges)
		return func() { w.put(s, current) }, err
	})
}

// deleteSpan removes the current span.
func (w *Window) deleteSpan() {
	s, ok := w.currentSpan()
	if !ok {
		return
	}
	w.inspector.flush()
	w.command("The span was not removed", s.Document, func(ctx context.Context, p *project.Project) (func(), error) {
		err := p.Delete(ctx, s.UID)
		return func() {
			if w.page != nil {
				w.page.remove(s.UID)
				w.reading.view.RemoveSpan(s.UID)
			}
			w.status.say("Removed " + quoted(s.Text(), 40) + ". " + ctrl(fyne.KeyZ).String() + " brings it back.")
			w.updateLabels()
			w.updateInspector()
			w.updateStatus()
		}, err
	})
	w.reading.focus()
}

// copyText puts the selected text, else the current span's, on the clipboard.
func (w *Window) copyText() {
	text := ""
	if ranges, ok := w.reading.view.Selection(); ok {
		text = w.page.textOf(ranges)
	} else if s, ok := w.currentSpan(); ok {
		text = s.Text()
	}
	if text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
		w.status.say("Copied.")
	}
}

// showTextMenu shows what can be done where the person clicked in the text.
func (w *Window) showTextMenu(at fyne.Position) {
	var items []*fyne.MenuItem
	listed := slices.DeleteFunc(slices.Clone(w.commands), func(c *command) bool {
		return !slices.Contains([]string{"palette", "borders", "edit-tag", "untag", "delete", "copy"}, c.id)
	})
	for i, words := range menuWords(listed, textWidth) {
		item := fyne.NewMenuItem(words, listed[i].execute)
		item.Disabled = !listed[i].possible()
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}
