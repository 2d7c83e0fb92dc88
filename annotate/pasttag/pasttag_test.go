package pasttag_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/pasttag"
)

var (
	person = annotate.UIDFromName("PERSON")
	claim  = annotate.UIDFromName("CLAIM")
	docA   = annotate.UIDFromName("a")
	docB   = annotate.UIDFromName("b")
	noon   = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
)

func use(text string, document annotate.UID) pasttag.Use {
	return pasttag.Use{Text: text, Label: person, Document: document, Spans: 1, At: noon}
}

func indexOf(texts ...string) *pasttag.Index {
	x := pasttag.NewIndex()
	for _, t := range texts {
		x.Add(use(t, docA))
	}
	return x
}

func search(t testing.TB, x *pasttag.Index, query string, limit int) []pasttag.Hit {
	t.Helper()
	hits, err := x.Search(context.Background(), pasttag.Query{Text: query, Limit: limit}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

func texts(hits []pasttag.Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Text)
	}
	return out
}

func TestSearchFinds(t *testing.T) {
	for _, c := range []struct {
		query   string
		among   []string
		want    []string
		matched []string // the pieces of the first hit that the query fits
	}{
		{"sefa", []string{"Ministra", "Șefa Poliției"}, []string{"Șefa Poliției"}, []string{"Șefa"}},
		{"de wver", []string{"Ana Wever", "De Wever"}, []string{"De Wever"}, []string{"De W", "ver"}},
		{"strasse", []string{"Lange Straße"}, []string{"Lange Straße"}, []string{"Straße"}},
		{"москва", []string{"река Москва", "Москва"}, []string{"Москва", "река Москва"}, []string{"Москва"}},
		{"lodz", []string{"Łódź"}, []string{"Łódź"}, []string{"Łódź"}},
		{"מים", []string{"שר המים"}, []string{"שר המים"}, []string{"מים"}},
		{"東京", []string{"在東京都"}, []string{"在東京都"}, []string{"東京"}},
		{"  de   wever ", []string{"Bart De Wever"}, []string{"Bart De Wever"}, []string{"De Wever"}},
		{"xyz", []string{"De Wever"}, nil, nil},
		{"ab", []string{"axb", "cabin", "x-abbey", "abbey", "ab"}, []string{"ab", "abbey", "x-abbey", "cabin", "axb"}, []string{"ab"}},
	} {
		t.Run(c.query, func(t *testing.T) {
			hits := search(t, indexOf(c.among...), c.query, 10)
			if d := cmp.Diff(c.want, texts(hits)); d != "" {
				t.Fatal(d)
			}
			if len(hits) == 0 {
				return
			}
			var pieces []string
			for _, m := range hits[0].Matched {
				pieces = append(pieces, hits[0].Text[m[0]:m[1]])
			}
			if d := cmp.Diff(c.matched, pieces); d != "" {
				t.Error(d)
			}
		})
	}
}

// The same letters in another alphabet, of two bytes each, come in the same
// order.
func TestOrderIsTheSameInEveryAlphabet(t *testing.T) {
	toCyrillic := strings.NewReplacer("a", "а", "b", "б", "v", "в", "g", "г")
	rapid.Check(t, func(t *rapid.T) {
		latin := rapid.SliceOfNDistinct(rapid.StringMatching(`[abvg]{1,6}( [abvg]{1,6}){0,2}`), 1, 30, rapid.ID[string]).Draw(t, "entries")
		query := rapid.StringMatching(`[abvg]{1,3}`).Draw(t, "query")
		var cyrillic, want []string
		for _, l := range latin {
			cyrillic = append(cyrillic, toCyrillic.Replace(l))
		}
		for _, found := range found(t, indexOf(latin...), query) {
			want = append(want, toCyrillic.Replace(found))
		}
		if d := cmp.Diff(want, found(t, indexOf(cyrillic...), toCyrillic.Replace(query))); d != "" {
			t.Fatalf("query %q: %s", query, d)
		}
	})
}

func found(t *rapid.T, x *pasttag.Index, query string) []string {
	hits, err := x.Search(context.Background(), pasttag.Query{Text: query, Limit: 100}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return texts(hits)
}

func TestUnusedTagsComeAfterUsedOnes(t *testing.T) {
	x := pasttag.NewIndex()
	unused := annotate.Tag{UID: annotate.UIDFromName("unused"), Name: "Wever"}
	used := annotate.Tag{UID: annotate.UIDFromName("used"), Name: "Wever, the mayor of Antwerp and party leader"}
	x.PutTag(unused)
	x.PutTag(used)
	for _, d := range []annotate.UID{docA, docB} {
		x.Add(pasttag.Use{Text: "the mayor", Label: person, Tag: used.UID, Document: d, Spans: 3, At: noon})
	}
	for query, want := range map[string]string{"wev": used.Name, "wvr": used.Name, "wever": unused.Name} {
		if got := search(t, x, query, 5)[0].Text; got != want {
			t.Errorf("%q finds first %q, want %q", query, got, want)
		}
	}
}

func TestEntryCounts(t *testing.T) {
	x := pasttag.NewIndex()
	tag := annotate.Tag{UID: annotate.UIDFromName("bdw"), Name: "Bart De Wever", Usual: claim}
	x.PutTag(tag)
	if got := search(t, x, "bart", 5)[0]; got.Label != claim || got.Spans != 0 || !got.IsTag {
		t.Fatalf("unused tag: %+v", got)
	}
	tagged := func(text string, doc annotate.UID, at time.Time) pasttag.Use {
		return pasttag.Use{Text: text, Label: person, Tag: tag.UID, Document: doc, Spans: 1, At: at}
	}
	x.Add(tagged("De Wever", docA, noon))
	x.Add(tagged("De Wever", docB, noon.Add(time.Hour)))
	x.Add(tagged("Bart De Wever", docA, noon))

	want := []pasttag.Entry{
		{Tag: tag.UID, IsTag: true, Text: "Bart De Wever", Label: person, Spans: 3, Documents: 2, Last: noon.Add(time.Hour)},
		{Tag: tag.UID, Text: "De Wever", Label: person, Spans: 2, Documents: 2, Last: noon.Add(time.Hour)},
	}
	got := map[string]pasttag.Entry{}
	for _, h := range search(t, x, "wever", 5) {
		got[h.Text] = h.Entry
	}
	for _, w := range want {
		if d := cmp.Diff(w, got[w.Text]); d != "" {
			t.Error(d)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d entries, want %d: the text that repeats its tag's name stands twice", len(got), len(want))
	}

	x.Remove(tagged("De Wever", docA, noon))
	x.Remove(tagged("De Wever", docB, noon))
	if hits := search(t, x, "wever", 5); len(hits) != 1 || hits[0].Spans != 1 || hits[0].Documents != 1 {
		t.Errorf("after removal: %+v", hits)
	}
	tag.Name = "Premier"
	x.PutTag(tag)
	if d := cmp.Diff([]string{"Bart De Wever"}, texts(search(t, x, "wever", 5))); d != "" {
		t.Errorf("a renamed tag no longer hides the text: %s", d)
	}
	x.DropTag(tag.UID)
	if hits := search(t, x, "premier", 5); len(hits) != 0 {
		t.Errorf("a dropped tag is found: %+v", hits)
	}
}

func TestEmptyQueryShowsRecentAndMostUsed(t *testing.T) {
	x := pasttag.NewIndex()
	for i := range 20 {
		u := use(fmt.Sprintf("text %02d", i), docA)
		u.At = noon.Add(time.Duration(i) * time.Minute)
		x.Add(u)
	}
	often := use("often", docA)
	often.Spans, often.At = 100, noon.Add(-time.Hour)
	x.Add(often)
	if d := cmp.Diff([]string{"text 19", "text 18", "often", "text 17"}, texts(search(t, x, "", 4))); d != "" {
		t.Error(d)
	}
}

func TestLongTextsAreCut(t *testing.T) {
	long := strings.Repeat("ä", 100)
	hits := search(t, indexOf(long, "short\nline"), "a", 5)
	if want := strings.Repeat("ä", 80) + "…"; hits[0].Text != want {
		t.Errorf("got %q", hits[0].Text)
	}
	marked := strings.Repeat("x", 79) + "e\u0301 and more"
	if got, want := texts(search(t, indexOf(marked), "x", 1)), []string{strings.Repeat("x", 79) + "…"}; !cmp.Equal(got, want) {
		t.Errorf("a character is cut: %q", got)
	}
	if d := cmp.Diff([]string{"short line"}, texts(search(t, indexOf("short\nline"), "short line", 1))); d != "" {
		t.Error(d)
	}
}

func TestSearchIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, q := range []string{"", "a", "zq"} {
		if _, err := indexOf("abc").Search(ctx, pasttag.Query{Text: q, Limit: 5}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("query %q: %v", q, err)
		}
	}
}

func TestFirstPageComesBeforeScatteredLetters(t *testing.T) {
	x := indexOf("abc", "a1b2c3")
	var first []string
	hits, err := x.Search(context.Background(), pasttag.Query{Text: "abc", Limit: 5}, func(h []pasttag.Hit) { first = texts(h) })
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"abc"}, first); d != "" {
		t.Error("first page:", d)
	}
	if d := cmp.Diff([]string{"abc", "a1b2c3"}, texts(hits)); d != "" {
		t.Error("whole page:", d)
	}
}

var words = []string{"Wever", "de", "Noem", "порт", "Москва", "Șefa", "straße", "東京", "שר", "a", "ab", "x-ab", "café"}

// An index that lived through random additions and removals answers as one
// that was built from what remained.
func TestIndexEqualsRebuilt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lived, uses := pasttag.NewIndex(), []pasttag.Use{}
		tags := []annotate.UID{{}, annotate.UIDFromName("t1"), annotate.UIDFromName("t2")}
		names := map[annotate.UID]annotate.Tag{}
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				if len(uses) != 0 {
					i := rapid.IntRange(0, len(uses)-1).Draw(t, "which")
					lived.Remove(uses[i])
					uses = slices.Delete(uses, i, i+1)
				}
			case 1:
				tag := annotate.Tag{UID: rapid.SampledFrom(tags[1:]).Draw(t, "tag"), Name: phrase(t)}
				names[tag.UID] = tag
				lived.PutTag(tag)
			default:
				u := pasttag.Use{Text: phrase(t), Label: rapid.SampledFrom([]annotate.UID{person, claim}).Draw(t, "label"),
					Tag: rapid.SampledFrom(tags).Draw(t, "of"), Document: rapid.SampledFrom([]annotate.UID{docA, docB}).Draw(t, "in"), Spans: 1, At: noon}
				if _, named := names[u.Tag]; !named {
					u.Tag = annotate.UID{}
				}
				lived.Add(u)
				uses = append(uses, u)
			}
		}
		rebuilt := pasttag.NewIndex()
		for _, tag := range names {
			rebuilt.PutTag(tag)
		}
		for _, u := range uses {
			rebuilt.Add(u)
		}
		query := rapid.SampledFrom([]string{"", "a", "ab", "de", "wvr", "мск", "東", "e"}).Draw(t, "query")
		if d := cmp.Diff(summary(t, rebuilt, query), summary(t, lived, query)); d != "" {
			t.Fatalf("query %q: %s", query, d)
		}
	})
}

func phrase(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 3).Draw(t, "words"), " ")
}

// summary lists what a query finds without what depends on the order of
// additions: ties, and which of two equally common labels a tag shows.
func summary(t *rapid.T, x *pasttag.Index, query string) map[string]int {
	hits, err := x.Search(context.Background(), pasttag.Query{Text: query, Limit: 1000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, h := range hits {
		label := h.Label.String()
		if h.IsTag {
			label = "tag"
		}
		found[fmt.Sprint(h.Text, label, h.Tag, h.Class)] += h.Spans*1000 + h.Documents
	}
	return found
}

// Whatever the text and the query, what is said to match are whole characters
// of the text, in order, and a text finds itself.
func FuzzSearch(f *testing.F) {
	for _, s := range [][2]string{{"Șefa Poliției", "sefa"}, {"ﷺ", "ص"}, {"e\u0301a", "ea"}, {"👩‍👩‍👧 family", "fam"}, {"\xff", "a"}, {"Straße", "ss"}, {"a\x00b", "b"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, text, query string) {
		x := indexOf(text)
		for _, h := range search(t, x, query, 3) {
			end := 0
			for _, m := range h.Matched {
				if m[0] < end || m[1] <= m[0] || len(h.Text) < m[1] {
					t.Fatalf("ranges %v of %q are out of order or out of range", h.Matched, h.Text)
				}
				end = m[1]
				if utf8.ValidString(h.Text) && !utf8.ValidString(h.Text[m[0]:m[1]]) {
					t.Fatalf("range %v cuts a character of %q", m, h.Text)
				}
			}
		}
		if settled := strings.Join(strings.Fields(text), " "); settled == text && text != "" && utf8.RuneCountInString(text) < 80 {
			if hits := search(t, x, text, 1); len(hits) != 1 {
				t.Fatalf("%q doesn't find itself", text)
			}
		}
	})
}

// A text of a label that is left out is not found by any way of matching; what
// else is marked so, and a tag on it, is.
func TestTextsOfLabelsThatAreLeftOut(t *testing.T) {
	furniture, mara := annotate.UIDFromName("FURNITURE"), annotate.NewUID()
	x := indexOf("Mara Voss")
	x.PutTag(annotate.Tag{UID: mara, Name: "Mara the reporter"})
	x.Add(pasttag.Use{Text: "Mara Voss", Label: furniture, Document: docB, Spans: 9, At: noon})
	x.Add(pasttag.Use{Text: "Also read: Mara Voss", Label: furniture, Tag: mara, Document: docA, Spans: 2, At: noon})
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"", []string{"Mara the reporter", "Mara Voss"}},
		{"mara", []string{"Mara the reporter", "Mara Voss"}},
		{"mara voss", []string{"Mara Voss"}},
		{"also", nil},
		{"mvss", []string{"Mara Voss"}},
	} {
		hits, err := x.Search(context.Background(), pasttag.Query{Text: c.query, Limit: 5, Without: []annotate.UID{furniture}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := texts(hits)
		slices.Sort(got)
		slices.Sort(c.want)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q: %s", c.query, d)
		}
		for _, h := range hits {
			if !h.IsTag && h.Label != person {
				t.Errorf("%q finds %q of the label that is left out", c.query, h.Text)
			}
		}
	}
	if n := len(search(t, x, "mara", 5)); n != 4 {
		t.Errorf("with nothing left out there are %d hits, want 4", n)
	}
}
