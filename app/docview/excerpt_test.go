package docview

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"postil/annotate"
)

func TestExcerptsTellRangesApart(t *testing.T) {
	text := "The port authority of Zandvoorde said on Monday that\nthe load of 121 tonnes was found in the hold."
	span := func(parts ...string) []annotate.Fragment {
		var fragments []annotate.Fragment
		for _, p := range parts {
			at := strings.Index(text, p)
			fragments = append(fragments, annotate.Fragment{Start: at, End: at + len(p)})
		}
		return fragments
	}
	for _, c := range []struct {
		parts []string
		most  int
		want  string
	}{
		{[]string{"port authority"}, 40, "port authority"},
		{[]string{"that\nthe load"}, 40, "that the load"},
		{[]string{text}, 40, "The port authority … found in the hold."},
		{[]string{text[:len(text)-1]}, 40, "The port authority … found in the hold"},
		{[]string{"The port", "Monday"}, 40, "The port ··· Monday"},
		{[]string{"The", "port", "of", "load", "hold"}, 40, "The ··· hold"},
		{[]string{"Zandvoorde"}, 6, "Zan … rde"},
		{[]string{"Zandvoorde"}, 0, "Z … e"},
	} {
		if got := excerpt(text, span(c.parts...), c.most); got != c.want {
			t.Errorf("%q in %d characters: %q, want %q", c.parts, c.most, got, c.want)
		}
	}
}

func TestExcerptsAreShortAndWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(rapid.String().Draw(t, "text")+rapid.SampledFrom([]string{"", " ", "\n", "👩‍👩‍👧‍👦", "e\u0301"}).Draw(t, "joint"), rapid.IntRange(1, 400).Draw(t, "times"))
		if text == "" {
			return
		}
		most := rapid.IntRange(0, 50).Draw(t, "most")
		got := excerpt(text, []annotate.Fragment{{Start: 0, End: len(text)}}, most)
		if n := characters(got); n > max(2, most)+3 {
			t.Fatalf("%d characters, asked for %d: %q", n, most, got)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Fatalf("a character was cut: %q", got)
		}
	})
}
