package segment_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/sentences"
	"pgregory.net/rapid"

	"postil/annotate/segment"
)

// checkSentence compares an answer about s with a scan of all of it.
func checkSentences(t fatal, s string, offs ...int) {
	t.Helper()
	var all []span
	for it := sentences.FromString(s); it.Next(); {
		all = append(all, span{it.Start(), it.End()})
	}
	for _, off := range offs {
		for _, whole := range all {
			if off < whole.start || off >= whole.end && (off < len(s) || whole.end < len(s)) {
				continue
			}
			start, end, ok := segment.SentenceAt(s, off)
			left, right := s[whole.start:start], s[end:whole.end]
			if start < whole.start || end > whole.end || strings.TrimSpace(left+right) != "" || ok != (strings.TrimSpace(s[whole.start:whole.end]) != "") {
				t.Fatalf("SentenceAt(%.300q, %d) = %d, %d, %v, want %v trimmed", s, off, start, end, ok, whole)
			}
		}
	}
}

func TestSentencesAgreeWithFullScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts(20, pieces).Draw(t, "text")
		offs := make([]int, len(s)+1)
		for i := range offs {
			offs[i] = i
		}
		checkSentences(t, s, offs...)
	})
}

// Sentences and SentenceAt name the same ones, and nothing but white space
// belongs to none.
func TestSentencesAreThoseAtTheirPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts(20, pieces).Draw(t, "text")
		last := 0
		for start, end := range segment.Sentences(s) {
			if from, to, ok := segment.SentenceAt(s, start); from != start || to != end || !ok {
				t.Fatalf("a sentence at %d to %d of %q, where SentenceAt says %d to %d", start, end, s, from, to)
			}
			if start < last || end <= start || strings.TrimSpace(s[last:start]) != "" || strings.Contains(s[start:end], "\n") {
				t.Fatalf("a sentence at %d to %d of %q after one that ends at %d", start, end, s, last)
			}
			last = end
		}
		if strings.TrimSpace(s[last:]) != "" {
			t.Fatalf("%q is in no sentence", s[last:])
		}
	})
}

func TestSentences(t *testing.T) {
	const s = " Ms. Oduya spoke.  “We need to,” she said. \n\nМы ушли. 他来了。他走了。\nThe end"
	var got []string
	for start, end := range segment.Sentences(s) {
		got = append(got, s[start:end])
	}
	if want := "Ms.|Oduya spoke.|“We need to,” she said.|Мы ушли.|他来了。|他走了。|The end"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	for range segment.Sentences(s) {
		break // as a caller may
	}
}

// A paragraph much longer than what is looked at.
func TestSentencesInLongParagraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := strings.ReplaceAll(texts(40, pieces).Draw(t, "text"), "\n", "")
		s := strings.Repeat(line+" Und so weiter. Etc. p.p. ", 1+100_000/(len(line)+25))
		checkSentences(t, s, rapid.SliceOfN(rapid.IntRange(0, len(s)), 5, 5).Draw(t, "offsets")...)
	})
}

func TestSentenceAt(t *testing.T) {
	tests := []struct{ caret, want string }{
		{"One is. Tw|o is. Three.", "One is. |Two is.| Three."},
		{"One is. |Two is.", "One is. |Two is.|"},
		{"One is.| Two is.", "|One is.| Two is."},
		{"One is.\nTwo is|", "One is.\n|Two is|"},
		{"“We need to,” she |said. Then left.", "|“We need to,” she said.| Then left."},
		{"It was 3.5 k|m. Far.", "|It was 3.5 km.| Far."},
		{"他来了。他|走了。", "他来了。|他走了。|"},
		{"Head line\nBo|dy", "Head line\n|Body|"},
		{"  \n |  \n", "  \n ||  \n"},
	}
	for _, test := range tests {
		got := marked(t, test.caret, func(s string, off, _ int) (int, int) {
			start, end, _ := segment.SentenceAt(s, off)
			return start, end
		})
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.caret, got, test.want)
		}
	}
}

func TestRealArticles(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(files) == 0 {
		t.Skip("no ../shared/seeds beside the checkout")
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := string(raw[:min(len(raw), 3000)])
		s = strings.ToValidUTF8(s, "")
		checkGraphemes(t, s)
		checkWords(t, s)
		for off := range len(s) {
			checkSnap(t, s, off, min(len(s), off+17))
		}
		checkSentences(t, s, 0, len(s)/3, len(s)/2, len(s))
	}
}
