package textlayout_test

import (
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
				if allowed[at] && f.Document().Snap(at) == at {
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
				if text[c.Start] == '\t' { // elsewhere it has another width
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
