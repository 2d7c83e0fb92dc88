package window

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/docview"
)

// inspectorActions are what the inspector asks the window to do with the
// current span.
type inspectorActions struct {
	setTag, untag, editTag, remove func()
	note                           func(span annotate.UID, note string)
	typed                          func()       // called when the note differs from what is written, or no longer
	do                             func(func()) // runs on Fyne's goroutine
}

// spanFacts is what the inspector shows of a span.
type spanFacts struct {
	span      annotate.UID
	label     string
	colour    annotate.Colour
	text      string // an excerpt in quotation marks
	place     string
	tag       string // "" for none
	annotator string
	origin    string
	note      string
}

// excerptShown is how many code points of a span's text the inspector shows.
const excerptShown = 120

// excerptRows is in how many rows at most, in a narrow panel.
const excerptRows = 12

// originWords are how the inspector says where a span came from.
var originWords = map[annotate.OriginKind]string{
	annotate.Manual:      "marked by hand",
	annotate.Propagated:  "copied from the same text elsewhere",
	annotate.FromImport:  "imported",
	annotate.Suggested:   "suggested by a model",
	annotate.Adjudicated: "decided between annotators",
}

// factsOf gathers what the inspector shows of a span on its page.
func factsOf(p *page, s annotate.Span, scheme *annotate.Scheme, tag, annotator string) spanFacts {
	f := spanFacts{span: s.UID, text: quoted(s.Text(), excerptShown), place: p.placeOf(s.Ranges()),
		tag: tag, annotator: annotator, origin: originWords[s.Origin.Kind], note: s.Note}
	if l := scheme.Label(s.Label); l != nil {
		f.label, f.colour = l.Name, l.Colour
	}
	if s.Origin.From != "" {
		f.origin += ", " + s.Origin.From
	}
	return f
}

// inspector shows the current span at the lower right.
type inspector struct {
	root   fyne.CanvasObject
	body   *container.Scroll
	empty  *widget.Label
	swatch *canvas.Rectangle
	label  *widget.Label
	text   *docview.ShortText
	facts  *widget.Label
	tag    *button
	edit   *button
	untag  *button
	tagged *docview.ShortText // the words on tag
	note   *field
	do     inspectorActions
	shown  spanFacts
	keys   int           // counts changes of the note, so that only the last one's time counts
	pause  time.Duration // without a key, after which a note is written
}

// notePause is how long a person who writes a note pauses before it is written.
const notePause = time.Second

func newInspector(keys *dispatcher, do inspectorActions) *inspector {
	i := &inspector{do: do, pause: notePause, label: widget.NewLabel(""), text: docview.NewShortText(theme.SizeNameText, excerptRows), facts: widget.NewLabel(""),
		empty: widget.NewLabel("No span is selected. Click one in the text, or press Tab there."), swatch: canvas.NewRectangle(colourOf(0))}
	i.label.TextStyle.Bold = true
	i.label.Truncation = fyne.TextTruncateEllipsis
	i.facts.Wrapping = fyne.TextWrapWord
	i.facts.SizeName = theme.SizeNameCaptionText
	i.facts.Importance = widget.LowImportance
	i.empty.Wrapping = fyne.TextWrapWord
	i.empty.Importance = widget.LowImportance
	i.swatch.CornerRadius = 3
	i.tag = newButton(keys, "", nil, do.setTag)
	i.tagged = docview.NewShortText(theme.SizeNameText, 1)
	i.edit = newButton(keys, "", theme.DocumentCreateIcon(), do.editTag)
	i.edit.Importance = widget.LowImportance
	i.untag = newButton(keys, "", theme.CancelIcon(), do.untag)
	i.untag.Importance = widget.LowImportance
	i.note = newTextArea(keys, "Note")
	i.note.SetMinRowsVisible(2)
	i.note.onBlur = i.flush
	i.note.OnChanged = func(string) { i.typed() }
	remove := newButton(keys, "", theme.DeleteIcon(), do.remove)
	remove.Importance = widget.LowImportance
	i.build(remove)
	return i
}

// build arranges the parts.
func (i *inspector) build(remove *button) {
	swatch := container.NewCenter(container.NewGridWrap(fyne.NewSize(13, 13), i.swatch))
	head := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 7, 0), swatch), remove, i.label)
	tag := container.NewBorder(nil, nil, nil, container.NewHBox(i.edit, i.untag), container.NewStack(i.tag, i.tagged))
	parts := container.NewVBox(head, container.New(stacked{overlap: 6}, i.text, i.facts), container.NewPadded(container.NewVBox(tag, i.note)))
	i.body = container.NewVScroll(parts)
	i.root = container.NewBorder(newCaption("SPAN"), nil, nil, nil, container.NewStack(i.body, container.NewVBox(i.empty)))
	i.show(spanFacts{})
}

// show fills the inspector; zero facts stand for no span.
func (i *inspector) show(f spanFacts) {
	typing := f.span == i.shown.span && i.note.Text != i.shown.note
	i.shown = f
	if f.span.IsZero() {
		i.body.Hide()
		i.empty.Show()
		return
	}
	i.empty.Hide()
	i.swatch.FillColor = colourOf(f.colour)
	i.swatch.Refresh()
	i.label.SetText(f.label)
	i.text.SetText(f.text)
	i.facts.SetText(strings.Join([]string{f.place, joined(f.annotator, f.origin)}, "\n"))
	words := tagWords(f.tag)
	i.tagged.SetText(words, [2]int{0, len(words)})
	for _, b := range []*button{i.edit, i.untag} {
		b.Hidden = f.tag == ""
		b.Refresh()
	}
	if !typing {
		i.note.SetText(f.note)
	}
	i.body.Show()
	i.body.Content.Refresh() // how many lines the text takes shows only now
	i.body.Refresh()
}

// tagWords is what stands on the button that sets the tag.
func tagWords(tag string) string {
	if tag == "" {
		return "Set tag…"
	}
	return "⇄ " + docview.Isolate(excerpt(tag, excerptShown))
}

// unsaved tells whether the note differs from the one that is written.
func (i *inspector) unsaved() bool { return !i.shown.span.IsZero() && i.note.Text != i.shown.note }

// typed writes the note when the person pauses.
func (i *inspector) typed() {
	i.keys++
	keys := i.keys
	i.do.typed()
	if !i.unsaved() {
		return
	}
	time.AfterFunc(i.pause, func() {
		i.do.do(func() {
			if i.keys == keys {
				i.flush()
			}
		})
	})
}

// flush writes a note that was changed. It counts as changed until the window
// shows the span with it, so that it is tried again where that failed.
func (i *inspector) flush() {
	if i.unsaved() {
		i.keys++
		i.do.note(i.shown.span, i.note.Text)
	}
}

// updateInspector shows the current span.
func (w *Window) updateInspector() {
	s, ok := w.currentSpan()
	if !ok {
		w.inspector.show(spanFacts{})
		if w.panelWithFocus() == spanAt {
			w.reading.focus() // what has the keyboard is out of sight now
		}
		return
	}
	w.inspector.show(factsOf(w.page, s, &w.scheme, w.tags[s.Tag].Name, w.annotatorName(s.Annotator)))
}
