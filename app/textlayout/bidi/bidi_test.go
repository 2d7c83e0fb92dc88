package bidi_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"postil/app/textlayout/bidi"
)

// openConformance opens a test of Unicode's where Debian, Ubuntu and Arch, or Fedora,
// install it; .ci/needs.txt names the packages.
func openConformance(t *testing.T, name string) *os.File {
	for _, folder := range []string{"/usr/share/unicode", "/usr/share/unicode/ucd"} {
		if file, err := os.Open(filepath.Join(folder, name)); err == nil {
			t.Cleanup(func() { file.Close() })
			return file
		}
	}
	t.Skip("Unicode's test is not here: on Debian and Ubuntu, install the package unicode-data")
	return nil
}

// Every line of Unicode's conformance test gives the paragraph level, the levels
// and the order that Unicode says.
func TestConformance(t *testing.T) {
	file := openConformance(t, "BidiCharacterTest.txt")
	lines, failures := 0, 0
	in := bufio.NewScanner(file)
	for number := 1; in.Scan(); number++ {
		text, _, _ := strings.Cut(in.Text(), "#")
		if strings.TrimSpace(text) == "" {
			continue
		}
		lines++
		if diff := checkLine(text); diff != "" {
			if failures++; failures <= 10 {
				t.Errorf("line %d: %s\n%s", number, text, diff)
			}
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	if lines == 0 {
		t.Fatal("the test file is empty")
	}
	t.Logf("%d lines, %d failures", lines, failures)
}

// checkLine compares one line of the conformance test; it says what differs.
func checkLine(line string) string {
	fields := strings.Split(line, ";")
	var text []rune
	for _, f := range strings.Fields(fields[0]) {
		r, _ := strconv.ParseUint(f, 16, 32)
		text = append(text, rune(r))
	}
	base := bidi.Level(0)
	switch fields[1] {
	case "1":
		base = 1
	case "2":
		base, _ = bidi.FirstStrong(string(text))
	}
	levels := bidi.Resolve(text, base)
	bidi.Reset(levels, base, func(i int) bidi.Space { return bidi.SpaceOf(text[i]) })

	var gotLevels, gotOrder []string
	var kept []bidi.Level
	var keptAt []int
	for i, want := range strings.Fields(fields[3]) {
		if want == "x" {
			gotLevels = append(gotLevels, "x")
			continue
		}
		gotLevels = append(gotLevels, fmt.Sprint(levels[i]))
		kept, keptAt = append(kept, levels[i]), append(keptAt, i)
	}
	for _, i := range bidi.VisualOrder(kept) {
		gotOrder = append(gotOrder, fmt.Sprint(keptAt[i]))
	}
	got := []string{fmt.Sprint(base), strings.Join(gotLevels, " "), strings.Join(gotOrder, " ")}
	want := []string{fields[2], strings.Join(strings.Fields(fields[3]), " "), strings.Join(strings.Fields(fields[4]), " ")}
	if slices.Equal(want, got) {
		return "" // a diff takes longer
	}
	return cmp.Diff(want, got)
}

// samples are characters of all classes.
var samples = map[string]rune{
	"L": 'a', "R": '\u05d0', "AL": '\u0627', "EN": '1', "AN": '\u0661', "ES": '+', "ET": '%', "CS": ',', "NSM": '\u0300',
	"BN": '\u00ad', "B": '\u2029', "S": '\t', "WS": ' ', "ON": '!', "LRE": '\u202a', "RLE": '\u202b', "LRO": '\u202d',
	"RLO": '\u202e', "PDF": '\u202c', "LRI": '\u2066', "RLI": '\u2067', "FSI": '\u2068', "PDI": '\u2069',
}

// So it is for every sequence of classes of Unicode's other test, in paragraphs of the
// levels that it says.
func TestClassConformance(t *testing.T) {
	file := openConformance(t, "BidiTest.txt")
	var levels, order string
	cases := 0
	in := bufio.NewScanner(file)
	for number := 1; in.Scan(); number++ {
		line, _, _ := strings.Cut(in.Text(), "#")
		if l, ok := strings.CutPrefix(line, "@Levels:"); ok {
			levels = strings.Join(strings.Fields(l), " ")
		} else if o, ok := strings.CutPrefix(line, "@Reorder:"); ok {
			order = strings.Join(strings.Fields(o), " ")
		} else if classes, bits, ok := strings.Cut(line, ";"); ok {
			text := ""
			for _, class := range strings.Fields(classes) {
				text += fmt.Sprintf("%04X ", samples[class])
			}
			set, err := strconv.ParseUint(strings.TrimSpace(bits), 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			for bit, base := range []string{"2", "0", "1"} {
				if set>>bit&1 == 0 {
					continue
				}
				cases++
				if diff := checkLine(text + ";" + base + ";" + levelOf(text, base) + ";" + levels + ";" + order); diff != "" {
					t.Fatalf("line %d, direction %s: %s\n%s", number, base, classes, diff)
				}
			}
		}
	}
	if err := in.Err(); err != nil || cases == 0 {
		t.Fatalf("%d cases, %v", cases, err)
	}
	t.Logf("%d cases", cases)
}

// levelOf is the paragraph level that a test without one takes for granted.
func levelOf(text, base string) string {
	if base != "2" {
		return base
	}
	paragraph := ""
	for _, f := range strings.Fields(text) {
		r, _ := strconv.ParseUint(f, 16, 32)
		paragraph += string(rune(r))
	}
	level, _ := bidi.FirstStrong(paragraph)
	return fmt.Sprint(level)
}

// The order of any levels is a permutation, and reversing is by whole runs.
func TestVisualOrderIsPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOf(rapid.IntRange(0, 6)).Draw(t, "levels")
		levels := make([]bidi.Level, len(drawn))
		for i, l := range drawn {
			levels[i] = bidi.Level(l)
		}
		seen := make([]bool, len(levels))
		for _, i := range bidi.VisualOrder(levels) {
			if seen[i] {
				t.Fatalf("%d occurs twice", i)
			}
			seen[i] = true
		}
	})
}

// tricky draws paragraphs of all that the rules tell apart.
func tricky() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "b ", "Ж", "\u05d0", "\u05d1 ", "\u0627", "\u0628", "1", "2", "\u0661", "+", ",", "%", ".", " ", "\u0300", "(", ")", "[", "]",
			"\u2329", "\u3009", "\u2067", "\u2066", "\u2068", "\u2069", "\u2069", "\u202b", "\u202c", "\u202d", "\u200d", "\t", "\u001c", "漢",
			"ภ", "👍", "\xff",
		}), 0, 120).Draw(t, "pieces"), "")
	})
}

// Resolved between cuts, any paragraph gets the levels that it has as a whole.
func TestCutsKeepLevels(t *testing.T) {
	cut := 0
	rapid.Check(t, func(t *rapid.T) {
		text, base := tricky().Draw(t, "text"), bidi.Level(rapid.IntRange(0, 1).Draw(t, "base"))
		cuts := bidi.Cuts(text, rapid.IntRange(0, 20).Draw(t, "every"))
		cut += len(cuts)
		checkCuts(t, text, base, cuts)
	})
	if cut == 0 {
		t.Error("nothing was cut")
	}
}

// checkCuts resolves a paragraph part by part.
func checkCuts(t interface{ Fatalf(string, ...any) }, text string, base bidi.Level, cuts []int) {
	want := bidi.Resolve([]rune(text), base)
	got, from := []bidi.Level{}, 0
	for _, to := range append(cuts, len(text)) {
		_, n := utf8.DecodeRuneInString(text[to:])
		levels := bidi.Resolve([]rune(text[from:to+n]), base)
		got = append(got, levels[:utf8.RuneCountInString(text[from:to])]...)
		from = to
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("levels of %+q cut at %v (-want +got):\n%s", text, cuts, diff)
	}
}

// So does any text, repeated so that there are many cuts.
func FuzzCuts(f *testing.F) {
	f.Add("a \u2067\u05d0\u2069 (\u0661) \u202e1\u202c", uint8(3), false, 0)
	f.Add("(\u05d0[a)1,2]\u0300 %\u0661", uint8(70), true, 20)
	f.Fuzz(func(t *testing.T, text string, times uint8, rtl bool, every int) {
		if text = strings.Repeat(text, max(1, int(times))); len(text) > 20_000 {
			t.Skip()
		}
		base := bidi.Level(0)
		if rtl {
			base = 1
		}
		checkCuts(t, text, base, bidi.Cuts(text, every))
	})
}

// A text is one-way only if all its levels are 0, and all common texts are.
func TestOneWay(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "Ștefan, “Zoë” – 12 %": true, "漢字、한국어 हिन्दी ภาษาไทย 👩‍👩‍👧": true, "\xe2\x80": true, "\xe0": true, "Հայ": true,
		"a \u05d0": false, "\u0661": false, "x\u2067": false, "\u200f": false, "\ufe8d": false, "\U0001e900": false, "\u0840": false, "\U00010900": false,
	} {
		if got := bidi.OneWay(text); got != want {
			t.Errorf("OneWay(%+q) = %v", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := tricky().Draw(t, "text")
		if !bidi.OneWay(text) {
			return
		}
		for _, l := range bidi.Resolve([]rune(text), 0) {
			if l != 0 {
				t.Fatalf("%+q has level %d", text, l)
			}
		}
	})
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if bidi.Resolve([]rune{r}, 0)[0] != 0 && bidi.OneWay(string(r)) {
			t.Errorf("%U is not one-way", r)
		}
	}
}

// Any text gets one sensible level per rune.
func FuzzResolve(f *testing.F) {
	f.Add("a \u2067\u05d0\u2069 (\u0661) \u202e1\u202c", false)
	f.Add(strings.Repeat("\u202a\u2067(", 140), true)
	f.Fuzz(func(t *testing.T, s string, rtl bool) {
		text, base := []rune(s), bidi.Level(0)
		if rtl {
			base = 1
		}
		levels := bidi.Resolve(text, base)
		if len(levels) != len(text) {
			t.Fatalf("%d levels for %d runes", len(levels), len(text))
		}
		for i, l := range levels {
			if l > 127 || l < base && text[i] != '\u2029' {
				t.Fatalf("level %d of rune %d in a paragraph of level %d", l, i, base)
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	for name, text := range map[string]string{
		"latin":  strings.Repeat("The port of Antwerp (Belgium), 2023. ", 100),
		"arabic": strings.Repeat("قال الوزير (2023) إن Antwerp ميناء. ", 100),
	} {
		runes := []rune(text)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				bidi.Resolve(runes, 0)
			}
		})
	}
}
