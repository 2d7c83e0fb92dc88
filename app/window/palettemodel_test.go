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
