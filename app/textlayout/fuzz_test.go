package textlayout_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"postil/app/textlayout"
)

// addSeeds gives a fuzz target texts of all kinds.
func addSeeds(add func(text string)) {
	for _, s := range append(invalid, pieces...) {
		add(s + s)
	}
	add(strings.Join(pieces, ""))
	add("קал (\u2067abc\u2069) 12/03 \u202eabc\u00addef\u202c [שלום]")
}

// fuzzed is the flow of a text that is repeated to fill several blocks, in a style made
// of what the fuzzer gives; nil if that would take too long.
func fuzzed(set *textlayout.Fonts, text string, times uint8, width, size float64, direction uint8) *textlayout.Flow {
	if len(text) > 4000 || len(text)*int(times) > 12_000 || size > 300 {
		return nil
	}
	style := textlayout.Style{Size: size, Direction: textlayout.Direction(direction % 3)}
	return textlayout.NewFlow(textlayout.NewDocument(strings.Repeat(text, max(1, int(times)))), set, style, width)
}

// No bytes make layout, drawing or moving fail, loop or lose a byte, in columns of any
// width.
func FuzzLayout(f *testing.F) {
	addSeeds(func(s string) { f.Add(s, uint8(1), 40.0, 16.0, uint8(0)) })
	f.Add("a\u0301", uint8(200), 1.0, 3.0, uint8(0))
	f.Add("\u0301", uint8(255), 0.0, 16.0, uint8(1))
	f.Add("漢字", uint8(255), 300.0, 16.0, uint8(2))
	f.Add("The minister (قال) said. ", uint8(255), 333.0, 16.0, uint8(2))
	set, painter := scriptFonts(f), textlayout.NewPainter()
	f.Fuzz(func(t *testing.T, text string, times uint8, width, size float64, direction uint8) {
		flow := fuzzed(set, text, times, width, size, direction)
		if flow == nil {
			t.Skip()
		}
		checkLines(t, flow)
		l := allLines(flow)[0]
		if b := l.InkBounds(); b.W < 3000 && b.H < 3000 {
			checkInk(t, painter, l.Line, 1)
		}
		text = flow.Document().Text()
		for p := textlayout.At(0); p.Offset < len(text) && p.Offset < 100; p = flow.Next(p) {
			if !utf8.ValidString(text[:p.Offset]) && utf8.ValidString(text) {
				t.Fatalf("%d is inside a character", p.Offset)
			}
			flow.Caret(p)
			flow.Left(p)
			flow.Right(p)
		}
	})
}

// In any bytes a click on a cluster gives it back, and the rectangles of any range are
// those of its clusters.
func FuzzHits(f *testing.F) {
	addSeeds(func(s string) { f.Add(s, uint8(1), 90.0, 16.0, uint8(0), uint16(1), uint16(9)) })
	f.Add("abc אבג ", uint8(255), 300.0, 12.0, uint8(1), uint16(900), uint16(5000))
	set := scriptFonts(f)
	f.Fuzz(func(t *testing.T, text string, times uint8, width, size float64, direction uint8, a, b uint16) {
		flow := fuzzed(set, text, times, width, size, direction)
		if flow == nil || size < 0.5 { // smaller clusters are narrower than what counts as width
			t.Skip()
		}
		checkHits(t, flow)
		d := flow.Document()
		from, to := d.Snap(int(min(a, b))), d.Snap(int(max(a, b)))
		for _, l := range allLines(flow) {
			checkRects(t, l.Line, from, to)
		}
	})
}
