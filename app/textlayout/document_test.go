package textlayout_test

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"postil/app/textlayout"
)

// blocks is how many blocks a document has: the last holds the end of the text.
func blocks(d *textlayout.Document) int { return d.BlockAt(d.Len()) + 1 }

// ends are the ends of a document's blocks.
func ends(d *textlayout.Document) []int {
	var all []int
	for i := range blocks(d) {
		_, end := d.BlockRange(i)
		all = append(all, end)
	}
	return all
}

func TestBlocks(t *testing.T) {
	for text, want := range map[string][]int{
		"":                {0},
		"a":               {1},
		"a\n":             {2, 2},
		"\n\n":            {1, 2, 2},
		"a\r\nb":          {3, 4},
		"a\rb":            {2, 3},
		"a\u2028b\u2029c": {4, 8, 9},
		"a\u0085\v\f":     {3, 4, 5, 5},
		"\xe2\x80\xc2":    {3},
	} {
		if diff := cmp.Diff(want, ends(textlayout.NewDocument(text))); diff != "" {
			t.Errorf("blocks of %q (-want +got):\n%s", text, diff)
		}
	}
}

// A long paragraph is cut after sentences or spaces, on grapheme borders, into
// blocks that are neither tiny nor too long: short ones where next to nothing shows.
func TestLongParagraphs(t *testing.T) {
	set := fonts(t)
	for name, unit := range map[string]string{
		"sentences": "One sentence follows another one. ", "words": "word ", "letters": "x", "ideographs": "漢字", "flags": "🇧🇪",
		"marks": "a\u0301\u0302", "families": "👩‍👩‍👧", "arabic": "مرحبا بالعالم ", "thai": "ภาษาไทย", "invalid": "\xff\xfe", "spaces": " ",
		"one cluster": "\u0301", "sara am": " \u0e33", "halfwidth": "カ\uff9e ", "devanagari": "क्षि",
	} {
		text := "q" + strings.Repeat(unit, 30_000/len(unit))
		d := textlayout.NewDocument(text)
		borders := map[int]bool{}
		for g := graphemes.FromString(text); g.Next(); {
			borders[g.End()] = true
		}
		least, most := 2000, 4200
		if name == "spaces" || name == "one cluster" {
			least, most = 500, 512
		}
		start := 0
		for i, end := range ends(d) {
			if end-start > most || end-start < least && end < len(text) {
				t.Errorf("%s: block %d has %d bytes", name, i, end-start)
			}
			if !borders[end] && name != "one cluster" {
				t.Errorf("%s: block %d ends at %d inside a grapheme cluster", name, i, end)
			}
			if name == "sentences" && end < len(text) && !strings.HasSuffix(text[:end], ". ") {
				t.Errorf("block %d ends in %q", i, text[end-5:end])
			}
			start = end
		}
		if s, e := d.ParagraphRange(len(text) / 2); s != 0 || e != len(text) {
			t.Errorf("%s: the paragraph is [%d, %d)", name, s, e)
		}
		checkLines(t, textlayout.NewFlow(d, set, textlayout.Style{}, 300))
	}
}

// Blocks tile the text, BlockAt finds them, and Snap, NextGrapheme and
// PrevGrapheme agree with UAX #29 over the whole text.
func TestDocumentAgreesWithGraphemes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Repeat(texts(60).Draw(t, "text"), rapid.IntRange(1, 30).Draw(t, "times"))
		d := textlayout.NewDocument(text)
		at := 0
		for i := range blocks(d) {
			start, end := d.BlockRange(i)
			if start != at || end < start || start == end && end != len(text) {
				t.Fatalf("block %d is [%d, %d), the one before ended at %d", i, start, end, at)
			}
			if d.BlockAt(start) != i {
				t.Fatalf("BlockAt(%d) = %d, want %d", start, d.BlockAt(start), i)
			}
			at = end
		}
		if at != len(text) {
			t.Fatalf("blocks end at %d of %d", at, len(text))
		}
		want := []int{0}
		for g := graphemes.FromString(text); g.Next(); {
			want = append(want, g.End())
		}
		for offset, i := 0, 0; offset < len(text); offset++ {
			if offset == want[i+1] {
				i++
			}
			if d.Snap(offset) != want[i] || d.NextGrapheme(offset) != want[i+1] {
				t.Fatalf("around %d: %d, %d, want %d, %d", offset, d.Snap(offset), d.NextGrapheme(offset), want[i], want[i+1])
			}
			if offset == want[i] && i > 0 && d.PrevGrapheme(offset) != want[i-1] {
				t.Fatalf("before %d: %d, want %d", offset, d.PrevGrapheme(offset), want[i-1])
			}
		}
	})
}
