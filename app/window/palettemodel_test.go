package window

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project"
)

func TestPaletteOffersANewTagLast(t *testing.T) {
	tag := project.PastTag{IsTag: true, Tag: annotate.NewUID(), Text: "De Wever"}
	text := project.PastTag{Text: "De Wever"}
	for _, c := range []struct {
		name   string
		hits   []project.PastTag
		query  string
		create string
	}{
		{"nothing typed", []project.PastTag{tag}, "", ""},
		{"only spaces typed", nil, "  ", ""},
		{"a part of a tag", []project.PastTag{tag}, "wev", "wev"},
		{"a tag of that name is there", []project.PastTag{tag}, "De Wever", ""},
		{"a text is no tag", []project.PastTag{text}, "De  Wever ", "De Wever"},
	} {
		rows := paletteRows(c.hits, c.query)
		got := ""
		if len(c.hits) < len(rows) {
			got = rows[len(rows)-1].create
		}
		if got != c.create {
			t.Errorf("%s: the new tag offered is %q, want %q", c.name, got, c.create)
		}
	}
}

// A new tag comes first where what was found only mentions the name that was typed.
func TestNewTagBeforeAPassage(t *testing.T) {
	tag := annotate.NewUID()
	const long = "In the harbour Mara Voss counts the crates of the night, as she has for years"
	for _, c := range []struct {
		name  string
		hit   project.PastTag
		query string
		found []string // what of the text the query fits
		first bool     // the new tag
	}{
		{"a full name in a long text", project.PastTag{Text: long}, "Mara Voss", []string{"Mara Voss"}, true},
		{"the text carries a tag", project.PastTag{Text: long, Tag: tag}, "Mara Voss", []string{"Mara Voss"}, false},
		{"a tag of a long name", project.PastTag{Text: long, Tag: tag, IsTag: true}, "Mara Voss", []string{"Mara Voss"}, false},
		{"a part of a word", project.PastTag{Text: long}, "harbour mar", []string{"harbour Mar"}, false},
		{"one word", project.PastTag{Text: long}, "harbour", []string{"harbour"}, false},
		{"one word of a text that goes on", project.PastTag{Text: long + "…"}, "harbour", []string{"harbour"}, true},
		{"a part of one there", project.PastTag{Text: long + "…"}, "harb", []string{"harb"}, false},
		{"a text little longer", project.PastTag{Text: "Inspector Mara Voss"}, "Mara Voss", []string{"Mara Voss"}, false},
		{"letters here and there", project.PastTag{Text: long}, "Ina Rott", []string{"In", "a", "ra", "o", "t"}, true},
		{"abbreviated words", project.PastTag{Text: long}, "mar cra", []string{"Mar", "cra"}, false},
	} {
		for from, rest := 0, c.found; len(rest) > 0; rest = rest[1:] {
			at := from + strings.Index(c.hit.Text[from:], rest[0])
			from = at + len(rest[0])
			c.hit.Matched = append(c.hit.Matched, [2]int{at, from})
		}
		rows := paletteRows([]project.PastTag{c.hit}, c.query)
		if len(rows) != 2 || (rows[0].create == c.query) != c.first || (rows[1].create == c.query) == c.first {
			t.Errorf("%s: rows %v, the new tag first: %v", c.name, rows, c.first)
		}
	}
}

func TestMatchedLettersAreSetApart(t *testing.T) {
	for _, c := range []struct {
		row  paletteRow
		text string
		want []string
	}{
		{paletteRow{hit: project.PastTag{Text: "Șefa DNA", Matched: [][2]int{{0, 5}, {6, 7}}}}, "Șefa DNA", []string{"Șefa", "D"}},
		{paletteRow{hit: project.PastTag{Text: "two\nlines", Matched: [][2]int{{4, 7}}}}, "two lines", []string{"lin"}},
		{paletteRow{create: "Șefa"}, "New tag “\u2068Șefa\u2069”", []string{"Șefa"}},
	} {
		text, matched := c.row.words()
		var got []string
		for _, m := range matched {
			got = append(got, text[m[0]:m[1]])
		}
		if diff := cmp.Diff(c.want, got); text != c.text || diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestPaletteSaysWhatARowIs(t *testing.T) {
	row := paletteRow{hit: project.PastTag{IsTag: true, Spans: 3, Documents: 1}}
	if got, want := row.notes("PERSON"), "tag · PERSON · 3 spans · 1 doc"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	row.hit.IsTag = false
	if got := row.notes(""); !strings.HasPrefix(got, "text · 3 spans") {
		t.Errorf("a past text is described as %q", got)
	}
}
