package textlayout_test

import (
	"strings"
	"testing"

	"postil/app/textlayout"
)

// Which way paragraphs run that have letters, and those that have none.
func TestParagraphsRunByTheirLettersOrTheirNeighbours(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // a sign for each paragraph: > to the right, < to the left
	}{
		{"", ">"},
		{"\n12:30\n", ">>>"},
		{"abc\nאבג\nabc", "><>"},
		{"אבג\n\n12:30\n***\nabc\n\nאבג\n", "<<<<>><<"},
		{"12:30\n\nאבג", "<<<"}, // nothing before: the one after
		{"12:30\n\nabc\nאבג", ">>><"},
		{"abc\n\u2067אבג\u2069 12\n", ">>>"},                               // what stands isolated says nothing
		{"אבג\n\n" + strings.Repeat("12 345 ", 5000) + "\n\nabc", "<<<>>"}, // too far to look back to
	} {
		f := textlayout.NewFlow(textlayout.NewDocument(c.text), fonts(t), textlayout.Style{}, 1e6)
		got := ""
		for _, l := range f.Lines(0, f.Height()) {
			if l.Start == 0 || c.text[l.Start-1] == '\n' {
				got += map[bool]string{true: "<", false: ">"}[l.RTL]
			}
		}
		if got != c.want {
			t.Errorf("%.20q: they run %s, want %s", c.text, got, c.want)
		}
	}
}
