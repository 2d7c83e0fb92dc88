package text_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"postil/annotate/text"
)

func TestSettleRules(t *testing.T) {
	tests := []struct {
		name, in, want string
		replaced       text.Replaced
	}{
		{"nothing to do", "Grüße,\n\t漢字 😀\n", "Grüße,\n\t漢字 😀\n", text.Replaced{}},
		{"line ends", "a\r\nb\rc\n\rd\r\r\ne\r", "a\nb\nc\n\nd\n\ne\n", text.Replaced{}},
		{"no trimming", " \n a \n ", " \n a \n ", text.Replaced{}},
		{"no normal form", "e\u0301é\u212b", "e\u0301é\u212b", text.Replaced{}},
		{"C0, DEL and C1", "ab\x00c\x1bd\x7fe\u0080f\u0085g\u009fh", "ab\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh", text.Replaced{Controls: 6}},
		{"format characters stay", "a\u200b\u200d\u202e\u2028\u00a0\u00adb", "a\u200b\u200d\u202e\u2028\u00a0\u00adb", text.Replaced{}},
		{"mark at the start", "\uFEFFabc", "abc", text.Replaced{}},
		{"marks at the start", "\uFEFF\uFEFFabc", "abc", text.Replaced{}},
		{"mark inside stays", "ab\uFEFFc", "ab\uFEFFc", text.Replaced{}},
		{"invalid", "ab\xe2\x82 \xffcd漢字漢字", "ab\uFFFD \uFFFDcd漢字漢字", text.Replaced{Invalid: 2}},
		{"U+FFFD stays uncounted", "a\uFFFDb", "a\uFFFDb", text.Replaced{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := text.SettleString(test.in)
			if err != nil {
				t.Fatal(err)
			}
			if s.Text != test.want || s.Replaced != test.replaced {
				t.Errorf("got %q, %+v, want %q, %+v", s.Text, s.Replaced, test.want, test.replaced)
			}
			original, settled := sha256.Sum256([]byte(test.in)), sha256.Sum256([]byte(test.want))
			if s.OriginalHash != original || s.Hash.String() != hex.EncodeToString(settled[:]) {
				t.Errorf("wrong hashes %v, %v", s.OriginalHash, s.Hash)
			}
		})
	}
}

// An independent statement of the rules: the decoder of the Encoding Standard,
// then one replacement a rule.
func naiveSettle(s string) string {
	s, _ = unicode.UTF8.NewDecoder().String(s)
	s = strings.TrimLeft(s, "\uFEFF")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r >= 0x7F && r < 0xA0 {
			return utf8.RuneError
		}
		return r
	}, s)
}

func checkSettleString(t interface {
	Helper()
	Fatalf(string, ...any)
}, in string) {
	t.Helper()
	s, err := text.SettleString(in)
	want := naiveSettle(in)
	if want == "" {
		if !errors.Is(err, text.ErrEmpty) {
			t.Fatalf("settling %q: got %v, want ErrEmpty", in, err)
		}
		return
	}
	if err != nil || s.Text != want {
		t.Fatalf("settling %q: got %q, %v, want %q", in, s.Text, err, want)
	}
	again, err := text.SettleString(s.Text)
	if err != nil || again.Text != s.Text || again.Replaced != (text.Replaced{}) || again.Hash != s.Hash {
		t.Fatalf("settling %q again: got %q, %+v, %v", s.Text, again.Text, again.Replaced, err)
	}
}

func TestSettleStringAgreesWithRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkSettleString(t, textOf(30, pieces, odd).Draw(t, "text"))
	})
}

func FuzzSettle(f *testing.F) {
	for _, p := range odd {
		f.Add([]byte("text "+p+p+" text"), "")
	}
	f.Add([]byte("\xff\xfea\x00b\x00"), "utf-8")
	f.Add([]byte("\x1b$B4A;z\x1b(B"), "iso-2022-jp")
	f.Add([]byte("gr\xfc\xdfe"), "latin1")
	f.Fuzz(func(t *testing.T, raw []byte, charset string) {
		checkSettleString(t, string(raw))
		s, err := text.Settle(raw, text.Options{Charset: charset})
		if err != nil {
			return
		}
		again, err := text.Settle([]byte(s.Text), text.Options{})
		if err != nil || again.Text != s.Text || again.Replaced != (text.Replaced{}) {
			t.Fatalf("settling %q again: got %q, %+v, %v", s.Text, again.Text, again.Replaced, err)
		}
		checkOriginalEnds(t, s)
	})
}

// checkOriginalEnds checks what holds for any original: its ends meet the
// settled text's ends, and offsets rise together.
func checkOriginalEnds(t *testing.T, s text.Settled) {
	t.Helper()
	for _, unit := range text.Units() {
		last := 0
		for n := range s.Original.Len(unit) + 1 {
			b, err := s.Original.ToSettled(unit, n)
			if errors.Is(err, text.ErrInsideCharacter) {
				continue
			}
			if err != nil || b < last {
				t.Fatalf("%v offset %d of the original of %q: got %d after %d, %v", unit, n, s.Text, b, last, err)
			}
			last = b
		}
		if last != len(s.Text) {
			t.Fatalf("the end of the original of %q in %vs: got %d, want %d", s.Text, unit, last, len(s.Text))
		}
	}
}

func TestHash(t *testing.T) {
	h := text.HashOf("abc")
	if h.String() != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("%s", h) // FIPS 180-2, appendix B.1
	}
	if p, err := text.ParseHash(h.String()); err != nil || p != h {
		t.Errorf("%v, %v", p, err)
	}
	for _, bad := range []string{"", "abc", h.String()[1:], h.String() + "00", strings.Repeat("x", 64)} {
		if _, err := text.ParseHash(bad); err == nil {
			t.Errorf("%q is a hash", bad)
		}
	}
}

func TestUnsettled(t *testing.T) {
	for s, want := range map[string]int{
		"": -1, "plain\ttext\n": -1, "e\u0301 👩‍🚒": -1, "a\uFEFF": -1,
		"\uFEFFa": 0, "a\r\n": 1, "ab\x00": 2, "ă\u0085": 2, "a\xffb": 1,
	} {
		if got := text.Unsettled(s); got != want {
			t.Errorf("Unsettled(%q) = %d, want %d", s, got, want)
		}
	}
}
