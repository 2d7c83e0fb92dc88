package textlayout_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"postil/app/textlayout"
)

// seen is what a view shows: where each line stands on the screen.
func seen(v *textlayout.View) map[int]float64 {
	at := map[int]float64{}
	lines := v.Lines()
	for _, l := range lines {
		at[l.Start] = l.Y - v.Top()
	}
	return at
}

// fills checks that a view is full of text, from its top to its bottom.
func fills(t interface{ Fatalf(string, ...any) }, v *textlayout.View) {
	lines := v.Lines()
	if len(lines) == 0 {
		t.Fatalf("the view shows nothing")
	}
	first, last := lines[0], lines[len(lines)-1]
	if top := first.Y - v.Top(); top > 1e-6 || top+first.Height < -1e-6 {
		t.Fatalf("the first line is at %v", top)
	}
	bottom := last.Y + last.Height - v.Top()
	whole := first.Start == 0 && last.End == v.Flow().Document().Len()
	if bottom < v.Height()-1e-6 && !whole {
		t.Fatalf("text ends at %v of %v pixels", bottom, v.Height())
	}
}

// Whatever is done elsewhere in the text, the lines on the screen don't move; and
// every scroll moves them by exactly its amount.
func TestViewStaysWhereItIs(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		text := strings.Repeat(texts(30).Draw(t, "text")+"\nمرحبا and so on and so on and so on\n", 40)
		doc := textlayout.NewDocument(text)
		f := textlayout.NewFlow(doc, set, textlayout.Style{}, rapid.Float64Range(50, 400).Draw(t, "width"))
		v := textlayout.NewView(f, 200)
		v.Center(textlayout.At(rapid.IntRange(0, doc.Len()).Draw(t, "centre")))
		fills(t, v)
		before := seen(v)

		other := textlayout.At(doc.Snap(rapid.IntRange(0, doc.Len()).Draw(t, "elsewhere")))
		f.Caret(other) // lays out a block, perhaps above the view
		f.Lines(0, rapid.Float64Range(0, 5000).Draw(t, "above"))
		for start, y := range seen(v) {
			if math.Abs(before[start]-y) > 1e-6 {
				t.Fatalf("line %d moved from %v to %v", start, before[start], y)
			}
		}

		dy := rapid.Float64Range(-150, 150).Draw(t, "dy")
		top, bottom := v.Top() <= 1e-6, v.Top() >= v.MaxTop()-1e-6
		v.ScrollBy(dy)
		fills(t, v)
		if v.Top() <= 1e-6 || v.Top() >= v.MaxTop()-1e-6 || top || bottom {
			return // stopped by an end
		}
		for start, y := range seen(v) {
			if was, ok := before[start]; ok && math.Abs(was-dy-y) > 1e-6 {
				t.Fatalf("scrolled by %v, line %d went from %v to %v", dy, start, was, y)
			}
		}
	})
}

// Scrolling by steps shows every line from the first to the last, whatever the
// estimates were.
func TestScrollingReachesBothEnds(t *testing.T) {
	f := flow(t, strings.Repeat(strings.Repeat("word ", 70)+"\n\nшорт\n", 60), 333)
	v := textlayout.NewView(f, 150)
	expect := 0
	shownTo := 0
	for range 10000 {
		lines := v.Lines()
		if lines[0].Start > shownTo {
			t.Fatalf("nothing showed [%d, %d)", shownTo, lines[0].Start)
		}
		shownTo = max(shownTo, lines[len(lines)-1].End)
		before := v.Top()
		v.ScrollBy(97)
		if v.Top() == before {
			break
		}
		expect++
	}
	if shownTo != f.Document().Len() || expect == 0 {
		t.Fatalf("scrolled %d times as far as %d of %d", expect, shownTo, f.Document().Len())
	}
	if got := v.Top() + v.Height(); math.Abs(got-f.Height()) > 1e-6 {
		t.Fatalf("the last page ends at %v of %v", got, f.Height())
	}
	for range expect + 1 {
		v.ScrollBy(-97)
	}
	if v.Top() != 0 || v.Lines()[0].Start != 0 {
		t.Fatalf("came back to %v", v.Top())
	}
}

// A scroll bar reaches both ends at once, and a page near where it points.
func TestScrollToY(t *testing.T) {
	f := flow(t, prose(200_000, 700), 500)
	v := textlayout.NewView(f, 400)
	v.ScrollToY(math.Inf(1))
	if lines := v.Lines(); lines[len(lines)-1].End != f.Document().Len() {
		t.Fatalf("the end shows up to %d of %d", lines[len(lines)-1].End, f.Document().Len())
	}
	v.ScrollToY(v.MaxTop() / 2)
	middle := float64(v.Anchor().Offset) / float64(f.Document().Len())
	if middle < 0.4 || middle > 0.6 {
		t.Fatalf("the middle is at %v of the text", middle)
	}
	v.ScrollToY(-5)
	if v.Top() != 0 {
		t.Fatalf("the start is at %v", v.Top())
	}
}

// It does where lines are far from what was estimated too: a block that was never laid
// out is shown at the part of it that was asked for.
func TestScrollToYInUnseenBlocks(t *testing.T) {
	for name, text := range map[string]string{
		"narrow": strings.Repeat("ill lit ", 4000), "wide": strings.Repeat("MW WM ", 4000), "short": strings.Repeat("ill lit\n", 200) + strings.Repeat("ill lit ", 200),
	} {
		for _, part := range []float64{0.1, 0.25, 0.33, 0.5, 0.66, 0.9} {
			f := flow(t, text, 500)
			v := textlayout.NewView(f, 10)
			y := part * f.Height()
			near := f.OffsetNear(y)
			v.ScrollToY(y)
			l := f.LineAt(textlayout.At(v.Anchor().Offset))
			if off := max(l.Start-near, near-l.End); off > l.End-l.Start {
				t.Errorf("%s: %v of the text begins near %d, the view at [%d, %d)", name, part, near, l.Start, l.End)
			}
		}
	}
}

// However much of a text was seen, a flow keeps the shapes of no more than its bound.
func TestShapesAreForgotten(t *testing.T) {
	for name, text := range longTexts(2 * textlayout.CacheBytes) {
		f := textlayout.NewFlow(textlayout.NewDocument(text), fonts(t), textlayout.Style{}, 640)
		most := 0
		for offset := 0; offset < len(text); offset += 2000 {
			f.LineAt(textlayout.At(f.Document().Snap(offset)))
			kept := textlayout.ShapedBytes(f)
			if most = max(most, kept); kept > textlayout.CacheBytes {
				t.Fatalf("%s: up to byte %d the shapes of %d bytes are kept", name, offset, kept)
			}
		}
		if name == "oneParagraph" && most < textlayout.CacheBytes*3/4 {
			t.Errorf("%s: the shapes of %d bytes are kept at most", name, most)
		}
	}
}

// After other widths and sizes and back, the view is where it was.
func TestResizeComesBack(t *testing.T) {
	f := flow(t, prose(50_000, 900), 480)
	v := textlayout.NewView(f, 300)
	v.Center(textlayout.At(25_000))
	before := seen(v)
	top := v.Anchor().Offset
	for _, width := range []float64{300, 700, 33, 1200} {
		f.SetWidth(width)
		if l := v.Lines()[0]; top < l.Start || l.End <= top {
			t.Fatalf("at width %v the top line is [%d, %d), it was at %d", width, l.Start, l.End, top)
		}
	}
	style := f.Style()
	f.SetStyle(textlayout.Style{Size: 30})
	v.Lines()
	f.SetStyle(style)
	f.SetWidth(480)
	for start, y := range seen(v) {
		if was, ok := before[start]; !ok || math.Abs(was-y) > style.Size*3 {
			t.Fatalf("line %d is at %v, was at %v", start, y, was)
		}
	}
}

// Reveal shows the whole line, moves no more than it must, and not at all where
// the line is visible.
func TestReveal(t *testing.T) {
	f := flow(t, prose(60_000, 400), 480)
	v := textlayout.NewView(f, 300)
	for _, offset := range []int{0, 30_000, 30_100, 29_000, 60_000, 5, 59_000} {
		p := textlayout.At(f.Document().Snap(offset))
		v.Reveal(p, 20)
		l := f.LineAt(p)
		if y := l.Y - v.Top(); y < -1e-6 || y+l.Height > v.Height()+1e-6 {
			t.Fatalf("the line of %d is at %v", offset, y)
		}
		if v.Reveal(p, 20) {
			t.Fatalf("revealing %d again moved the view", offset)
		}
	}
}

// PageDown and PageUp are inverse where lines are of one height, and end at the
// ends of the text.
func TestPage(t *testing.T) {
	f := flow(t, prose(40_000, 400), 480)
	start := textlayout.At(f.Document().Snap(20_000))
	goal := f.GoalX(start)
	down := f.Page(start, 300, goal)
	if down.Offset <= start.Offset {
		t.Fatalf("a page below %d is %d", start.Offset, down.Offset)
	}
	if up := f.Page(down, -300, goal); up.Offset != start.Offset {
		t.Fatalf("a page down and up from %d is %d", start.Offset, up.Offset)
	}
	if p := f.Page(start, 1e9, goal); p.Offset != f.Document().Len() {
		t.Fatalf("far below is %d", p.Offset)
	}
	if p := f.Page(start, -1e9, goal); p.Offset != 0 {
		t.Fatalf("far above is %d", p.Offset)
	}
}

// A direction, a language, a size or a line height chosen while one reads keeps the text
// at the view's top where it is, in paragraphs of all kinds; the direction holds for each
// of them, and Auto brings back what was.
func TestStyleKeepsThePlace(t *testing.T) {
	paragraphs := []string{
		prose(3000, 3000), "قال الوزير (2023) إن Antwerp ميناء.\n", "12:30\n", "\n", strings.Repeat("שלום, MV Light (12/03). ", 400) + "\n",
		strings.Repeat("The minister said قال. ", 400) + "\n",
	}
	text := strings.Repeat(strings.Join(paragraphs, ""), 4)
	f := textlayout.NewFlow(textlayout.NewDocument(text), scriptFonts(t), textlayout.Style{}, 480)
	auto := map[int]bool{}
	for _, l := range allLines(f) {
		auto[l.Start] = l.RTL
	}
	for offset := 1000; offset < len(text); offset += 7919 {
		v := textlayout.NewView(f, 300)
		v.SetAnchor(textlayout.Anchor{Offset: f.Document().Snap(offset)})
		top := v.Anchor().Offset
		for _, style := range []textlayout.Style{
			{Direction: textlayout.RightToLeft}, {Direction: textlayout.LeftToRight, Language: "ar"}, {Size: 27}, {LineHeight: 2, Lane: 9}, {},
		} {
			f.SetStyle(style)
			lines := v.Lines()
			if l := lines[0]; top < l.Start || l.End <= top {
				t.Fatalf("with %+v the top line is [%d, %d), it held %d", style, l.Start, l.End, top)
			}
			fills(t, v)
			for _, l := range lines {
				want := style.Direction == textlayout.RightToLeft
				if style == (textlayout.Style{}) {
					was, same := auto[l.Start]
					if want = was; !same {
						t.Fatalf("line %d did not begin there before", l.Start)
					}
				}
				if style.Direction == textlayout.Auto && style != (textlayout.Style{}) {
					continue
				}
				if l.RTL != want {
					t.Fatalf("with %+v line %d runs to the wrong side", style, l.Start)
				}
			}
		}
	}
}
