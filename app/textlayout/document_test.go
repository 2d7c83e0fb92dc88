package textlayout_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"postil/app/textlayout"
	"postil/app/textlayout/bidi"
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

// In a paragraph of many blocks every cluster runs in the direction that UAX #9 gives
// it in the whole paragraph, also where brackets, isolates and embeddings begin and end
// in other blocks, and whichever block is asked for first.
func TestLongParagraphsHaveOneBidi(t *testing.T) {
	const latin, arabic = "The minister said 12/03, then (MV) left. ", "قال الوزير إن (MV) وصلت 12/03 أمس. "
	for name, text := range map[string]string{
		"latin":            strings.Repeat(latin, 300),
		"arabic":           strings.Repeat(arabic, 300),
		"mixed":            strings.Repeat(latin+arabic, 200),
		"neutral":          arabic + strings.Repeat("... ", 3000) + arabic + strings.Repeat("!?! ", 3000) + latin,
		"brackets":         "א (" + strings.Repeat(latin, 200) + arabic + strings.Repeat(latin, 200) + ") א [" + strings.Repeat(arabic, 100) + "] a",
		"isolate":          latin + "\u2067" + strings.Repeat(latin, 300) + "\u2069" + strings.Repeat(latin, 100),
		"embedding":        latin + "\u202b" + strings.Repeat(latin+arabic, 100) + "\u202c" + strings.Repeat(latin, 200),
		"override":         latin + "\u202e" + strings.Repeat(latin, 300) + "\u202c" + strings.Repeat(latin, 100),
		"open isolate":     arabic + strings.Repeat(latin, 200) + "\u2066" + strings.Repeat(arabic+latin, 100),
		"invalid":          strings.Repeat("\xffא \xe2\x80", 1000) + latin,
		"other paragraphs": strings.Repeat(arabic, 150) + "\n" + strings.Repeat(latin, 150) + "\u2029" + arabic + "\n" + strings.Repeat(latin+"\u2028", 10),
	} {
		for _, direction := range []textlayout.Direction{textlayout.Auto, textlayout.LeftToRight, textlayout.RightToLeft} {
			d := textlayout.NewDocument(text)
			f := textlayout.NewFlow(d, fonts(t), textlayout.Style{Direction: direction}, 500)
			f.LineAt(textlayout.At(len(text) * 2 / 3))
			checkLines(t, f)
			var want []bidi.Level // of the characters from the paragraph's start on
			at := -1
			for _, l := range allLines(f) {
				if start, end := d.ParagraphRange(l.Start); start != at {
					at, want = start, levels(text[start:end], direction)
				}
				for _, c := range l.Clusters {
					end := len(strings.TrimSpace(text[c.Start:l.End])) == 0 // rule L1
					if !end && text[c.Start] > ' ' && c.RTL != want[0].RTL() {
						t.Fatalf("%s, direction %d: %q at %d runs to the wrong side", name, direction, text[c.Start:c.End], c.Start)
					}
					want = want[utf8.RuneCountInString(text[c.Start:c.End]):]
				}
			}
		}
	}
}

// levels are the levels of a paragraph's characters.
func levels(paragraph string, direction textlayout.Direction) []bidi.Level {
	base, _ := bidi.FirstStrong(paragraph)
	switch direction {
	case textlayout.LeftToRight:
		base = 0
	case textlayout.RightToLeft:
		base = 1
	}
	return bidi.Resolve([]rune(paragraph), base)
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
