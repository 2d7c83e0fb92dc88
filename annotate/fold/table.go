package fold

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// ascii folds ASCII: small letters for capitals, spaces for white space.
var ascii = func() (t [utf8.RuneSelf]byte) {
	for b := range t {
		switch c := byte(b); {
		case c >= 'A' && c <= 'Z':
			t[b] = c + 'a' - 'A'
		case c >= '\t' && c <= '\r':
			t[b] = ' '
		default:
			t[b] = c
		}
	}
	return t
}()

// pageSize is how many code points are worked out together, when the first of
// them is met: a program that starts pays for nothing.
const pageSize = 256

// page holds what the code points of a page become: a code point, or less than
// 0: the string strings[^to], which may be empty.
type page struct {
	to      [pageSize]rune
	strings []string
}

var pages [(unicode.MaxRune + 1) / pageSize]atomic.Pointer[page]

func pageOf(r rune) *page {
	slot := &pages[r/pageSize]
	if p := slot.Load(); p != nil {
		return p
	}
	p := newPage(r / pageSize * pageSize)
	slot.Store(p) // another goroutine may have stored the same
	return p
}

func newPage(first rune) *page {
	p := &page{}
	for i := range p.to {
		to := foldRune(first + rune(i))
		if r, size := utf8.DecodeRuneInString(to); size > 0 && size == len(to) {
			p.to[i] = r
			continue
		}
		p.to[i] = ^rune(len(p.strings))
		p.strings = append(p.strings, to)
	}
	return p
}

func appendRune(dst []byte, r rune) []byte {
	p := pageOf(r)
	to := p.to[r%pageSize]
	if to >= 0 {
		return utf8.AppendRune(dst, to)
	}
	return append(dst, p.strings[^to]...)
}

// foldRune works out what one code point becomes: it applies the rules again
// to what they give until nothing changes any more, which takes few rounds.
func foldRune(r rune) string {
	const rounds = 8
	s := string(r)
	for range rounds {
		var next strings.Builder
		for _, r := range s {
			next.WriteString(rules(r))
		}
		if next.String() == s {
			break
		}
		s = next.String()
	}
	return s
}

// rules applies the first rule that concerns r.
func rules(r rune) string {
	switch {
	case vanishes(r):
		return ""
	case unicode.IsSpace(r):
		return " "
	case unicode.Is(unicode.Pd, r):
		return "-"
	case unicode.Is(unicode.Nd, r) && !unicode.Is(mathDigits, r):
		return string('0' + digit(r))
	case unicode.Is(unicode.Cherokee, r):
		return string(unicode.ToUpper(r)) // its small letters fold to capitals
	}
	if to, ok := letters[r]; ok {
		return to
	}
	s := string(r)
	if decomposed := norm.NFKD.String(s); decomposed != s {
		return decomposed
	}
	return cases.Fold().String(s)
}

// markless are the scripts whose marks vanish. Those of other scripts that
// they share (the accents) count as inherited.
var markless = []*unicode.RangeTable{
	unicode.Inherited, unicode.Common, unicode.Latin, unicode.Greek, unicode.Cyrillic,
	unicode.Arabic, unicode.Hebrew, unicode.Syriac,
}

// vanishes reports whether r is a mark, or no character that is seen.
func vanishes(r rune) bool {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return unicode.In(r, markless...) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
	case unicode.Is(unicode.Cf, r):
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	}
	return r == '\u0640' || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) // tatweel
}

// mathDigits are the digits of five mathematical alphabets, in one range, that
// decompose to ASCII.
var mathDigits = &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0x1D7CE, Hi: 0x1D7FF, Stride: 1}}}

// digit returns the value of a decimal digit. Each script's digits stand
// together, zero first, ranges being unions of tens (Unicode 4.6).
func digit(r rune) rune {
	for _, tens := range unicode.Nd.R16 {
		if rune(tens.Lo) <= r && r <= rune(tens.Hi) {
			return (r - rune(tens.Lo)) % 10
		}
	}
	for _, tens := range unicode.Nd.R32 {
		if rune(tens.Lo) <= r && r <= rune(tens.Hi) {
			return (r - rune(tens.Lo)) % 10
		}
	}
	return 0
}
