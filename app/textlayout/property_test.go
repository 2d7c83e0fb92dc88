package textlayout_test

import (
	"math"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"postil/app/textlayout"
)

// plain are pieces of text that every font sets cluster by cluster, and everything
// that makes trouble.
var plain = []string{
	"port ", "Antwerp", "fi", "ffi", "a", " ", "  ", "\t", "\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f",
	"e\u0301", "Ș", "порт ", "λιμάνι", "שלום", " עולם ", "مرحبا", "بالعالم ", "لا", "السلام ", "١٢٣", "(123)", "\"", ",", ".", "–",
	"हिन्दी", "ภาษาไทย", "漢字", "かな", "한국어", "👩‍👩‍👧", "👍🏽", "🇧🇪", "🇧", "❤️",
	"\u2067", "\u2069", "\u00ad", "\u00a0", "\u3000", "\ufeff", "\x00", "\x07", "\u0301", "\U000E0001", "\uFFFD",
	"supercalifragilistic", "http://example.org/a-long/path?q=1",
}

// pieces are what drawn texts consist of: words of many scripts.
var pieces = append([]string{
	"क्षत्रिय", "น้ำ", "\u1112\u1161\u11ab", "\u1102\u1175 ", "❤︎",
	"1️⃣", "🏳️‍🌈", "👩🏽‍🚀", "q\u0303", "ệ", "می\u200cخواهد", "گچ ", "شَدَّ", "(۴۱)", "שָׁלוֹם", "স্ত্রী ", "ক্ষমা", "கொடி", "ஸ்ரீ", "ស្ត្រី", "ខ្ញុំ ", "ကြွေ",
	"လေးဆယ့်", "བསྒྲུབས", "རྒྱུ ", "\u200b", "\u200d", "\u200f", "\u202e", "\u202c",
}, plain...)

// invalid are bytes that are no UTF-8.
var invalid = []string{"\xff", "\xe2\x80", "\xc2"}

// texts draws a text of many scripts.
func texts(maxPieces int) *rapid.Generator[string] { return joined(maxPieces, pieces) }

// broken draws texts with invalid bytes.
func broken(maxPieces int) *rapid.Generator[string] {
	return joined(maxPieces, append(invalid, pieces...))
}

// joined draws a text of pieces.
func joined(maxPieces int, pieces []string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), rapid.SampledFrom([]int{0, maxPieces / 2, maxPieces}).Draw(t, "least"), maxPieces).Draw(t, "pieces"), "")
	})
}

// allLines lays out a whole text.
func allLines(f *textlayout.Flow) []textlayout.PlacedLine {
	f.Lines(0, math.Inf(1)) // heights are exact from here on
	return f.Lines(0, math.Inf(1))
}

// checkLines checks what every layout promises.
func checkLines(t interface{ Fatalf(string, ...any) }, f *textlayout.Flow) {
	text := f.Document().Text()
	at, y := 0, 0.0
	for n, l := range allLines(f) {
		if l.Start != at || l.End < l.Start || l.TextEnd > l.End || l.TextEnd < l.Start {
			t.Fatalf("line %d is [%d, %d) with text up to %d; the one before ended at %d", n, l.Start, l.End, l.TextEnd, at)
		}
		if l.Start == l.End && l.End != len(text) {
			t.Fatalf("line %d at %d is empty", n, l.Start)
		}
		if math.Abs(l.Y-y) > 1e-6 || !(l.Height > 0) || !(l.Baseline > 0) || l.Baseline > l.Height {
			t.Fatalf("line %d is at %v, %v high, baseline %v; expected at %v", n, l.Y, l.Height, l.Baseline, y)
		}
		checkClusters(t, l.Line)
		at, y = l.End, l.Y+l.Height
	}
	if at != len(text) {
		t.Fatalf("lines end at %d of %d bytes", at, len(text))
	}
}

// checkClusters checks that clusters tile their line and runs tile their clusters.
func checkClusters(t interface{ Fatalf(string, ...any) }, l *textlayout.Line) {
	at := l.Start
	for _, c := range l.Clusters {
		if c.Start != at || c.End <= c.Start || !(c.X1 >= c.X0) {
			t.Fatalf("cluster [%d, %d) at [%v, %v) after %d", c.Start, c.End, c.X0, c.X1, at)
		}
		at = c.End
	}
	if at != l.End {
		t.Fatalf("clusters end at %d, the line at %d", at, l.End)
	}
	held := 0
	for i, r := range l.Runs {
		if i > 0 && math.Abs(r.X0-l.Runs[i-1].X1) > 1e-6 {
			t.Fatalf("run %d begins at %v, the one before ends at %v", i, r.X0, l.Runs[i-1].X1)
		}
		held += r.Last - r.First
		for _, c := range l.Clusters[r.First:r.Last] {
			if c.X0 < r.X0-1e-6 || c.X1 > r.X1+1e-6 || c.RTL != r.RTL {
				t.Fatalf("cluster [%v, %v) is outside of its run [%v, %v)", c.X0, c.X1, r.X0, r.X1)
			}
		}
	}
	if held != len(l.Clusters) {
		t.Fatalf("runs hold %d of %d clusters", held, len(l.Clusters))
	}
}

// Every byte is on exactly one line, in tiled clusters and runs, at any width.
func TestEveryByteIsOnOneLine(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(broken(60).Draw(t, "text"))
		style := textlayout.Style{Size: rapid.Float64Range(1, 80).Draw(t, "size")}
		f := textlayout.NewFlow(doc, set, style, rapid.SampledFrom([]float64{0, 1, 30, 200, 1e6}).Draw(t, "width"))
		checkLines(t, f)
		style.Direction = textlayout.RightToLeft
		f.SetStyle(style)
		checkLines(t, f)
		f.SetWidth(100)
		checkLines(t, f)
	})
}

// Clusters are the grapheme clusters of UAX #29, cut nowhere else.
func TestClustersAreGraphemes(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		text := texts(60).Draw(t, "text")
		f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{}, 120)
		var got, want []int
		for _, l := range allLines(f) {
			for _, c := range l.Clusters {
				got = append(got, c.End)
			}
		}
		for g := graphemes.FromString(text); g.Next(); {
			want = append(want, g.End())
		}
		if len(got) != len(want) {
			t.Fatalf("%d clusters, %d graphemes of %q", len(got), len(want), text)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("cluster %d ends at %d, grapheme at %d", i, got[i], want[i])
			}
		}
	})
}

// A click on any cluster gives it back; a click on its leading part gives its
// start and on its trailing part its end, and the caret drawn for what was hit
// stands at the nearer border.
func TestHitIsInverseOfDrawing(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(broken(40).Draw(t, "text"))
		f := textlayout.NewFlow(doc, set, styles().Draw(t, "style"), rapid.Float64Range(1, 600).Draw(t, "width"))
		checkHits(t, f)
	})
}

// styles draws a style.
func styles() *rapid.Generator[textlayout.Style] {
	return rapid.Custom(func(t *rapid.T) textlayout.Style {
		return textlayout.Style{
			Size:       rapid.SampledFrom([]float64{7, 16, 23.5, 60}).Draw(t, "size"),
			LineHeight: rapid.SampledFrom([]float64{0.5, 1, 1.4}).Draw(t, "line height"),
			Lane:       rapid.SampledFrom([]float64{0, 9}).Draw(t, "lane"),
			Direction:  rapid.SampledFrom([]textlayout.Direction{textlayout.Auto, textlayout.LeftToRight, textlayout.RightToLeft}).Draw(t, "direction"),
		}
	})
}

// checkHits clicks on all clusters of a flow, at two places and at three heights.
func checkHits(t interface{ Fatalf(string, ...any) }, f *textlayout.Flow) {
	for _, l := range allLines(f) {
		for _, c := range l.Clusters {
			if c.X1-c.X0 < 0.01 {
				if first, _ := utf8.DecodeRuneInString(f.Document().Text()[c.Start:]); shows(first) {
					t.Fatalf("cluster [%d, %d), which shows, has no width", c.Start, c.End)
				}
				continue
			}
			for _, down := range []float64{0.01, 0.5, 0.99} {
				checkHit(t, f, l, c, 0.25, l.Y+l.Height*down)
				checkHit(t, f, l, c, 0.75, l.Y+l.Height*down)
			}
		}
	}
}

// shows is true for all but what UAX #14 lets hang over a line's end, line breaks,
// controls of format and characters that are ignorable by default.
func shows(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S) &&
		!unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// checkHit clicks on a part of a cluster.
func checkHit(t interface{ Fatalf(string, ...any) }, f *textlayout.Flow, l textlayout.PlacedLine, c textlayout.Cluster, part, y float64) {
	h := f.HitTest(c.X0+(c.X1-c.X0)*part, y)
	if !h.Inside || h.Start != c.Start || h.End != c.End {
		t.Fatalf("%v of cluster [%d, %d) hits %+v", part, c.Start, c.End, h)
	}
	want, x := c.Start, c.X0
	if part > 0.5 {
		x = c.X1
	}
	if (part > 0.5) != c.RTL {
		want = c.End
	}
	if h.Offset != want {
		t.Fatalf("%v of cluster [%d, %d) is nearest to %d, want %d", part, c.Start, c.End, h.Offset, want)
	}
	if caret := f.Caret(h.Position); math.Abs(caret.X-x) > 1e-6 || caret.Y < l.Y-1e-6 || caret.Y > l.Y+l.Height {
		t.Fatalf("the caret for %+v is at %+v, want x %v on the line at %v", h.Position, caret, x, l.Y)
	}
}

// So it is on the page of scripts, at every width, in both directions and at
// several sizes.
func TestHitsOnScripts(t *testing.T) {
	text := string(readTest(t, "scripts.txt"))
	for name, set := range sets(t) {
		t.Run(name, func(t *testing.T) {
			for _, style := range []textlayout.Style{
				{Size: 9}, {Size: 16, LineHeight: 1.5, Lane: 6}, {Size: 31, Direction: textlayout.RightToLeft}, {Size: 16, Direction: textlayout.LeftToRight},
			} {
				f := textlayout.NewFlow(textlayout.NewDocument(text), set, style, 0)
				for _, width := range []float64{0, 25, 60, 111, 250, 640, 1400, 1e6} {
					f.SetWidth(width)
					checkLines(t, f)
					checkHits(t, f)
				}
			}
		})
	}
}

// Every caret stop has a caret on a line that holds it, and hits anywhere give
// caret stops.
func TestCaretsAndHitsStayInText(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(broken(40).Draw(t, "text"))
		f := textlayout.NewFlow(doc, set, textlayout.Style{}, 150)
		allLines(f)
		for offset := 0; ; offset = doc.NextGrapheme(offset) {
			for _, p := range []textlayout.Position{{Offset: offset}, {Offset: offset, Affinity: textlayout.Upstream}} {
				l := f.LineAt(p)
				if offset < l.Start || offset > l.End {
					t.Fatalf("%+v is on the line [%d, %d)", p, l.Start, l.End)
				}
				if r := f.Caret(p); !(r.H > 0) || math.IsNaN(r.X) || math.IsInf(r.X, 0) {
					t.Fatalf("caret of %+v is %+v", p, r)
				}
			}
			if offset == doc.Len() {
				break
			}
		}
		h := f.HitTest(rapid.Float64Range(-1000, 1000).Draw(t, "x"), rapid.Float64Range(-1000, 3000).Draw(t, "y"))
		if h.Offset != doc.Snap(h.Offset) {
			t.Fatalf("hit %+v is not on a grapheme border", h)
		}
	})
}

// The rectangles of a range cover exactly its clusters: none overlap, they are as wide
// as the clusters together, and wherever one clicks on them is a cluster of the range.
func TestRangeRectsCoverTheClusters(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(broken(30).Draw(t, "text"))
		f := textlayout.NewFlow(doc, set, styles().Draw(t, "style"), rapid.Float64Range(20, 500).Draw(t, "width"))
		a := doc.Snap(rapid.IntRange(0, doc.Len()).Draw(t, "a"))
		b := doc.Snap(rapid.IntRange(0, doc.Len()).Draw(t, "b"))
		a, b = min(a, b), max(a, b)
		for _, l := range allLines(f) {
			checkRects(t, l.Line, a, b)
		}
	})
}

// checkRects checks the rectangles of a range on one line.
func checkRects(t interface{ Fatalf(string, ...any) }, l *textlayout.Line, a, b int) {
	want, got, right := 0.0, 0.0, math.Inf(-1)
	for _, c := range l.Clusters {
		if a <= c.Start && c.End <= b {
			want += c.X1 - c.X0
		}
	}
	for _, r := range l.RangeRects(a, b) {
		if !(r.W > 0) || r.X <= right || r.Y != l.TextTop || r.H != l.TextBottom-l.TextTop {
			t.Fatalf("rectangle %+v after x %v", r, right)
		}
		got, right = got+r.W, r.X+r.W
		for i := range 20 {
			x := r.X + r.W*(float64(i)+0.5)/20
			if h := l.Hit(x); h.Inside && (h.Start < a || b < h.End) {
				t.Fatalf("%v in the rectangle of [%d, %d) hits %+v", x, a, b, h)
			}
		}
	}
	if math.Abs(got-want) > 1e-6*(1+want) {
		t.Fatalf("rectangles of [%d, %d) are %v wide, clusters %v", a, b, got, want)
	}
}

// So does a range that begins or ends inside of clusters, such as between a letter and
// its accent: it covers the whole of them, and an empty one covers nothing.
func TestRangeRectsCoverClustersHeldInPart(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(broken(30).Draw(t, "text"))
		f := textlayout.NewFlow(doc, set, styles().Draw(t, "style"), rapid.Float64Range(20, 500).Draw(t, "width"))
		a := rapid.IntRange(0, doc.Len()).Draw(t, "a")
		b := min(a+rapid.IntRange(0, 12).Draw(t, "length"), doc.Len())
		from, to := a, b
		if a < b {
			from, to = doc.Snap(a), doc.NextGrapheme(b-1)
		}
		for _, l := range allLines(f) {
			want, got := l.RangeRects(from, to), l.RangeRects(a, b)
			if diff := cmp.Diff(want, got); diff != "" || a == b && got != nil {
				t.Fatalf("rectangles of [%d, %d), in clusters [%d, %d) (-want +got):\n%s", a, b, from, to, diff)
			}
		}
	})
}

// Moving by graphemes visits every border and comes back; moving by lines from the
// top reaches the end.
func TestMoves(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(broken(40).Draw(t, "text"))
		f := textlayout.NewFlow(doc, set, textlayout.Style{}, 100)
		for p := textlayout.At(0); p.Offset < doc.Len(); {
			next := f.Next(p)
			if next.Offset <= p.Offset || f.Prev(next).Offset != p.Offset {
				t.Fatalf("next of %d is %d, and back %d", p.Offset, next.Offset, f.Prev(next).Offset)
			}
			p = next
		}
		lines := allLines(f)
		p, goal := textlayout.At(0), rapid.Float64Range(-10, 150).Draw(t, "goal")
		for i := range lines {
			if l := f.LineAt(p); l.Start != lines[i].Start {
				t.Fatalf("%d times down is on line [%d, %d), want [%d, %d)", i, l.Start, l.End, lines[i].Start, lines[i].End)
			}
			if e := f.LineEnd(p); f.LineAt(e).Start != lines[i].Start || f.LineStart(e).Offset != lines[i].Start {
				t.Fatalf("the end %+v of line %d is on line %d", e, lines[i].Start, f.LineAt(e).Start)
			}
			p = f.Down(p, goal)
		}
		if p.Offset != doc.Len() {
			t.Fatalf("below the last line is %d, want %d", p.Offset, doc.Len())
		}
	})
}
