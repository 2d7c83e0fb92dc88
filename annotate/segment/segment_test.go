package segment_test

import (
	"strings"

	"pgregory.net/rapid"
)

// pieces are what borders go wrong on: every class that the rules name, and
// runs of what has no safe place inside.
var pieces = []string{
	"a", "b ", " ", "  ", "\n", "\t", "The ", "can't", "l’été ", "3,14", "a.b", "U.S. ", "x:y", "1:2", "_", "a_1", "well-known",
	". ", "! ", "?” ", "...", "…", "(", ")", "“", "”", "'", "\"", ",", ":", ".", ";", "-", "–", "A", "B", "7",
	"é", "e\u0301", "\u0301", "\u0308\u0323", "\u200d", "\u200c", "\u00ad", "\u200b", "\u2060", "\u00a0", "\u3000",
	"שלום", "צה״ל", "ש\"ש", "א'", "مُحَمَّد", "\u0600", "漢字", "。", "「", "カタ", "ｶﾞ", "\uff9e", "かな", "ไทยนี้", "한", "\u1112", "\u1161", "\u11ab",
	"क्ष", "\u094d", "क", "\u093f", "\u0d4e", "😀", "👨‍👩‍👧", "🇧🇪", "🇧", "👍🏽", "🏽", "❤\ufe0f", "©", "\U000e0067", "1\ufe0f\u20e3",
	"\uFFFD", "\u2028", "\u0085",
}

// broken are pieces that no settled text has.
var broken = []string{"\r\n", "\r", "\xff", "\x80", "\xe2\x82", "\xf0\x9f", "\xed\xa0\x80"}

func texts(max int, sets ...[]string) *rapid.Generator[string] {
	var all []string
	for _, set := range sets {
		all = append(all, set...)
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(all), 0, max).Draw(t, "pieces"), "")
	})
}

type fatal interface {
	Helper()
	Fatalf(string, ...any)
}
