package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// Names gives what the pane shows about a span beyond its label. A nil function
// names nothing.
type Names struct {
	Tag       func(annotate.UID) string // the name of a tag
	Annotator func(annotate.UID) string // the name of an annotator
}

// Place is where a reader was in a document: keep it to come back. The zero
// value is the beginning.
type Place struct {
	Offset int     // the byte whose line is at the pane's top
	Shift  float64 // how far that line's top is above the pane's, in pixels at the font size of then
	Caret  int     // byte offset
}

// View is the reading pane. Make one with [New], set the callbacks, [View.Open] a
// document.
type View struct {
	widget.BaseWidget

	// OnSelectionChanged is called after the caret or the selection has moved.
	OnSelectionChanged func()
	// OnSpanSelected is called after another span became the current one, or none
	// (ok is false).
	OnSpanSelected func(uid annotate.UID, ok bool)
	// OnLabelKey is called when a letter (lower case, of any script) or a digit
	// (by its place on the keyboard, whatever is printed there) is typed.
	OnLabelKey func(key string, shift bool)
	// OnKey is called for every key and shortcut that the pane does not use
	// itself, in the form in which a table of commands lists them: Ctrl+C is
	// (fyne.KeyC, fyne.KeyModifierControl). Shift+Delete and the like arrive as
	// what was pressed, not as the cut that Fyne takes them for.
	OnKey func(key fyne.KeyName, modifiers fyne.KeyModifier)
	// OnBordersMoved is called once when the reader has moved a span's borders and
	// pressed Enter. The ranges are the span's fragments, in order; write them and
	// call PutSpan.
	OnBordersMoved func(uid annotate.UID, ranges [][2]int)
	// OnContextMenu is called on a secondary click, after the caret went there and
	// the innermost span there became the current one; at is a place on the canvas.
	OnContextMenu func(at fyne.Position)
	// OnFocusChanged is called when the pane gets or loses the keyboard.
	OnFocusChanged func(focused bool)
	// OnZoom is called after the font size has changed.
	OnZoom func(size float32)
}

// New makes a pane without a document.
func New() *View {
	v := &View{}
	v.ExtendBaseWidget(v)
	return v
}

// Open shows a document with its spans at its beginning, with nothing selected;
// nil closes what is open. The pane keeps the slice and does not change it: don't
// change it either, call PutSpan and RemoveSpan.
func (v *View) Open(doc *annotate.Document, spans []annotate.Span, scheme *annotate.Scheme, names Names) {
}

// Document is the open document, nil if there is none.
func (v *View) Document() *annotate.Document { return nil }

// SetSpans replaces all spans of the open document. Spans that stay keep their
// lanes; the view doesn't move.
func (v *View) SetSpans(spans []annotate.Span) {}

// PutSpan adds a span or replaces the one with its UID.
func (v *View) PutSpan(span annotate.Span) {}

// RemoveSpan takes a span away; an unknown one is ignored.
func (v *View) RemoveSpan(uid annotate.UID) {}

// SetScheme tells of changed labels or layers.
func (v *View) SetScheme(scheme *annotate.Scheme) {}

// SetNames tells of changed tag or annotator names.
func (v *View) SetNames(names Names) {}

// Selection is what is selected: byte ranges in order, apart from each other. ok
// is false if no text is.
func (v *View) Selection() (ranges [][2]int, ok bool) { return nil, false }

// Caret is the caret's byte offset.
func (v *View) Caret() int { return 0 }

// TargetRange is what a label key would tag: the selection, else the word under
// the caret. ok is false if there is neither.
func (v *View) TargetRange() (ranges [][2]int, ok bool) { return nil, false }

// CurrentSpan is the span that was chosen by click, Tab or Space.
func (v *View) CurrentSpan() (annotate.UID, bool) { return annotate.UID{}, false }

// Select selects the bytes [start, end), snapped to grapheme borders, puts the
// caret at end and shows it. With start == end only the caret moves.
func (v *View) Select(start, end int) {}

// KeepFragment keeps the selected range as a fragment, so that the next one that
// is selected adds to it. It reports whether there was a range to keep.
func (v *View) KeepFragment() bool { return false }

// SelectSpan makes a span the current one, puts the caret at its start and shows
// it. The zero UID means none.
func (v *View) SelectSpan(uid annotate.UID) {}

// ScrollTo shows the line of a byte offset in the middle of the pane, unless it
// is in view already.
func (v *View) ScrollTo(offset int) {}

// Place is where the reader is.
func (v *View) Place() Place { return Place{} }

// Restore goes back to a place. Nothing is selected then.
func (v *View) Restore(p Place) {}

// Zoom makes the font larger (steps > 0) or smaller by so many steps; 0 is back to
// the default size.
func (v *View) Zoom(steps int) {}

// FontSize is the size of the font in pixels per em.
func (v *View) FontSize() float32 { return 0 }

// SetFontSize sets the size of the font in pixels per em.
func (v *View) SetFontSize(size float32) {}

// CreateRenderer is part of Fyne's widget interface.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(widget.NewLabel(""))
}
