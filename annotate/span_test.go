package annotate_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
)

// sample has characters of one to four bytes: borders at 0, 1, 3, 6, 10, 11.
const sample = "aé€😀b"

func TestCover(t *testing.T) {
	for _, c := range []struct {
		name   string
		ranges [][2]int
		want   []annotate.Fragment
	}{
		{"all", [][2]int{{0, 11}}, []annotate.Fragment{{0, 11, sample}}},
		{"one character", [][2]int{{6, 10}}, []annotate.Fragment{{6, 10, "😀"}}},
		{"sorted", [][2]int{{6, 10}, {0, 1}}, []annotate.Fragment{{0, 1, "a"}, {6, 10, "😀"}}},
		{"touching", [][2]int{{0, 1}, {1, 3}}, []annotate.Fragment{{0, 3, "aé"}}},
		{"overlapping", [][2]int{{0, 3}, {1, 6}}, []annotate.Fragment{{0, 6, "aé€"}}},
		{"inside another", [][2]int{{0, 10}, {1, 3}}, []annotate.Fragment{{0, 10, "aé€😀"}}},
		{"twice", [][2]int{{1, 3}, {1, 3}}, []annotate.Fragment{{1, 3, "é"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := slices.Clone(c.ranges)
			got, err := annotate.Cover(sample, c.ranges...)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			if !slices.Equal(before, c.ranges) {
				t.Error("the ranges given have changed")
			}
		})
	}
}

func TestCoverRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		ranges [][2]int
		want   string
	}{
		{"nothing", nil, "a span needs at least one fragment"},
		{"empty", [][2]int{{3, 3}}, "bytes 3 to 3: the range is empty"},
		{"empty at the end", [][2]int{{11, 11}}, "bytes 11 to 11: the range is empty"},
		{"backwards", [][2]int{{3, 1}}, "bytes 3 to 1: the range is empty"},
		{"before the text", [][2]int{{-1, 1}}, "bytes -1 to 1: the range leaves the text, which has 11 bytes"},
		{"behind the text", [][2]int{{10, 12}}, "bytes 10 to 12: the range leaves the text, which has 11 bytes"},
		{"far behind", [][2]int{{20, 5}}, "bytes 20 to 5: the range is empty"},
		{"start in a character", [][2]int{{2, 3}}, "bytes 2 to 3: the range cuts a character"},
		{"end in a character", [][2]int{{3, 4}}, "bytes 3 to 4: the range cuts a character"},
		{"the second", [][2]int{{0, 1}, {6, 8}}, "bytes 6 to 8: the range cuts a character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := annotate.Cover(sample, c.ranges...)
			if err == nil || err.Error() != c.want || annotate.CodeOf(err) != annotate.Invalid {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

// TestCoverKeepsTheInvariant draws texts and ranges, good and bad, and compares
// what is covered with the bytes that the ranges name.
func TestCoverKeepsTheInvariant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", " ", "é", "e\u0301", "中", "😀", "👨‍👩‍👧", "ש", "ع", "\n"}), 1, 20).Draw(t, "text"), "")
		offset := rapid.IntRange(-1, len(text)+1)
		var ranges [][2]int
		good, covered := true, make([]bool, len(text))
		for range rapid.IntRange(0, 4).Draw(t, "ranges") {
			r := [2]int{offset.Draw(t, "start"), offset.Draw(t, "end")}
			ranges = append(ranges, r)
			if r[0] < 0 || r[1] <= r[0] || len(text) < r[1] || !utf8.ValidString(text[r[0]:r[1]]) {
				good = false
				continue
			}
			for i := r[0]; i < r[1]; i++ {
				covered[i] = true
			}
		}
		fragments, err := annotate.Cover(text, ranges...)
		if (err == nil) != (good && 0 < len(ranges)) {
			t.Fatalf("%v for %v in %q", err, ranges, text)
		}
		if err != nil {
			return
		}
		s := annotate.Span{UID: annotate.NewUID(), Fragments: fragments}
		if err := s.Check(text); err != nil {
			t.Fatal(err)
		}
		for i := range text {
			if s.Covers(i) != covered[i] {
				t.Fatalf("byte %d: covered is %v", i, s.Covers(i))
			}
		}
		if s.Covers(-1) || s.Covers(len(text)) || !s.Covers(s.Start()) || s.Covers(s.End()) {
			t.Fatal("the span's ends are wrong")
		}
	})
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name      string
		fragments []annotate.Fragment
		want      string // "" where it is right
	}{
		{"one", []annotate.Fragment{{1, 3, "é"}}, ""},
		{"two", []annotate.Fragment{{0, 1, "a"}, {3, 6, "€"}}, ""},
		{"none", nil, "it has no fragment"},
		{"other text", []annotate.Fragment{{1, 3, "è"}}, `its text "è" is not what stands at bytes 1 to 3: "é"`},
		{"no text", []annotate.Fragment{{1, 3, ""}}, `its text "" is not what stands`},
		{"outside", []annotate.Fragment{{10, 12, "b"}}, "the range leaves the text"},
		{"cut", []annotate.Fragment{{1, 2, "\xc3"}}, "the range cuts a character"},
		{"touching", []annotate.Fragment{{0, 1, "a"}, {1, 3, "é"}}, "its fragments overlap, touch or are out of order at byte 1"},
		{"touching at the start", []annotate.Fragment{{0, 1, "a"}, {0, 1, "a"}}, "its fragments overlap"},
		{"out of order", []annotate.Fragment{{3, 6, "€"}, {0, 1, "a"}}, "its fragments overlap, touch or are out of order at byte 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := annotate.Span{UID: annotate.UIDFromName("s"), Fragments: c.fragments}
			err := s.Check(sample)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), s.UID.String()) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

// TestCheckQuotesLittle checks that an error never holds a whole document.
func TestCheckQuotesLittle(t *testing.T) {
	text := strings.Repeat("é", 10_000)
	s := annotate.Span{UID: annotate.NewUID(), Fragments: []annotate.Fragment{{0, len(text), text + "!"}}}
	if err := s.Check(text); err == nil || 400 < len(err.Error()) {
		t.Errorf("%v", err)
	}
}

func TestSpanReads(t *testing.T) {
	fragments, err := annotate.Cover(sample, [2]int{0, 1}, [2]int{3, 6})
	if err != nil {
		t.Fatal(err)
	}
	s := annotate.Span{Fragments: fragments, Attributes: annotate.Attributes{"n": annotate.NumberValue(1)}}
	if s.Text() != "a … €" || s.Start() != 0 || s.End() != 6 {
		t.Errorf("%q from %d to %d", s.Text(), s.Start(), s.End())
	}
	c := s.Clone()
	c.Fragments[0].Text, c.Attributes["n"] = "x", annotate.NumberValue(2)
	if s.Fragments[0].Text != "a" || s.Attributes["n"] != annotate.NumberValue(1) {
		t.Error("a clone shares with its original")
	}
}

func TestMark(t *testing.T) {
	make := func(change func(*annotate.Span)) *annotate.Span {
		s := annotate.Span{UID: annotate.NewUID(), Document: annotate.UID{1}, Label: annotate.UID{2}, Annotator: annotate.UID{3}, Fragments: []annotate.Fragment{{0, 1, "a"}, {3, 6, "€"}}}
		change(&s)
		return &s
	}
	same := make(func(*annotate.Span) {})
	for _, c := range []struct {
		name   string
		change func(*annotate.Span)
		want   bool
	}{
		{"nothing but id", func(*annotate.Span) {}, true},
		{"note", func(s *annotate.Span) { s.Note = "n" }, true},
		{"document", func(s *annotate.Span) { s.Document = annotate.UID{9} }, false},
		{"label", func(s *annotate.Span) { s.Label = annotate.UID{9} }, false},
		{"annotator", func(s *annotate.Span) { s.Annotator = annotate.UID{9} }, false},
		{"fragment more", func(s *annotate.Span) { s.Fragments = append(s.Fragments, annotate.Fragment{Start: 8, End: 9}) }, false},
		{"inner border", func(s *annotate.Span) { s.Fragments[0].End = 2 }, false},
		{"one fragment less", func(s *annotate.Span) { s.Fragments = s.Fragments[:1] }, false},
		{"a border", func(s *annotate.Span) { s.Fragments[1].End = 5 }, false},
	} {
		if other := make(c.change); (same.Mark() == other.Mark()) != c.want {
			t.Errorf("another %s: %v expected", c.name, c.want)
		}
	}
}

// TestCompareSpans checks the rule of records, and that it is an order.
func TestCompareSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spans []annotate.Span
		for range 3 {
			start := rapid.IntRange(0, 2).Draw(t, "start")
			spans = append(spans, annotate.Span{UID: annotate.UID{byte(rapid.IntRange(0, 2).Draw(t, "uid"))}, Fragments: []annotate.Fragment{{Start: start, End: start + rapid.IntRange(1, 3).Draw(t, "length")}}})
		}
		a, b, c := &spans[0], &spans[1], &spans[2]
		ab := annotate.CompareSpans(a, b)
		if ab != -annotate.CompareSpans(b, a) && (ab < 0) == (annotate.CompareSpans(b, a) < 0) {
			t.Fatal("it is not antisymmetric")
		}
		if ab <= 0 && annotate.CompareSpans(b, c) <= 0 && 0 < annotate.CompareSpans(a, c) {
			t.Fatal("it is not transitive")
		}
		switch {
		case a.Start() != b.Start():
			if (ab < 0) != (a.Start() < b.Start()) {
				t.Fatal("the start does not count first")
			}
		case a.End() != b.End():
			if (ab < 0) != (b.End() < a.End()) {
				t.Fatal("the longer is not first")
			}
		case (ab == 0) != (a.UID == b.UID):
			t.Fatal("the id does not count last")
		}
	})
}
