package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"postil/annotate"
)

// A span in pieces is made in two ways: pieces are kept one after the other and
// the label's key makes a span of them; or a chosen span is kept and each piece
// that is selected then is added to it.

// keepFragment keeps the selection as a piece of the span to come, or the chosen
// span for pieces to be added, or adds the selection to that span.
func (w *Window) keepFragment() {
	if s, ok := w.grownSpan(); ok && w.grows() {
		ranges, _ := w.reading.view.Selection()
		w.changeRanges("The piece was not added", s.UID, ranges, true)
		return
	}
	if !w.reading.view.KeepFragment() {
		w.status.say("Select a piece of text or choose a span, then press " + ctrl(fyne.KeyJ).String() + ".")
	}
	w.updateInspector()
	w.updateStatus()
}

// grownSpan returns the span to which pieces are being added, if there is one.
func (w *Window) grownSpan() (annotate.Span, bool) {
	_, of := w.reading.view.Kept()
	s, ok := w.page.span(of)
	return s, ok
}

// grows tells whether a piece is selected that the grown span does not have.
func (w *Window) grows() bool {
	s, ok := w.grownSpan()
	ranges, _ := w.reading.view.Selection()
	return ok && !slices.Equal(ranges, s.Ranges())
}
