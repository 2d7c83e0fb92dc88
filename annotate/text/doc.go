// Package text settles what is imported and counts in the text that results.
//
// Settling happens once, at import: [Settle] decodes bytes to UTF-8, makes
// every line end a line feed, replaces control characters, and changes nothing
// else. The [Settled] value that it returns says what was done and holds an
// [OriginalMap], through which the offsets of an annotated file become offsets
// of the settled text.
//
// Inside the program every offset counts UTF-8 bytes. Formats count bytes,
// code points or UTF-16 code units; [OffsetMap] is the one place where such a
// [Unit] is converted.
package text
