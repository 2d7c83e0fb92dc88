package docview

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/app/textlayout"
)

// testFonts are the bundled faces only: the same on every machine.
func testFonts(t interface{ Fatal(...any) }) *textlayout.Fonts {
	fonts, err := textlayout.NewFonts(bundledFaces())
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

func TestNotesFitTheirRows(t *testing.T) {
	fonts := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zșțäöñ]{1,30}`), 1, 30).Draw(t, "words")
		k := noteKey{text: strings.Join(words, " "), size: 12, rows: rapid.IntRange(1, 3).Draw(t, "rows"),
			width: rapid.Float64Range(40, 400).Draw(t, "width")}
		n := setNote(fonts, k)
		if len(n.lines) == 0 || len(n.lines) > k.rows {
			t.Fatalf("%d lines in %d rows", len(n.lines), k.rows)
		}
		for _, l := range n.lines {
			if l.Right > k.width+1 {
				t.Fatalf("a line of %v in a width of %v", l.Right, k.width)
			}
		}
		last := n.lines[len(n.lines)-1]
		if len(noteLines(fonts, k, k.text)) <= k.rows {
			if last.End != len(k.text) {
				t.Fatalf("%d bytes of %d are shown although all would fit", last.End, len(k.text))
			}
			return
		}
		if c := last.Clusters[len(last.Clusters)-1]; c.End-c.Start != len("…") {
			t.Fatal("what was cut doesn't end in an ellipsis")
		}
	})
}

// What is cut may take a whole row with it.
func TestNoteThatLosesARow(t *testing.T) {
	fonts := testFonts(t)
	for _, text := range []string{"i abwbaa", "a aaamm", "a aaam a"} {
		if n := setNote(fonts, noteKey{text: text, size: 12, rows: 2, width: 40}); len(n.lines) == 0 || len(n.lines) > 2 {
			t.Errorf("%q is set in %d lines", text, len(n.lines))
		}
	}
}
