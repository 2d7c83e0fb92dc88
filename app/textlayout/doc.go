// Package textlayout sets long texts in lines: it shapes them with HarfBuzz
// (go-text), orders them by the Unicode Bidirectional Algorithm (UAX #9), breaks
// them by UAX #14, finds caret stops on grapheme clusters (UAX #29), and draws
// them.
//
// The pieces, from the text outwards:
//
//   - [Document] is a settled text with an index of layout blocks. A block is a
//     paragraph, or about four kilobytes of a longer one. Making the index is one
//     scan; nothing is shaped.
//   - [Fonts] finds a face for every grapheme cluster: among the faces given, with one
//     of this machine's families ([Family]) before them, then among all of the machine;
//     for emoji the other way round.
//   - [Flow] lays the blocks of a document out in a column of a given width, each
//     when it is first asked for. Blocks not yet seen have an estimated height.
//   - [Line] is one laid-out line: runs in visual order, clusters with their x.
//   - [View] is a window onto a flow. It is anchored to a byte of the text, so
//     that a corrected estimate never moves what is on the screen.
//   - [Painter] draws lines from a cache of glyph masks.
//
// On its way to the screen a block is cut into clusters (cells.go) with the levels of
// its paragraph (levels.go), then where face (fonts.go, emoji.go, systemfonts.go), script
// or level change (itemise.go), is shaped (shape.go, and what fonts leave open: hyphen.go,
// nowidth.go), broken into lines (wrap.go, inside of a paragraph even.go) and set (set.go,
// line.go). Its glyphs are drawn by glyphs.go: outlines, bitmaps, layers (colour.go) and
// SVG (svg.go).
//
// Offsets are UTF-8 bytes of the document's text. Coordinates are float64 pixels
// ("layout pixels": a scale is applied only when drawing), x to the right from the
// column's left edge, y downwards from the top of the document. World y values
// above a block shift when an unseen block above it is laid out and turns out
// higher or lower than estimated: take y values, use them, and take them anew in
// the next frame. What must last is kept as an offset.
//
// # Long paragraphs
//
// A paragraph of a million characters is laid out piece by piece too, and where its
// blocks meet doesn't show: the levels of UAX #9 are those of the whole paragraph, and
// the lines of a block that ends inside of a paragraph are broken such that its last
// line is about as full as the others, each of them giving up a small part of the
// column. So a line's place depends on its block alone, and any of them can be shown
// without those before it. The price: where a block ends, a line ends, so that in
// columns of more than some five hundred characters the last line of a block is short,
// and letters are not joined across the end of a block in a paragraph without spaces.
//
// Only [Document] may be used by several goroutines at once. Fonts, Flow, View and
// Painter hold shapers and faces, which are not safe for that: keep each set on
// one goroutine. A [Line] never changes; it may be read anywhere but drawn only
// where its painter lives.
package textlayout
