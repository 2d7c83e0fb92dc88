package textlayout_test

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"postil/app/textlayout"
	"postil/app/textlayout/bidi"
)

// drawn are the indices of a line's clusters as they stand from left to right.
func drawn(t interface{ Fatalf(string, ...any) }, l *textlayout.Line) []int {
	var order []int
	right := l.Runs[0].X0
	for _, r := range l.Runs {
		for k := range r.Last - r.First {
			i := r.First + k
			if r.RTL {
				i = r.Last - 1 - k
			}
			if c := l.Clusters[i]; c.X0 < right-1e-6 {
				t.Fatalf("cluster %d is at %v, the one to its left ends at %v", i, c.X0, right)
			}
			order, right = append(order, i), l.Clusters[i].X1
		}
	}
	return order
}

// Every paragraph of Unicode's conformance test is drawn in the order that Unicode says,
// unless two of its characters make one cluster or it is of several lines.
func TestBidiConformanceAsDrawn(t *testing.T) {
	var file *os.File
	for _, folder := range []string{"/usr/share/unicode/", "/usr/share/unicode/ucd/"} {
		if opened, err := os.Open(folder + "BidiCharacterTest.txt"); err == nil {
			defer opened.Close()
			file = opened
		}
	}
	if file == nil {
		t.Skip("Unicode's test is not here: on Debian and Ubuntu, install the package unicode-data")
	}
	set := fonts(t)
	compared, in := 0, bufio.NewScanner(file)
	for number := 1; in.Scan(); number++ {
		line, _, _ := strings.Cut(in.Text(), "#")
		fields := strings.Split(line, ";")
		if len(fields) < 5 {
			continue
		}
		l, ok := oneLine(set, fields)
		if !ok {
			continue
		}
		compared++
		order := ""
		for _, i := range drawn(t, l) {
			if strings.Fields(fields[3])[i] != "x" {
				order += fmt.Sprint(i, " ")
			}
		}
		if strings.TrimSpace(order) != strings.TrimSpace(fields[4]) || l.RTL != (fields[2] == "1") {
			t.Fatalf("line %d: %s\ndrawn in the order %s", number, line, order)
		}
	}
	if err := in.Err(); err != nil || compared == 0 {
		t.Fatalf("%d paragraphs compared, %v", compared, err)
	}
	t.Logf("%d paragraphs compared", compared)
}

// oneLine sets the paragraph of a line of the test; ok is true if it is on one line
// and each of its characters is a cluster.
func oneLine(set *textlayout.Fonts, fields []string) (l *textlayout.Line, ok bool) {
	text, characters := "", strings.Fields(fields[0])
	for _, f := range characters {
		r, _ := strconv.ParseUint(f, 16, 32)
		text += string(rune(r))
	}
	style := textlayout.Style{Direction: map[string]textlayout.Direction{"0": textlayout.LeftToRight, "1": textlayout.RightToLeft}[fields[1]]}
	l = textlayout.NewFlow(textlayout.NewDocument(text), set, style, 1e6).LineAt(textlayout.At(0)).Line
	return l, l.End == len(text) && len(l.Clusters) == len(characters)
}

// Broken into lines of any width, a paragraph has on each the order that rules L1 and L2
// make of its levels.
func TestLinesHaveTheOrderOfTheirLevels(t *testing.T) {
	set := scriptFonts(t)
	pieces := []string{
		"abc ", "אבג ", "שלום  ", "port ", "12 ", "(x) ", "[ד] ", "مرحبا ", "٣ ", ". ", "\t", "\u2067", "\u2069 ", "e\u0301 ", " \u0301 ", "\u200f ",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces"), "")
		base := bidi.Level(rapid.IntRange(0, 1).Draw(t, "base"))
		style := textlayout.Style{Direction: []textlayout.Direction{textlayout.LeftToRight, textlayout.RightToLeft}[base]}
		f := textlayout.NewFlow(textlayout.NewDocument(text), set, style, rapid.Float64Range(30, 400).Draw(t, "width"))
		levels := bidi.Resolve([]rune(text), base)
		for _, l := range allLines(f) {
			runes := []rune(text[l.Start:l.End])
			want := orderOf(l.Line, runes, levels[:len(runes)], base)
			levels = levels[len(runes):]
			if got := fmt.Sprint(drawn(t, l.Line)); got != want {
				t.Fatalf("%+q of %+q is drawn in the order %s, want %s", string(runes), text, got, want)
			}
		}
	})
}

// orderOf is the order of a line's clusters by rules L1 and L2: where a cluster begins,
// it stands.
func orderOf(l *textlayout.Line, runes []rune, levels []bidi.Level, base bidi.Level) string {
	bidi.Reset(levels, base, func(i int) bidi.Space { return bidi.SpaceOf(runes[i]) })
	starts := map[int]int{} // cluster by its first byte
	for i, c := range l.Clusters {
		starts[c.Start] = i
	}
	at := make([]int, len(runes)) // bytes
	for i, end := 0, l.Start; i < len(runes); i++ {
		at[i], end = end, end+len(string(runes[i]))
	}
	var order []int
	for _, i := range bidi.VisualOrder(levels) {
		if cluster, ok := starts[at[i]]; ok {
			order = append(order, cluster)
		}
	}
	return fmt.Sprint(order)
}
