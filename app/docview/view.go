package docview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/textlayout"
)

// Names gives what the pane shows about a span beyond its label. A nil function
// names nothing.
type Names struct {
	Tag       func(annotate.UID) string // the name of a tag
	Annotator func(annotate.UID) string // the name of an annotator
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
	// OnLabelKey is called when a letter of any script or a digit (by its place on
	// the keyboard, whatever is printed there) is typed.
	OnLabelKey func(key LabelKey, shift bool)
	// OnKey is called for every key and shortcut that the pane does not use
	// itself, in the form in which a table of commands lists them: Ctrl+C is
	// (fyne.KeyC, fyne.KeyModifierControl). Shift+Delete and the like arrive as
	// what was pressed, not as the cut that Fyne takes them for.
	OnKey func(key fyne.KeyName, modifiers fyne.KeyModifier)
	// OnBordersMoved is called once when the reader has moved a span's borders and
	// pressed Enter, or let the grip of one go. The ranges are the span's fragments,
	// in order; write them and call PutSpan.
	OnBordersMoved func(uid annotate.UID, ranges [][2]int)
	// OnContextMenu is called on a secondary click, after the caret went there and
	// the innermost span there became the current one (unless it was on what is
	// selected), and for the menu key; at is a place on the canvas.
	OnContextMenu func(at fyne.Position)
	// OnInput is called for each key and click before the pane does anything about
	// it: what was said about the one before is out of date.
	OnInput func()
	// OnNoSpan is called where Tab finds no further span, or with back Shift+Tab
	// none before.
	OnNoSpan func(back bool)
	// OnFocusChanged is called when the pane gets or loses the keyboard.
	OnFocusChanged func(focused bool)
	// OnZoom is called after the font size has changed.
	OnZoom func(size float32)
	// OnLayout is called after the column has another place or width.
	OnLayout func()

	pane   *pane
	font   string // the family that the reader chose, "" for the program's own
	screen *screen

	keys       labelKeys
	modifiers  func() fyne.KeyModifier // that are held down
	clock      clock
	scroller   autoscroll
	onBar      bool // the mouse is on the scroll bar
	onCard     bool // or on the card, where it can choose
	onGrip     bool // or on the grip of a border
	hover      hover
	refreshing time.Duration // see Effort
}

// New makes a pane without a document, with Fyne's own font and those of the
// machine for what it lacks.
func New() *View { return newView(sharedFonts()) }

// newView makes a pane that draws its text with given fonts.
func newView(fonts *textlayout.Fonts) *View {
	v := &View{pane: newPane(fonts, themePalette()), screen: newScreen(), modifiers: heldModifiers, clock: wallClock{}}
	v.ExtendBaseWidget(v)
	return v
}

// Open shows a document with its spans at its beginning, with nothing selected;
// nil closes what is open. The pane keeps the slice and does not change it: don't
// change it either, call PutSpan and RemoveSpan.
func (v *View) Open(doc *annotate.Document, spans []annotate.Span, scheme *annotate.Scheme, names Names) {
	if doc == nil {
		v.OpenPrepared(nil, scheme, names)
		return
	}
	v.OpenPrepared(Prepare(doc, spans), scheme, names)
}

// OpenPrepared does what Open does with what was prepared before.
func (v *View) OpenPrepared(prepared *Prepared, scheme *annotate.Scheme, names Names) {
	v.scroller.stop()
	v.endHover()
	v.change(func() { v.pane.open(prepared, scheme, names) })
}

// Document is the open document, nil if there is none.
func (v *View) Document() *annotate.Document { return v.pane.doc }

// SetPreparedSpans replaces all spans of the open document. Spans that stay keep their
// lanes; the view doesn't move.
func (v *View) SetPreparedSpans(spans *PreparedSpans) { v.change(func() { v.pane.setSpans(spans) }) }

// PutSpan adds a span or replaces the one with its UID.
func (v *View) PutSpan(span annotate.Span) { v.change(func() { v.pane.put(span) }) }

// RemoveSpan takes a span away; an unknown one is ignored.
func (v *View) RemoveSpan(uid annotate.UID) { v.change(func() { v.pane.remove(uid) }) }

// SetDirection makes the open document's paragraphs run another way. The text at
// the pane's top stays there.
func (v *View) SetDirection(d annotate.Direction) {
	if v.pane.doc != nil && v.pane.direction != directions[d] {
		v.change(func() { v.pane.setDirection(d) })
	}
}

// ChangeSpans does what PutSpan does for each span that came, and RemoveSpan for each
// that has gone.
func (v *View) ChangeSpans(come []annotate.Span, gone []annotate.UID) {
	v.change(func() { v.pane.changeSpans(come, gone) })
}

// SetScheme tells of changed labels or layers.
func (v *View) SetScheme(scheme *annotate.Scheme) {
	v.pane.setScheme(scheme)
	v.pane.renewCard()
	v.repaint()
}

// SetNames tells of changed tag or annotator names.
func (v *View) SetNames(names Names) {
	v.pane.names = names
	v.pane.renewCard()
	v.repaint()
}

// Selection is what is selected: byte ranges in order, apart from each other. ok
// is false if no text is. While borders move, it is the span's new ranges.
func (v *View) Selection() (ranges [][2]int, ok bool) {
	ranges = v.pane.selected()
	return ranges, len(ranges) > 0
}

// Caret is the caret's byte offset.
func (v *View) Caret() int { return v.pane.caret().Offset }

// TargetRange is what a label key would tag: the selection, else the word under
// the caret, else the symbol there, such as an emoji, but no punctuation. ok is false
// if there is none of them.
func (v *View) TargetRange() (ranges [][2]int, ok bool) {
	ranges = v.pane.target()
	return ranges, len(ranges) > 0
}

// CurrentSpan is the span that was chosen by click, Tab, Space or SelectSpan.
func (v *View) CurrentSpan() (annotate.UID, bool) {
	if v.pane.current == nil {
		return annotate.UID{}, false
	}
	return v.pane.current.span.UID, true
}

// MoveBorders begins to move the borders of the current span, as Enter does: by keys,
// or by the grips at its ends. It reports whether there is such a span.
func (v *View) MoveBorders() (begun bool) {
	if v.pane.borders != nil {
		return true
	}
	v.endHover()
	v.change(func() { begun = v.pane.startBorders() })
	return begun
}

// MovingBorders is true between Enter on a span and the Enter or Esc after it.
func (v *View) MovingBorders() bool { return v.pane.borders != nil }

// MovesStart is true while borders move and the moving end is the range's start.
func (v *View) MovesStart() bool {
	return v.pane.borders != nil && v.pane.borders.movesStart()
}

// Select selects the bytes [start, end), snapped to grapheme borders, puts the
// caret at end and shows it. With start == end only the caret moves.
func (v *View) Select(start, end int) {
	if v.pane.doc != nil {
		v.change(func() { v.pane.selectRange(start, end) })
	}
}

// KeepFragment keeps the selected range as a fragment, so that the next one that
// is selected adds to it; without one, the fragments of the current span, which
// is the current one no more. It reports whether there was anything to keep.
func (v *View) KeepFragment() (kept bool) {
	v.change(func() { kept = v.pane.keep() })
	return kept
}

// Kept is the number of fragments that are kept, and the span that they are of;
// zero for a span to come.
func (v *View) Kept() (fragments int, of annotate.UID) {
	return len(v.pane.selection.kept), v.pane.selection.of
}

// SelectSpan makes a span the current one. A caret in the span or near it, with
// nothing but white space between, stays there, as after tagging; else it goes to the
// span's start, and the view too if nothing of the span is in view. The zero UID, and
// one that is not there, mean none.
func (v *View) SelectSpan(uid annotate.UID) {
	if v.pane.doc == nil {
		return
	}
	v.change(func() {
		if e := v.pane.index.get(uid); e != nil {
			v.pane.mark(e)
		} else {
			v.pane.current = nil
		}
	})
}

// ScrollTo shows the line of a byte offset in the middle of the pane, unless it
// is in view already.
func (v *View) ScrollTo(offset int) {
	if v.pane.doc != nil {
		v.pane.scrollTo(offset)
		v.repaint()
	}
}

// PointOf is where on the pane the text at a byte offset begins, at the bottom of
// the letters: a place to hang something on. ok is false if it is not in view.
func (v *View) PointOf(offset int) (at fyne.Position, ok bool) {
	if v.pane.doc == nil {
		return fyne.Position{}, false
	}
	x, y, ok := v.pane.pointOf(offset)
	return fyne.NewPos(float32(x), float32(y)), ok
}

// Place is where the reader is.
func (v *View) Place() Place { return v.pane.place() }

// Restore goes back to a place. Nothing is selected then.
func (v *View) Restore(p Place) {
	if v.pane.doc != nil {
		v.change(func() { v.pane.restore(p) })
	}
}

// Zoom makes the font larger (steps > 0) or smaller by so many steps; 0 is back to
// the default size.
func (v *View) Zoom(steps int) { v.SetFontSize(float32(zoomed(v.pane.measures.size, steps))) }

// TextLeft is the x of the column's left edge on the pane, for what should stand
// in line with the text. It changes when the pane is resized or zoomed; see
// OnLayout.
func (v *View) TextLeft() float32 { return float32(v.pane.measures.columnX) }

// FontSize is the size of the font in pixels per em.
func (v *View) FontSize() float32 { return float32(v.pane.measures.size) }

// SetFontSize sets the size of the font in pixels per em, within what can be read.
// The text at the pane's top stays there.
func (v *View) SetFontSize(size float32) {
	wanted := clampSize(float64(size))
	if wanted == v.pane.measures.size {
		return
	}
	v.pane.measures.size = wanted
	v.layOut(v.Size())
	if v.OnZoom != nil {
		v.OnZoom(float32(wanted))
	}
}
