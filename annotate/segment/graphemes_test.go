package segment_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate/segment"
)

// checkGraphemes compares every answer about s with a scan of all of it.
func checkGraphemes(t fatal, s string) {
	t.Helper()
	borders := map[int]bool{0: true}
	for start, end := range segment.Graphemes(s) {
		if !borders[start] {
			t.Fatalf("%q: characters don't join at %d", s, start)
		}
		borders[end] = true
	}
	last := 0
	for off := range len(s) + 1 {
		if got := segment.IsGraphemeBorder(s, off); got != borders[off] {
			t.Fatalf("IsGraphemeBorder(%q, %d) = %v", s, off, got)
		}
		if got := segment.PrevGrapheme(s, off); got != last {
			t.Fatalf("PrevGrapheme(%q, %d) = %d, want %d", s, off, got, last)
		}
		if borders[off] {
			last = off
		}
		if got := segment.GraphemeStart(s, off); got != last {
			t.Fatalf("GraphemeStart(%q, %d) = %d, want %d", s, off, got, last)
		}
	}
	last = len(s)
	for off := len(s); off >= 0; off-- {
		if got := segment.NextGrapheme(s, off); got != last {
			t.Fatalf("NextGrapheme(%q, %d) = %d, want %d", s, off, got, last)
		}
		if borders[off] {
			last = off
		}
		if got := segment.GraphemeEnd(s, off); got != last {
			t.Fatalf("GraphemeEnd(%q, %d) = %d, want %d", s, off, got, last)
		}
	}
}

func TestGraphemesAgreeWithFullScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkGraphemes(t, texts(12, pieces).Draw(t, "text")+rapid.StringN(0, 5, -1).Draw(t, "any"))
	})
}

func FuzzGraphemes(f *testing.F) {
	for _, p := range append(pieces, broken...) {
		f.Add(p + p + "a" + p)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 400 {
			checkGraphemes(t, strings.ToValidUTF8(s, "\uFFFD"))
		}
		checkBounds(t, s)
	})
}

// checkBounds checks what holds for any bytes: no panic, and order.
func checkBounds(t fatal, s string) {
	t.Helper()
	for off := -1; off <= len(s)+1; off++ {
		in := max(0, min(off, len(s)))
		start, end := segment.GraphemeStart(s, off), segment.GraphemeEnd(s, off)
		if start < 0 || start > in || end < in || end > len(s) {
			t.Fatalf("%q at %d: character %d to %d", s, off, start, end)
		}
		if next := segment.NextGrapheme(s, off); next <= in && in < len(s) || next > len(s) {
			t.Fatalf("%q at %d: next %d", s, off, next)
		}
		if start, end, ok := segment.WordAt(s, off); start < 0 || start > in || end < in || end > len(s) || ok && start == end {
			t.Fatalf("%q at %d: word %d to %d, %v", s, off, start, end, ok)
		}
		if next := segment.NextWord(s, off); next < in || next > len(s) || next == in && in < len(s) {
			t.Fatalf("%q at %d: next word %d", s, off, next)
		}
		if prev := segment.PrevWord(s, off); prev < 0 || prev > in || prev == in && in > 0 {
			t.Fatalf("%q at %d: previous word %d", s, off, prev)
		}
		if start, end, ok := segment.SentenceAt(s, off); start < 0 || end > len(s) || start > end || ok == (start == end) {
			t.Fatalf("%q at %d: sentence %d to %d, %v", s, off, start, end, ok)
		}
		if from, to := segment.SnapToWords(s, off, off+3); from < 0 || from > to || to > len(s) {
			t.Fatalf("%q at %d: snapped %d to %d", s, off, from, to)
		}
	}
}

func TestBoundsInAnyBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkBounds(t, texts(12, pieces, broken).Draw(t, "text")) })
}

func TestCharactersBeyondTheLongest(t *testing.T) {
	for name, s := range map[string]string{
		"marks":           "a" + strings.Repeat("\u0301", 50_000),
		"flags":           strings.Repeat("🇧🇪", 20_000),
		"joined emoji":    strings.Repeat("👩\u200d", 20_000) + "👩",
		"indic conjuncts": strings.Repeat("क्", 20_000),
	} {
		for _, off := range []int{0, 1, 7, len(s) / 2, len(s) - 1, len(s)} {
			start, end := segment.GraphemeStart(s, off), segment.GraphemeEnd(s, off)
			if start > off || end < off || off-start > 5000 {
				t.Errorf("%s at %d: %d to %d", name, off, start, end)
			}
			if next := segment.NextGrapheme(s, off); off < len(s) && next <= off {
				t.Errorf("%s at %d: next %d", name, off, next)
			}
		}
	}
}
