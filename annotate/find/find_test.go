package find_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate/find"
	"postil/annotate/fold"
	"postil/annotate/segment"
)

// hits finds a query and returns the texts of the hits.
func hits(t *testing.T, text string, q find.Query) []string {
	t.Helper()
	ranges, err := find.NewText(text).Find(context.Background(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, r := range ranges {
		found = append(found, text[r[0]:r[1]])
	}
	return found
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, text, query string
		exact, folded     []string
	}{
		{"case", "Antwerp antwerp ANTWERP", "antwerp", []string{"antwerp"}, []string{"Antwerp", "antwerp", "ANTWERP"}},
		{"accents", "Șefa, sefa, şefa", "sefa", []string{"sefa"}, []string{"Șefa", "sefa", "şefa"}},
		{"accents in the query", "Łódź lodz", "Łódź", []string{"Łódź"}, []string{"Łódź", "lodz"}},
		{"an accent of its own", "cafe cafe\u0301", "cafe", []string{"cafe"}, []string{"cafe", "cafe\u0301"}},
		{"one letter that is two", "Straße", "strasse", nil, []string{"Straße"}},
		{"part of one letter that is two", "Straße, dass", "s", []string{"s", "s"}, []string{"S", "ß", "s", "s"}},
		{"Arabic vowel marks", "مُحَمَّد محمد", "محمد", []string{"محمد"}, []string{"مُحَمَّد", "محمد"}},
		{"an invisible joiner", "می\u200cخواهم", "می", []string{"می\u200c"}, []string{"می\u200c"}},
		{"vowel signs that are letters", "हिन्दी", "ह", []string{"हि"}, []string{"हि"}},
		{"emoji", "👨‍👩‍👧 👩", "👩", []string{"👨‍👩‍👧", "👩"}, []string{"👨‍👩‍👧", "👩"}},
		{"a heart in colour", "❤ ❤\ufe0f", "❤", []string{"❤", "❤\ufe0f"}, []string{"❤", "❤\ufe0f"}},
		{"a soft hyphen", "soft\u00adware", "software", nil, []string{"soft\u00adware"}},
		{"over a line end", "Bart De\nWever", "De Wever", []string{"De\nWever"}, []string{"De\nWever"}},
		{"over other white space", "De\u00a0 Wever, De \n\n Wever", "De  Wever", []string{"De\u00a0 Wever", "De \n\n Wever"}, []string{"De\u00a0 Wever", "De \n\n Wever"}},
		{"no white space", "DeWever", "De Wever", nil, nil},
		{"white space before", "cat a cat", " cat", []string{"cat"}, []string{"cat"}},
		{"white space behind", "cat\ncats cat", "cat ", []string{"cat"}, []string{"cat"}},
		{"white space around", "a b a\na a", " a ", []string{"a", "a"}, []string{"a", "a"}},
		{"no overlap", "aaaaa", "aa", []string{"aa", "aa"}, []string{"aa", "aa"}},
		{"nothing", "some text", "", nil, nil},
		{"white space only", "some  text", "  ", nil, nil},
		{"marks only", "مُحَمَّد", "\u064f", []string{"مُ"}, nil},
		{"not there", "some text", "texts", nil, nil},
		{"longer than the text", "ab", "abc", nil, nil},
		{"no text", "", "a", nil, nil},
		{"CJK", "警方昨晚宣布，警方", "警方", []string{"警方", "警方"}, []string{"警方", "警方"}},
		{"Hangul being typed", "한국", "하", nil, []string{"한"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.exact, hits(t, test.text, find.Query{Text: test.query})); diff != "" {
			t.Errorf("%s: exactly, %q in %q:\n%s", test.name, test.query, test.text, diff)
		}
		if diff := cmp.Diff(test.folded, hits(t, test.text, find.Query{Text: test.query, Folded: true})); diff != "" {
			t.Errorf("%s: folded, %q in %q:\n%s", test.name, test.query, test.text, diff)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, test := range []struct {
		query find.Query
		want  bool
	}{
		{find.Query{}, true}, {find.Query{Text: " \n"}, true}, {find.Query{Text: "a"}, false},
		{find.Query{Text: "\u0301"}, false}, {find.Query{Text: "\u0301", Folded: true}, true},
	} {
		if got := test.query.Empty(); got != test.want {
			t.Errorf("%+v: empty is %v", test.query, got)
		}
	}
}

// piece is a grapheme cluster of the text with what is compared of it.
type piece struct{ from, to, at, end int }

// byForce finds hits in the slowest way: it tries the query at every place.
func byForce(text string, q find.Query) [][2]int {
	compared := func(s string) string {
		if q.Folded {
			return fold.String(s)
		}
		return s
	}
	query := compared(strings.ToValidUTF8(q.Text, "\uFFFD"))
	if strings.TrimSpace(query) == "" {
		return nil
	}
	var pieces []piece
	var all strings.Builder
	for from, to := range segment.Graphemes(text) {
		at := all.Len()
		all.WriteString(compared(text[from:to]))
		pieces = append(pieces, piece{from, to, at, all.Len()})
	}
	var found [][2]int
	s := all.String()
	for start := range s {
		end, ok := at(s, start, query)
		if !ok || !utf8.RuneStart(s[start]) {
			continue
		}
		first := slices.IndexFunc(pieces, func(p piece) bool { return p.at <= start && start < p.end })
		last := slices.IndexFunc(pieces, func(p piece) bool { return p.at < end && end <= p.end })
		from, to := pieces[first].from, pieces[last].to
		added := s[end:pieces[last].end]
		if n := len(found); n > 0 && from < found[n-1][1] || !q.Folded && addsAccent(added) {
			continue
		}
		found = append(found, [2]int{from, to})
	}
	return found
}

// at tells whether the query is at a place of s, and where it ends.
func at(s string, start int, query string) (end int, ok bool) {
	trimmed := strings.TrimSpace(query)
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	if !strings.HasPrefix(query, trimmed) && strings.TrimLeftFunc(query, unicode.IsSpace) != query && !unicode.IsSpace(before) {
		return 0, false
	}
	end = start
	blank := false
	for _, r := range trimmed {
		if unicode.IsSpace(r) {
			blank = true
			continue
		}
		if blank {
			tail := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
			if len(tail) == len(s)-end {
				return 0, false
			}
			end, blank = len(s)-len(tail), false
		}
		if !strings.HasPrefix(s[end:], string(r)) {
			return 0, false
		}
		end += utf8.RuneLen(r)
	}
	behind, _ := utf8.DecodeRuneInString(s[end:])
	return end, strings.TrimRightFunc(query, unicode.IsSpace) == query || unicode.IsSpace(behind)
}

// addsAccent is true for the rest of a cluster that begins with an accent.
func addsAccent(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	return unicode.In(r, unicode.Mn, unicode.Me) && fold.String(rest[:size]) == "" &&
		!unicode.Is(unicode.Variation_Selector, r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

var parts = []string{
	"a", "A", "s", "ß", "ss", " ", "  ", "\n", "\u00a0", "\u2003", "e\u0301", "é", "e", "\u0301", "\u0323", "ﬁ", "ș", "Ł",
	"م", "مُ", "ـ", "د\u064c", "\u200d", "\u200c", "\u00ad", "\ufe0f", "❤", "👩", "👨‍👩‍👧", "🇧🇪", "🇧", "हि", "क्ष", "क", "ก", "กำ", "漢", "한", "\u1112\u1161",
	"שָׁ", "½", "¨", "word",
}

func texts(most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, most).Draw(t, "parts"), "")
	})
}

func TestFindAgreesWithForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts(30).Draw(t, "text")
		q := find.Query{Text: texts(4).Draw(t, "query"), Folded: rapid.Bool().Draw(t, "folded")}
		if from := rapid.IntRange(0, len(text)).Draw(t, "from"); rapid.Bool().Draw(t, "a part of the text") {
			q.Text = text[from:rapid.IntRange(from, min(len(text), from+12)).Draw(t, "to")]
		}
		check(t, text, q)
	})
}

type fatal interface {
	Helper()
	Fatalf(string, ...any)
}

func check(t fatal, text string, q find.Query) {
	t.Helper()
	got, err := find.NewText(text).Find(context.Background(), q, nil)
	if err != nil {
		t.Fatalf("Find: %v", err)
	}
	if want := byForce(text, q); !slices.Equal(got, want) {
		t.Fatalf("%+q (folded: %v) in %+q: got %v, want %v", q.Text, q.Folded, text, got, want)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Șefa De\nWever", "de wever", true)
	f.Add("cafe\u0301 👨‍👩‍👧", "e", false)
	f.Add("a a\u00a0a", " a ", true)
	f.Fuzz(func(t *testing.T, text, query string, folded bool) {
		if len(text) > 400 {
			return
		}
		check(t, strings.ToValidUTF8(text, "\uFFFD"), find.Query{Text: query, Folded: folded})
	})
}

// A text of several portions has its hits where they are, also over the borders of
// portions.
func TestFindInALongText(t *testing.T) {
	for _, unit := range []string{"x De \n Wéver—", "ศ\u2003d\u00a0é", "漢字 漢\n字"} {
		text := strings.Repeat(unit, 400_000/len(unit))
		for _, folded := range []bool{false, true} {
			for _, query := range []string{"De Wéver", "x", "d é", "漢字", "漢 字", "字漢", "é"} {
				q := find.Query{Text: query, Folded: folded}
				once, err := find.NewText(unit+unit).Find(context.Background(), q, nil)
				if err != nil {
					t.Fatal(err)
				}
				var shown [][2]int
				got, err := find.NewText(text).Find(context.Background(), q, func(hits [][2]int) {
					if len(hits) <= len(shown) || !slices.Equal(shown, hits[:len(shown)]) {
						t.Errorf("%q: %d hits were shown after %d others", query, len(hits), len(shown))
					}
					shown = hits
				})
				if err != nil {
					t.Fatal(err)
				}
				if len(shown) > len(got) || !slices.Equal(shown, got[:len(shown)]) {
					t.Errorf("%q: what was shown first is not the beginning of what was found", query)
				}
				// Two units hold the hits of the first, those over the border and those of the second.
				if len(once) == 0 != (len(got) == 0) || len(once) > 0 && len(got) < len(text)/len(unit)-1 {
					t.Errorf("%q (folded: %v) in many of %q: %d hits; in two %d", query, folded, unit, len(got), len(once))
				}
				for i := 1; i < len(got); i++ {
					if got[i][0]-got[i-1][0] > len(unit) {
						t.Fatalf("%q in many of %q: no hit between %v and %v", query, unit, got[i-1], got[i])
					}
				}
			}
		}
	}
}

func TestSeveralSearchAtOnce(t *testing.T) {
	text := find.NewText(strings.Repeat("Łódź și Șefa poliției ", 20_000))
	counts := make(chan int)
	for _, query := range []string{"lodz", "sefa", "politiei", "si"} {
		go func() {
			hits, err := text.Find(context.Background(), find.Query{Text: query, Folded: true}, func([][2]int) {})
			if err != nil {
				t.Error(err)
			}
			counts <- len(hits)
		}()
	}
	for range 4 {
		if got := <-counts; got != 20_000 {
			t.Errorf("%d hits", got)
		}
	}
}

func TestFindIsCancelled(t *testing.T) {
	text := strings.Repeat("Einszweidrei ", 100_000)
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	got, err := find.NewText(text).Find(ctx, find.Query{Text: "zwei", Folded: true}, func([][2]int) {
		calls++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || got != nil || calls != 1 {
		t.Errorf("got %d hits after %d reports: %v", len(got), calls, err)
	}
}
