package segment_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"pgregory.net/rapid"

	"postil/annotate/segment"
)

type span struct{ start, end int }

// allWords scans the whole of s for words.
func allWords(s string) []span {
	var all []span
	for it := words.FromString(s); it.Next(); {
		if isWord(it.Value()) {
			all = append(all, span{it.Start(), it.End()})
		}
	}
	return all
}

// isWord is true for segments with a letter or digit that don't begin with a space.
func isWord(segment string) bool {
	first, _ := utf8.DecodeRuneInString(segment)
	return !unicode.IsSpace(first) &&
		strings.ContainsFunc(segment, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// checkWords compares every answer about s with a scan of all of it.
func checkWords(t fatal, s string) {
	t.Helper()
	all := allWords(s)
	if got := segment.WordCount(s); got != len(all) {
		t.Fatalf("WordCount(%q) = %d, want %d", s, got, len(all))
	}
	for off := range len(s) + 1 {
		want, ok := span{off, off}, false
		next, prev := len(s), 0
		for _, w := range all {
			if w.start <= off && off < w.end || !ok && w.end == off {
				want, ok = w, true
			}
			if w.end > off {
				next = min(next, w.end)
			}
			if w.start < off {
				prev = w.start
			}
		}
		start, end, found := segment.WordAt(s, off)
		if found != ok || start != want.start || end != want.end {
			t.Fatalf("WordAt(%q, %d) = %d, %d, %v, want %v, %v", s, off, start, end, found, want, ok)
		}
		if got := segment.NextWord(s, off); got != next {
			t.Fatalf("NextWord(%q, %d) = %d, want %d", s, off, got, next)
		}
		if got := segment.PrevWord(s, off); got != prev {
			t.Fatalf("PrevWord(%q, %d) = %d, want %d", s, off, got, prev)
		}
	}
}

func TestWordsAgreeWithFullScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkWords(t, texts(14, pieces).Draw(t, "text")+rapid.StringN(0, 5, -1).Draw(t, "any"))
	})
}

func FuzzWords(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + p + "a" + p)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 400 {
			checkWords(t, strings.ToValidUTF8(s, "\uFFFD"))
		}
	})
}

// checkSnap checks what a snapped range is, whatever was dragged over.
func checkSnap(t fatal, s string, start, end int) {
	t.Helper()
	from, to := segment.SnapToWords(s, start, end)
	if !segment.IsGraphemeBorder(s, from) || !segment.IsGraphemeBorder(s, to) {
		t.Fatalf("SnapToWords(%q, %d, %d) = %d, %d: no borders", s, start, end, from, to)
	}
	for _, w := range allWords(s) {
		if w.start < from && from < w.end || w.start < to && to < w.end {
			t.Fatalf("SnapToWords(%q, %d, %d) = %d, %d cuts %v", s, start, end, from, to, w)
		}
		if start < w.end && w.start < end && (from > w.start || w.end > to) {
			t.Fatalf("SnapToWords(%q, %d, %d) = %d, %d leaves out of %v", s, start, end, from, to, w)
		}
	}
	if again, ends := segment.SnapToWords(s, from, to); from < to && (again != from || ends != to) {
		t.Fatalf("SnapToWords(%q, %d, %d) = %d, %d, then %d, %d", s, start, end, from, to, again, ends)
	}
}

func TestSnappedRanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts(14, pieces).Draw(t, "text")
		start := rapid.IntRange(0, len(s)).Draw(t, "start")
		checkSnap(t, s, start, rapid.IntRange(start, len(s)).Draw(t, "end"))
	})
}

// marked runs f on the places of the first bars in s and shows its answer as
// bars.
func marked(t *testing.T, s string, f func(text string, start, end int) (int, int)) string {
	t.Helper()
	start := strings.IndexByte(s, '|')
	text := strings.Replace(s, "|", "", 1)
	end := strings.IndexByte(text, '|')
	if end < 0 {
		end = start
	}
	text = strings.Replace(text, "|", "", 1)
	from, to := f(text, start, end)
	return text[:from] + "|" + text[from:to] + "|" + text[to:]
}

func TestSnapToCharacters(t *testing.T) {
	for _, test := range []struct {
		text             string
		start, end       int
		wantFrom, wantTo int
	}{
		{" ab ", 0, 4, 1, 3},
		{"ab cd", 1, 4, 1, 4},
		{"e\u0301x", 1, 4, 0, 4},
		{"a\n\u00a0b", 1, 3, 4, 4},
		{"👩‍🚒", 4, 7, 0, 11},
	} {
		from, to := segment.SnapToCharacters(test.text, test.start, test.end)
		if from == to && test.wantFrom == test.wantTo {
			continue
		}
		if from != test.wantFrom || to != test.wantTo {
			t.Errorf("SnapToCharacters(%q, %d, %d) = %d, %d", test.text, test.start, test.end, from, to)
		}
	}
}

func TestSnapToWords(t *testing.T) {
	tests := []struct{ drag, want string }{
		{"the po|rt of An|twerp is", "the |port of Antwerp| is"},
		{"the| port |of", "the |port| of"},
		{"th|e |port", "|the| port"},
		{"the port|, he| said", "the port|, he| said"},
		{"he can|'t| go", "he |can't| go"},
		{"3|,1|4 km", "|3,14| km"},
		{"so l’é|té| fut", "so |l’été| fut"},
		{"a wel|l-kno|wn man", "a |well-known| man"},
		{"a well|-kno|wn man", "a well|-known| man"},
		{"no|w (yes|) so", "|now (yes|) so"},
		{"a |  | b", "a   || b"},
		{"a 👨‍|👩‍👧| b", "a |👨‍👩‍👧| b"},
		{"一二|三|四", "一二|三|四"},
		{"x ש|לום עו|לם", "x |שלום עולם|"},
		{"|\n\nabc\n|", "\n\n|abc|\n"},
	}
	for _, test := range tests {
		if got := marked(t, test.drag, segment.SnapToWords); got != test.want {
			t.Errorf("%s: got %s, want %s", test.drag, got, test.want)
		}
	}
	if from, to := segment.SnapToWords("ab cd", 4, 1); from != 0 || to != 5 {
		t.Errorf("backwards: got %d, %d", from, to)
	}
}

func TestWordAt(t *testing.T) {
	tests := []struct{ caret, want string }{
		{"th|e port", "|the| port"},
		{"the| port", "|the| port"},
		{"the |port", "the |port|"},
		{"the | port", "the || port"},
		{"\"Ja|, ", "\"|Ja|, "},
		{"... | ...", "... || ..."},
		{"don|’t", "|don’t|"},
		{"end|", "|end|"},
		{"", "||"},
		{"日|本", "日|本|"},
		{"well|-known", "|well|-known"},
	}
	for _, test := range tests {
		got := marked(t, test.caret+strings.Repeat("|", 1-min(1, strings.Count(test.caret, "|"))), func(s string, off, _ int) (int, int) {
			start, end, _ := segment.WordAt(s, off)
			return start, end
		})
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.caret, got, test.want)
		}
	}
}

func TestCaretStops(t *testing.T) {
	const s = "He said: “No, can't!”\n\nIt's 3.5 km."
	var forward, back []string
	for at := 0; at < len(s); {
		next := segment.NextWord(s, at)
		forward = append(forward, s[at:next])
		at = next
	}
	for at := len(s); at > 0; {
		prev := segment.PrevWord(s, at)
		back = append(back, s[prev:at])
		at = prev
	}
	if got, want := strings.Join(forward, "|"), "He| said|: “No|, can't|!”\n\nIt's| 3.5| km|."; got != want {
		t.Errorf("forward: got %s, want %s", got, want)
	}
	if got, want := strings.Join(back, "|"), "km.|3.5 |It's |can't!”\n\n|No, |said: “|He "; got != want {
		t.Errorf("back: got %s, want %s", got, want)
	}
}

func TestWordsBeyondTheLongest(t *testing.T) {
	for name, s := range map[string]string{
		"letters": strings.Repeat("a", 300_000),
		"dots":    strings.Repeat(".", 300_000),
		"marks":   "a" + strings.Repeat("\u0301", 150_000),
		"spaces":  strings.Repeat(" ", 300_000),
	} {
		for _, off := range []int{0, 1, len(s) / 2, len(s)} {
			start, end, _ := segment.WordAt(s, off)
			if start > off || end < off || end-start > 20_000 {
				t.Errorf("%s at %d: %d to %d", name, off, start, end)
			}
			if next := segment.NextWord(s, off); off < len(s) && (next <= off || next > off+100_000) {
				t.Errorf("%s at %d: next %d", name, off, next)
			}
			if prev := segment.PrevWord(s, off); off > 0 && (prev >= off || prev < off-100_000) {
				t.Errorf("%s at %d: previous %d", name, off, prev)
			}
		}
	}
}
