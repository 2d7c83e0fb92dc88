package text_test

import (
	"strings"

	"pgregory.net/rapid"
)

// pieces are what counting and settling go wrong on.
var pieces = []string{
	"a", "Z", " ", "\n", "\t", "word ", strings.Repeat("long ascii ", 30),
	"é", "e\u0301", "ß", "ș", "İ", "\u00a0", "\u00ad", "\u0300",
	"שלום", "\u05e9\u05c1", "مرحبا", "\u0628\u064e", "\u200f", "\u202e",
	"漢字", "かな", "ไทย", "한", "\u1112\u1161\u11ab",
	"😀", "👨‍👩‍👧", "🇧🇪", "👍🏽", "\U0001D4D0", "\U0010FFFF", "\uFFFD", "\uFFFE",
}

// odd are pieces that settling changes.
var odd = []string{
	"\r\n", "\r", "\r\r\n", "\n\r", "\uFEFF", "\x00", "\x1b", "\x7f", "\u0085", "\u009f", "\f",
	"\x80", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\xe0\x80",
}

func textOf(max int, sets ...[]string) *rapid.Generator[string] {
	var all []string
	for _, set := range sets {
		all = append(all, set...)
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(all), 0, max).Draw(t, "pieces"), "")
	})
}
