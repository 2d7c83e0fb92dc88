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
// in which spans are drawn, and a span keeps its lane while its document is open. Opened
// again it looks the same, as long as spans were only added.
//
// [ShortText] shows a title or an excerpt outside of the pane, set as the pane
// sets its text, and [Sample] what a text looks like in a font.
//
// # Where things are
//
// A View (view.go) is a pane on Fyne's canvas. Fyne comes in by render.go, mouse.go,
// hover.go, keyboard.go and keys.go, time by clock.go and autoscroll.go. The pane
// (pane.go) is all the rest, without a display:
//
//   - what moves in it: caret.go, selection.go, drag.go, borders.go, place.go,
//     find.go
//   - what it knows of spans: spanindex.go finds them by place, lanekeeper.go gives them
//     lanes (lanes.go, lanerow.go), stack.go tells which are at a point, prepared.go
//     makes many ready beside Fyne's goroutine
//   - what it looks like: measures.go and styles.go, whose colours theme.go and
//     colours.go choose; readingfont.go and direction.go, how its text is set
//   - what it draws: a frame (frame.go), line by line (linecomposer.go): marks.go,
//     brackets.go, grey.go, selectionmarks.go, findmarks.go; then marginnotes.go, the
//     card (card.go, cardframe.go, cardtable.go) and the scroll bar (bar.go)
//
// The screen (screen.go, dots.go, rasters.go) shows a frame by objects of Fyne's.
//
// All offsets are UTF-8 bytes of the document's text, on grapheme borders. Like
// every widget, a View is used on Fyne's main goroutine only; [Prepare] and
// [PrepareSpans] do beside it what takes long in a long document.
package docview
