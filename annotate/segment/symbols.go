package segment

import (
	"unicode"
	"unicode/utf8"
)

// SymbolAt returns the symbol at a caret: the character with byte off, or else the
// one that ends there. A symbol is one whose first code point has one of Unicode's
// categories S: an emoji, a flag, €, ©, +. ok is false where there is none, as in
// letters, spaces and punctuation.
func SymbolAt(text string, off int) (start, end int, ok bool) {
	off = clamp(text, off)
	if start, end = graphemeAt(text, off); isSymbol(text[start:end]) {
		return start, end, true
	}
	if off > 0 && start == off {
		if start, end = graphemeAt(text, off-1); isSymbol(text[start:end]) {
			return start, end, true
		}
	}
	return off, off, false
}

func isSymbol(char string) bool {
	first, _ := utf8.DecodeRuneInString(char)
	return unicode.IsSymbol(first) && first != utf8.RuneError
}
