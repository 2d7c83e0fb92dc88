package text_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"pgregory.net/rapid"

	"postil/annotate/text"
)

// char is a character of an original: its bytes there, what it decodes to,
// and the code points of it.
type char struct {
	raw     string
	decoded rune
}

// utf8Chars cuts s into characters and invalid sequences, which it finds with
// the decoder of the Encoding Standard.
func utf8Chars(t interface{ Fatalf(string, ...any) }, s string) []char {
	var chars []char
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if r == utf8.RuneError && size == 1 {
			for size < len(s)-at {
				longer, err := unicode.UTF8.NewDecoder().String(s[at : at+size+1])
				if err != nil {
					t.Fatalf("decoding: %v", err)
				}
				if longer != "\uFFFD" {
					break
				}
				size++
			}
		}
		chars = append(chars, char{s[at : at+size], r})
		at += size
	}
	return chars
}

// encodedChars encodes each character of s alone.
func encodedChars(t interface{ Fatalf(string, ...any) }, s string, enc encoding.Encoding) []char {
	var chars []char
	for _, r := range s {
		raw, err := enc.NewEncoder().String(string(r))
		if err != nil {
			t.Fatalf("encoding %q: %v", r, err)
		}
		chars = append(chars, char{raw, r})
	}
	return chars
}

// checkOriginal settles the characters and compares the position of each
// border, in each unit, with its own account.
func checkOriginal(t interface {
	Helper()
	Fatalf(string, ...any)
}, s text.Settled, chars []char) {
	t.Helper()
	at := map[text.Unit]int{}
	borders := map[text.Unit]map[int]int{text.Byte: {}, text.CodePoint: {}, text.UTF16: {}}
	settled, boms, start := 0, 0, true
	note := func() {
		for unit, n := range at {
			borders[unit][n] = settled
		}
	}
	at[text.Byte], at[text.CodePoint], at[text.UTF16] = 0, 0, 0
	note()
	for i, c := range chars {
		at[text.Byte] += len(c.raw)
		at[text.CodePoint]++
		at[text.UTF16] += max(1, utf16.RuneLen(c.decoded))
		start = start && c.decoded == '\uFEFF'
		switch {
		case start:
			boms++
		case c.decoded == '\r' && i+1 < len(chars) && chars[i+1].decoded == '\n':
		case c.decoded == '\r':
			settled++
		case c.decoded < 0x20 && c.decoded != '\t' && c.decoded != '\n', c.decoded >= 0x7F && c.decoded < 0xA0:
			settled += 3
		default:
			settled += utf8.RuneLen(c.decoded)
		}
		note()
	}
	if settled != len(s.Text) {
		t.Fatalf("settled %q has %d bytes, want %d", s.Text, len(s.Text), settled)
	}
	for _, unit := range text.Units() {
		for n := -1; n <= at[unit]+1; n++ {
			got, err := s.Original.ToSettled(unit, n)
			want, ok := borders[unit][n]
			checkOffset(t, s.Text, unit, unit, n, at[unit], got, err, want, ok)
		}
		if boms == 0 {
			continue
		}
		for n := -1; n <= at[unit]-s.Original.BOM(unit)+1; n++ {
			got, err := s.Original.ToSettledAfterBOM(unit, n)
			want, ok := borders[unit][n+s.Original.BOM(unit)]
			ok = ok && n >= 0
			checkOffset(t, s.Text, unit, unit, n, at[unit]-s.Original.BOM(unit), got, err, want, ok)
		}
	}
}

func TestOriginalOfString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := textOf(25, pieces, odd).Draw(t, "text")
		s, err := text.SettleString(in)
		if errors.Is(err, text.ErrEmpty) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkOriginal(t, s, utf8Chars(t, in))
	})
}

func TestOriginalInCharsets(t *testing.T) {
	unicodePieces := append([]string{"\r\n", "\r", "\uFEFF", "\x1b", "\u0085"}, pieces...)
	tests := []struct {
		charset string
		enc     encoding.Encoding
		pieces  []string
	}{
		{"utf-8", encoding.Nop, unicodePieces},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicodePieces},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), unicodePieces},
		{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), unicodePieces},
		{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), unicodePieces},
		{"windows-1252", charmap.Windows1252, []string{"a ", "é", "€", "\r\n", "\r", "\x07", "“x”"}},
		{"koi8-r", charmap.KOI8R, []string{"a ", "Москва", "\r\n", "\x00"}},
		{"ibm850", charmap.CodePage850, []string{"a ", "é", "ø", "\r\n"}},
		{"shift_jis", japanese.ShiftJIS, []string{"abc", "漢字", "ｶﾅ", "\r\n", "\x07"}},
		{"gb18030", simplifiedchinese.GB18030, []string{"abc", "汉字", "😀", "\r\n", "é"}},
	}
	for _, test := range tests {
		t.Run(test.charset, rapid.MakeCheck(func(t *rapid.T) {
			// Enough text that it isn't taken for a binary.
			// At the start, U+FFFE is the mark of the other byte order.
			in := strings.TrimLeft(textOf(20, test.pieces).Draw(t, "text"), "\uFFFE") + "plain text in the end"
			chars := encodedChars(t, in, test.enc)
			var raw []byte
			for _, c := range chars {
				raw = append(raw, c.raw...)
			}
			s, err := text.Settle(raw, text.Options{Charset: test.charset})
			var binary *text.BinaryError
			if errors.As(err, &binary) {
				t.Skip("too many controls")
			}
			if err != nil {
				t.Fatal(err)
			}
			if s.Charset != test.charset && s.Charset != "ibm850" {
				t.Fatalf("charset %q, want %q", s.Charset, test.charset)
			}
			checkOriginal(t, s, chars)
		}))
	}
}

func TestOriginalWithEscapeSequences(t *testing.T) {
	// ISO-2022-JP: "a", ESC $ B, two characters of two bytes, ESC ( B, "b".
	s, err := text.Settle([]byte("a\x1b$B4A;z\x1b(Bb"), text.Options{})
	if err != nil || s.Text != "a漢字b" || s.Charset != "iso-2022-jp" {
		t.Fatalf("got %q in %s, %v", s.Text, s.Charset, err)
	}
	for n, want := range map[int]int{0: 0, 1: 1, 4: 1, 6: 4, 8: 7, 11: 7, 12: 8} {
		if got, err := s.Original.ToSettled(text.Byte, n); err != nil || got != want {
			t.Errorf("byte %d: got %d, %v, want %d", n, got, err, want)
		}
	}
	for _, n := range []int{2, 3, 5, 7, 9, 10} {
		if _, err := s.Original.ToSettled(text.Byte, n); !errors.Is(err, text.ErrInsideCharacter) {
			t.Errorf("byte %d: got %v", n, err)
		}
	}
}
