// Package docview is the reading pane: one widget that shows a document with its
// spans, and turns what the hands do (mouse, keys) into carets, selections and
// calls back to the window. It changes nothing itself: the window tags, and tells
// the pane what came of it with [View.PutSpan] and [View.RemoveSpan].
//
// Only what is on the screen exists: one raster for every visible line, and pooled
// rectangles for the marks on these lines. The cost of a frame depends on the size
// of the pane, not on the length of the document or the number of its spans.
//
// Where spans lie over each other, a card fans them out, from the innermost outwards,
// for the mouse that rests there and for the keys that choose one of them.
//
// Text never moves when something is tagged: every line keeps room for the lanes
// in which spans are drawn, and a span keeps its lane while its document is open.
//
// [ShortText] shows a title or an excerpt outside of the pane, set as the pane
// sets its text.
//
// All offsets are UTF-8 bytes of the document's text, on grapheme borders. Like
// every widget, a View is used on Fyne's main goroutine only.
package docview
