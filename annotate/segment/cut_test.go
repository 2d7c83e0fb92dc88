package segment_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"postil/annotate/segment"
)

func TestCut(t *testing.T) {
	family := "👨‍👩‍👧"
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"", 0, ""}, {"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "abc"}, {"abc", 0, ""}, {"abc", -1, ""},
		{"été", 3, "été"}, {"étés", 3, "été"},
		{"ae\u0301", 2, "a"}, {"ae\u0301", 3, "ae\u0301"},
		{"a" + family, 5, "a"}, {"a" + family, 6, "a" + family}, {family, 2, "👨\u200d"},
		{"🇧🇪🇳🇱", 3, "🇧🇪"}, {"ab\xffcd", 3, "ab\xff"},
	} {
		if got := segment.Cut(c.in, c.n); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
		shortened := c.want
		if c.want != c.in {
			shortened += "…"
		}
		if got := segment.Shorten(c.in, c.n); got != shortened {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.in, c.n, got, shortened)
		}
	}
}

func TestCutIsTheLongestBeginning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := texts(12, pieces, broken).Draw(t, "text"), rapid.IntRange(0, 20).Draw(t, "n")
		got := segment.Cut(s, n)
		if !strings.HasPrefix(s, got) || n < utf8.RuneCountInString(got) {
			t.Fatalf("Cut(%q, %d) = %q", s, n, got)
		}
		if len(got) == len(s) {
			return
		}
		next := segment.NextGrapheme(s, len(got))
		if utf8.RuneCountInString(s[:next]) <= n {
			t.Fatalf("Cut(%q, %d) = %q, and %q is short enough", s, n, got, s[:next])
		}
		if !segment.IsGraphemeBorder(s, len(got)) && segment.NextGrapheme(s, 0) < len(got) {
			t.Fatalf("Cut(%q, %d) = %q cuts a character", s, n, got)
		}
	})
}

func TestExcerpt(t *testing.T) {
	accented := strings.Repeat("e\u0301", 20)
	for _, c := range []struct{ in, want string }{
		{"a\nb", `"a\nb"`},
		{accented, `"` + accented + `"`},
		{accented + "é", `"` + accented + `"…`},
		{"a" + accented, `"a` + accented[:len(accented)-3] + `"…`},
		{"a" + strings.Repeat("\u0301", 300_000), `"a` + strings.Repeat("\u0301", 39) + `"…`},
	} {
		if got := segment.Excerpt(c.in); got != c.want {
			t.Errorf("Excerpt(%.100q) = %.200s, want %s", c.in, got, c.want)
		}
	}
}
