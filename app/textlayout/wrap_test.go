package textlayout_test

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"postil/app/textlayout"
)

// linesOf are the texts of the lines.
func linesOf(f *textlayout.Flow) []string {
	var all []string
	for _, l := range allLines(f) {
		all = append(all, f.Document().Text()[l.Start:l.End])
	}
	return all
}

// Lines break where UAX #14 allows it, and otherwise only where a word is wider
// than the column.
func TestWrap(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		width float64
		want  []string
	}{
		"spaces hang":          {"aaaa    bbbb", 40, []string{"aaaa    ", "bbbb"}},
		"hyphen":               {"forty-one", 50, []string{"forty-", "one"}},
		"no-break space":       {"a 10\u00a0km", 45, []string{"a ", "10\u00a0km"}},
		"closing quote":        {"„abc“ (def)", 40, []string{"„abc“ ", "(def)"}},
		"long word":            {"wwwwwwww", 30, []string{"ww", "ww", "ww", "ww"}},
		"word after long word": {"wwwww a", 30, []string{"ww", "ww", "w a"}},
		"zero width":           {"ab", 0, []string{"a", "b"}},
		"spaces hang anyway":   {"w  w\tw\u3000w\n", 1, []string{"w  ", "w\t", "w\u3000", "w\n", ""}},
		"marks stay":           {"e\u0301e\u0301", 1, []string{"e\u0301", "e\u0301"}},
		"soft hyphen":          {"abcd\u00adefgh", 45, []string{"abcd\u00ad", "efgh"}},
		"zero-width space":     {"abcd\u200befgh", 45, []string{"abcd\u200b", "efgh"}},
		"ideographs":           {"漢字。漢", 40, []string{"漢字。", "漢"}},
		"final line break":     {"a\n", 40, []string{"a\n", ""}},
		"empty":                {"", 40, []string{""}},
	} {
		if diff := cmp.Diff(test.want, linesOf(flow(t, test.text, test.width))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The spaces at a line's end end at the column's edge at the latest, where a caret among
// them stays visible, in both directions.
func TestSpacesHang(t *testing.T) {
	const width = 60
	for _, text := range []string{"aaaa            bbbb", "שלום            עולם", "aaaa  \t\t\t  bbbb", "aaaaaa\u3000\u3000\u3000\u3000bbbb", strings.Repeat(" ", 40) + "aaaa"} {
		f := flow(t, text, width)
		lines := allLines(f)
		if len(lines) != 2 {
			t.Fatalf("%q is on the lines %q", text, linesOf(f))
		}
		for _, c := range lines[0].Clusters {
			if c.X0 < -1e-6 || c.X1 > width+1e-6 {
				t.Errorf("%q: the cluster at %d stands in [%v, %v)", text, c.Start, c.X0, c.X1)
			}
		}
	}
}

// A word that is wider than the column is broken, but none of its ligatures.
func TestLigaturesStayWhole(t *testing.T) {
	const ligature = "لا"
	set := scriptFonts(t)
	for _, times := range []int{30, 3000} { // in one block and in several
		d := textlayout.NewDocument(strings.Repeat(ligature, times))
		f := textlayout.NewFlow(d, set, textlayout.Style{}, 1)
		if c := f.LineAt(textlayout.At(0)).Clusters; c[0].X1-c[0].X0 != c[1].X1-c[1].X0 {
			t.Fatalf("%s is no ligature: its letters stand at %+v", ligature, c)
		}
		for width := 1.0; width < 120; width += 7.5 {
			f.SetWidth(width)
			for _, l := range allLines(f) {
				if l.Start%len(ligature) != 0 {
					t.Fatalf("in a column of %v a line begins inside of the ligature at %d", width, l.Start)
				}
			}
		}
	}
}

// A soft hyphen takes room and shows only where a line ends at it, at the end of its
// word also in a paragraph of the other direction; where it has no room, the line ends
// before.
func TestSoftHyphen(t *testing.T) {
	painter := textlayout.NewPainter()
	for text, width := range map[string]float64{"harb\u00adour": 50, "\u05d0 harb\u00adour": 60, "\u05d0\u05d1\u05d2\u05d3\u00ad\u05d4\u05d5\u05d6": 60} {
		f := flow(t, text, width)
		lines := allLines(f)
		shown := lines[len(lines)-2]
		hyphen, before := shown.Clusters[len(shown.Clusters)-1], shown.Clusters[len(shown.Clusters)-2]
		if text[hyphen.Start:hyphen.End] != "\u00ad" || !(hyphen.X1 > hyphen.X0+3) || shown.Right > width+0.01 {
			t.Fatalf("%+q: the lines are %+q, the hyphen is at [%v, %v) of %v", text, linesOf(f), hyphen.X0, hyphen.X1, width)
		}
		if after := hyphen.X0 == before.X1; after == before.RTL {
			t.Errorf("%+q: the hyphen stands at %v, its word in [%v, %v)", text, hyphen.X0, before.X0, before.X1)
		}
		img := image.NewRGBA(image.Rect(0, 0, int(hyphen.X1-hyphen.X0), 60))
		painter.DrawLine(img, shown.Line, hyphen.X0, 0, 1, textlayout.Ink{Text: color.NRGBA{A: 255}})
		if inkOf(img, color.RGBA{}) < 3 {
			t.Errorf("%+q: no hyphen is drawn", text)
		}
		f.SetWidth(300)
		lines = allLines(f)
		for _, c := range lines[0].Clusters {
			if text[c.Start:c.End] == "\u00ad" && c.X0 != c.X1 {
				t.Errorf("%+q: a hyphen takes room inside a line", text)
			}
		}
		plain := allLines(flow(t, strings.ReplaceAll(text, "\u00ad", ""), 300))[0]
		ink := textlayout.Ink{Text: color.NRGBA{A: 255}}
		a, b := image.NewRGBA(image.Rect(0, 0, 300, 40)), image.NewRGBA(image.Rect(0, 0, 300, 40))
		painter.DrawLine(a, lines[0].Line, 0, 0, 1, ink)
		painter.DrawLine(b, plain.Line, 0, 0, 1, ink)
		if !bytes.Equal(a.Pix, b.Pix) {
			t.Errorf("%+q is not drawn like the text without soft hyphens", text)
		}
	}
	if got := linesOf(flow(t, "aa ww\u00adww", 48)); got[0] != "aa " {
		t.Errorf("without room for a hyphen the lines are %+q", got)
	}
}

// A line that ends where UAX #14 forbids it is part of a word wider than the
// column.
func TestLinesBreakWhereTheyMay(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		text := texts(40).Draw(t, "text")
		width := rapid.Float64Range(20, 400).Draw(t, "width")
		f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{}, width)
		allowed := opportunities(text)
		last := 0 // the last opportunity before the line's end
		for _, l := range allLines(f) {
			for at := l.Start + 1; at < l.End; at++ {
				hyphen := strings.HasSuffix(text[:at], "\u00ad") // it may have no room
				if allowed[at] && f.Document().Snap(at) == at && !hyphen {
					last = at
				}
			}
			if wrapped(f, l) && !allowed[l.End] && last > l.Start {
				t.Fatalf("line [%d, %d) ends inside a word but could end at %d", l.Start, l.End, last)
			}
		}
	})
}

// wrapped tells whether a line ends where it was full, rather than at a line
// break or the end of the text.
func wrapped(f *textlayout.Flow, l textlayout.PlacedLine) bool {
	return l.TextEnd == l.End && l.End < f.Document().Len()
}

// Lines of a face without ligatures are no wider than the column, unless they
// consist of one cluster; and the next word would not have fitted.
func TestLinesAreFull(t *testing.T) {
	set := fonts(t)
	rapid.Check(t, func(t *rapid.T) {
		text := joined(40, plain).Draw(t, "text")
		width := rapid.Float64Range(1, 400).Draw(t, "width")
		f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{}, width)
		allowed := opportunities(text)
		lines := allLines(f)
		for i, l := range lines {
			visible := 0
			for _, c := range l.Clusters {
				if c.X1-c.X0 > 0.01 {
					visible++
				}
			}
			if l.Right-l.Left > width+0.01 && visible > 1 {
				t.Fatalf("line [%d, %d) is %v wide in a column of %v", l.Start, l.End, l.Right-l.Left, width)
			}
			if !wrapped(f, l) {
				continue
			}
			used, next, word := 0.0, 0.0, false
			for _, c := range l.Clusters {
				used += c.X1 - c.X0
			}
			for _, c := range lines[i+1].Clusters {
				next += c.X1 - c.X0
				if text[c.Start] == '\t' || strings.HasPrefix(text[c.Start:], "\u00ad") { // elsewhere it has another width
					break
				}
				if word = allowed[c.End]; word {
					break
				}
			}
			if word && used+next < width-0.01 {
				t.Fatalf("line [%d, %d) is %v wide; a word of %v had fitted in %v", l.Start, l.End, used, next, width)
			}
		}
	})
}

// opportunities are the offsets where UAX #14 allows a line to end.
func opportunities(text string) map[int]bool {
	allowed := map[int]bool{}
	var runeEnds []int
	for i := range text {
		runeEnds = append(runeEnds, i)
	}
	runeEnds = append(runeEnds, len(text))
	var seg segmenter.Segmenter
	seg.Init([]rune(text))
	for lines := seg.LineIterator(); lines.Next(); {
		l := lines.Line()
		allowed[runeEnds[l.Offset+len(l.Text)]] = true
	}
	return allowed
}

// In a paragraph of many blocks no line shows where a block ends: each lacks no more
// than the word after it and a fifth of the column.
func TestLongParagraphsHaveNoShortLines(t *testing.T) {
	set := scriptFonts(t)
	for name, text := range map[string]string{
		"latin":      prose(60_000, 60_000),
		"ideographs": strings.Repeat("四十一个箱子，没有人签收。", 2000),
		"arabic":     strings.Repeat("عدّ مدير الميناء واحدًا وأربعين صندوقًا ", 800),
		"thai":       strings.Repeat("หัวหน้าท่าเรือ", 800),
		"letters":    strings.Repeat("x", 20_000),
		"mixed":      strings.Repeat("قال MV Light 12/03 وصلت harbour ", 900),
		"tabs":       strings.Repeat("crate\tquay ", 2500),
	} {
		f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{}, 0)
		allowed := opportunities(text)
		for _, width := range []float64{333, 480, 640, 900} {
			f.SetWidth(width)
			checkLines(t, f)
			lines := allLines(f)
			for i, l := range lines[:len(lines)-2] {
				next := 0.0
				for _, c := range lines[i+1].Clusters {
					if next += c.X1 - c.X0; allowed[c.End] {
						break
					}
				}
				if filled := l.Right - l.Left; filled > width+1e-3 || filled+min(next, width/4) < width*0.8 {
					t.Fatalf("%s: line %d is %v wide in a column of %v, the next word %v", name, i, filled, width, next)
				}
			}
		}
	}
}
