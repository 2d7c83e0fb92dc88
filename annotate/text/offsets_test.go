package text_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"postil/annotate/text"
)

// naive maps every byte offset that is a character's border to its offset in
// the unit, by converting the text before it.
func naive(unit text.Unit, s string) map[int]int {
	borders := map[int]int{}
	for b := 0; b <= len(s); b++ {
		if b < len(s) && !utf8.RuneStart(s[b]) {
			continue
		}
		switch unit {
		case text.Byte:
			borders[b] = b
		case text.CodePoint:
			borders[b] = len([]rune(s[:b]))
		case text.UTF16:
			borders[b] = len(utf16.Encode([]rune(s[:b])))
		}
	}
	return borders
}

// checkOffsetMap compares every conversion of s, right or wrong, with naive.
func checkOffsetMap(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	m := text.NewOffsetMap(s)
	for _, unit := range text.Units() {
		borders := naive(unit, s)
		back := map[int]int{}
		for b, n := range borders {
			back[n] = b
		}
		if m.Len(unit) != borders[len(s)] || unit.Len(s) != borders[len(s)] {
			t.Fatalf("%v length of %q: got %d and %d, want %d", unit, s, m.Len(unit), unit.Len(s), borders[len(s)])
		}
		for b := -1; b <= len(s)+1; b++ {
			got, err := m.FromByte(unit, b)
			want, ok := borders[b]
			checkOffset(t, s, unit, text.Byte, b, len(s), got, err, want, ok)
		}
		for n := -1; n <= borders[len(s)]+1; n++ {
			got, err := m.ToByte(unit, n)
			want, ok := back[n]
			checkOffset(t, s, unit, unit, n, borders[len(s)], got, err, want, ok)
		}
	}
}

func checkOffset(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string, unit, of text.Unit, n, length, got int, err error, want int, ok bool) {
	t.Helper()
	if ok {
		if err != nil || got != want {
			t.Fatalf("%v offset %d (%v) of %q: got %d, %v, want %d", of, n, unit, s, got, err, want)
		}
		return
	}
	reason := text.ErrInsideCharacter
	if n < 0 || n > length {
		reason = text.ErrOutOfRange
	}
	var fault *text.OffsetError
	if !errors.As(err, &fault) || !errors.Is(err, reason) || fault.Offset != n || fault.Unit != of || fault.Length != length {
		t.Fatalf("%v offset %d (%v) of %q: got %d, %v, want %v", of, n, unit, s, got, err, reason)
	}
}

func TestOffsetMapAgreesWithConversion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkOffsetMap(t, textOf(25, pieces).Draw(t, "text"))
	})
}

func TestOffsetMapAtBlockBorders(t *testing.T) {
	for _, unit := range []string{"é", "漢", "😀"} {
		for pad := range 9 {
			s := ""
			for len(s) < 1100 {
				s += unit
			}
			checkOffsetMap(t, "xxxxxxxxx"[:pad]+s)
		}
	}
}

func TestLengthOfLongText(t *testing.T) {
	for _, unit := range []string{"a", "é", "漢", "😀"} {
		for _, n := range []int{255, 256, 2040, 2041, 5000} {
			s := strings.Repeat(unit, n)
			m := text.NewOffsetMap(s)
			if got := m.Len(text.CodePoint); got != n {
				t.Errorf("%d times %s: %d code points", n, unit, got)
			}
			if got, want := m.Len(text.UTF16), len(utf16.Encode([]rune(s))); got != want || text.UTF16.Len(s) != want {
				t.Errorf("%d times %s: %d UTF-16 units, want %d", n, unit, got, want)
			}
		}
	}
}

func FuzzOffsetMap(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + "x" + p)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 || !utf8.ValidString(s) {
			t.Skip()
		}
		checkOffsetMap(t, s)
	})
}

func TestOffsetErrorsNameOffsetUnitAndLength(t *testing.T) {
	m := text.NewOffsetMap("a😀b")
	tests := []struct {
		unit text.Unit
		n    int
		want string
	}{
		{text.CodePoint, 4, "code point offset 4 is out of range (the text has 3 code points)"},
		{text.UTF16, 2, "UTF-16 unit offset 2 lies inside a character (the text has 4 UTF-16 units)"},
		{text.Byte, 3, "byte offset 3 lies inside a character (the text has 6 bytes)"},
		{text.Byte, -1, "byte offset -1 is out of range (the text has 6 bytes)"},
	}
	for _, test := range tests {
		if _, err := m.ToByte(test.unit, test.n); err == nil || err.Error() != test.want {
			t.Errorf("ToByte(%v, %d): got %v, want %s", test.unit, test.n, err, test.want)
		}
	}
}

func TestUnitNames(t *testing.T) {
	for _, unit := range text.Units() {
		got, err := text.ParseUnit(unit.String())
		if err != nil || got != unit {
			t.Errorf("ParseUnit(%q): got %v, %v", unit, got, err)
		}
	}
	if _, err := text.ParseUnit("rune"); err == nil {
		t.Error(`ParseUnit("rune") gave no error`)
	}
	var zero text.Unit
	if got := text.Units()[0]; got != zero || got.String() != "codepoint" {
		t.Errorf("the default unit is %v", got)
	}
}
