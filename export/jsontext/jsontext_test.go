package jsontext_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/export/jsontext"
)

// standard returns what encoding/json writes for a value.
func standard(t interface{ Fatal(...any) }, v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestAppendStringIsEncodingJSON(t *testing.T) {
	for _, s := range []string{"", "a", "\x00\x01\b\f\n\r\t\x1f\x7f\"\\/", "<&>", "\u2028\u2029\u2027\u202a", "😀", "\xff", "a\xe2", "\xe2\x80", "\xed\xa0\x80", "\ufffd", "e\u0301"} {
		if got, want := string(jsontext.AppendString([]byte("x"), s)), "x"+standard(t, string([]rune(s))); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		if rapid.Bool().Draw(t, "any bytes") {
			s = string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		}
		if got, want := string(jsontext.AppendString(nil, s)), standard(t, string([]rune(s))); got != want {
			t.Fatalf("%q: %s, want %s", s, got, want)
		}
	})
}

func TestAppendFloat(t *testing.T) {
	for f, want := range map[float64]string{0: "0.0", 1: "1.0", -61: "-61.0", 0.5: "0.5", 1e20: "100000000000000000000.0", 1e21: "1e+21", 1e-7: "1e-07", math.Copysign(0, -1): "-0.0"} {
		if got := string(jsontext.AppendFloat(nil, f)); got != want {
			t.Errorf("%v: %s, want %s", f, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "number")
		b := jsontext.AppendFloat(nil, f)
		var back float64
		if err := json.Unmarshal(b, &back); err != nil || back != f {
			t.Fatalf("%v became %s and then %v: %v", f, b, back, err)
		}
		if !bytes.ContainsAny(b, ".e") {
			t.Fatalf("%s looks like a whole number", b)
		}
	})
}

// value reads any value as encoding/json does.
func value(s *jsontext.Scanner) (any, error) {
	switch s.Kind() {
	case '{':
		object := map[string]any{}
		err := s.Object(func(key []byte) (err error) {
			k := string(key)
			object[k], err = value(s)
			return err
		})
		return object, err
	case '[':
		list := []any{}
		err := s.Array(func(int) error {
			v, err := value(s)
			list = append(list, v)
			return err
		})
		return list, err
	case '"':
		b, err := s.Text()
		return string(b), err
	case '0':
		return s.Float()
	case 't':
		return s.Bool()
	}
	if s.Null() {
		return nil, nil
	}
	_, err := s.Raw()
	return nil, err
}

// agree checks that the scanner reads what encoding/json reads, and refuses
// what it refuses; apart from invalid UTF-8 and deep nesting, which only the
// scanner refuses.
func agree(t interface {
	Helper()
	Fatalf(string, ...any)
}, text []byte) {
	t.Helper()
	var want any
	wrong := json.Unmarshal(text, &want)
	if err := jsontext.Check(text); (err == nil) != (json.Valid(text) && utf8.Valid(text)) && bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) < 1000 {
		t.Fatalf("%q: %v, but encoding/json says: %v", text, err, wrong)
	} else if err != nil {
		var place *jsontext.Error
		if !errors.As(err, &place) || place.Offset < 0 || len(text) < place.Offset {
			t.Fatalf("%q: an error without place: %v", text, err)
		}
	}
	s := jsontext.NewScanner(text)
	got, err := value(s)
	if err == nil {
		err = s.End()
	}
	if (err == nil) != (wrong == nil && utf8.Valid(text)) {
		t.Fatalf("%q: %v, but encoding/json says: %v", text, err, wrong)
	}
	if err == nil {
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%q (-want +got):\n%s", text, d)
		}
	}
}

var samples = []string{
	``, ` `, `null`, `nul`, `true`, `tru`, `false`, `0`, `-0`, `01`, `-`, `1.`, `.5`, `1.5e+10`, `1e`, `1E-2`, `1e400`, `+1`, `0x1`, `NaN`,
	`""`, `"`, `"\`, `"\u00e9"`, `"\u00g9"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83d\u0041"`, `"\ude00\ud83d"`, `"\u12`, `"\q"`, "\"\n\"", "\"\xff\"", `"\"\\\/\b\f\n\r\t"`,
	`[]`, `[1,2]`, `[1,]`, `[,1]`, `[1 2]`, `[`, `]`, `[[[]]]`, `{}`, `{"a":1}`, `{"a":1,"a":2}`, `{"a":1,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{1:2}`, `{"a":1 "b":2}`, `{"a":{"b":[{},"c"]}}`, `{`, `[}`, `{]`,
	` { "a" : [ 1 , null ] } `, "\ufeff{}", `1 2`, `{}x`, "\v1", "[\"\x7f\u2028\"]",
}

func TestScannerIsEncodingJSON(t *testing.T) {
	for _, s := range samples {
		agree(t, []byte(s))
	}
}

func FuzzScanner(f *testing.F) {
	for _, s := range samples {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { agree(t, text) })
}

func TestLoneSurrogates(t *testing.T) {
	for raw, want := range map[string]int{`"a"`: 0, `"\ud83d\ude00"`: 0, `"\ud83d"`: 1, `"\ude00\ud83d"`: 2, `"\ud83d\ud83d\ude00x"`: 1, `"\\ud83d"`: 0, `"\u00e9\n\ud83dx"`: 1, `"\ufffd"`: 0} {
		if got := jsontext.LoneSurrogates([]byte(raw)); got != want {
			t.Errorf("%s: %d, want %d", raw, got, want)
		}
	}
}

func TestDeepNesting(t *testing.T) {
	if err := jsontext.Check([]byte(strings.Repeat("[", 1000) + strings.Repeat("]", 1000))); err != nil {
		t.Errorf("1000 levels: %v", err)
	}
	if err := jsontext.Check([]byte(strings.Repeat("[", 10_000_000))); err == nil || !strings.Contains(err.Error(), "nest too deep") {
		t.Errorf("10,000,000 levels: %v", err)
	}
}

func TestErrorsNamePlaceAndKind(t *testing.T) {
	for _, c := range []struct {
		text, want string
		read       func(*jsontext.Scanner) error
	}{
		{`  5`, "a string is expected, not a number at byte 3", func(s *jsontext.Scanner) error { _, err := s.Text(); return err }},
		{`"a"`, "a number is expected, not a string at byte 1", func(s *jsontext.Scanner) error { _, err := s.Int(); return err }},
		{`1.5`, "a whole number is expected, not 1.5 at byte 1", func(s *jsontext.Scanner) error { _, err := s.Int(); return err }},
		{`1e999`, "the number 1e999 is too large at byte 1", func(s *jsontext.Scanner) error { _, err := s.Float(); return err }},
		{`[]`, "true or false is expected, not an array at byte 1", func(s *jsontext.Scanner) error { _, err := s.Bool(); return err }},
		{`?`, "an object is expected, not '?' at byte 1", func(s *jsontext.Scanner) error { return s.Object(nil) }},
		{`not json`, "an object is expected, not 'n' at byte 1", func(s *jsontext.Scanner) error { return s.Object(nil) }},
		{`null`, "an object is expected, not null at byte 1", func(s *jsontext.Scanner) error { return s.Object(nil) }},
		{`truth`, "an object is expected, not 't' at byte 1", func(s *jsontext.Scanner) error { return s.Object(nil) }},
		{`false`, "an object is expected, not true or false at byte 1", func(s *jsontext.Scanner) error { return s.Object(nil) }},
		{` `, "an array is expected, but the text ends at byte 2", func(s *jsontext.Scanner) error { return s.Array(nil) }},
	} {
		err := c.read(jsontext.NewScanner([]byte(c.text)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\nwant %s", c.text, err, c.want)
		}
	}
}

func BenchmarkAppendString(b *testing.B) {
	s := strings.Repeat("Șefa securității interne a SUA, „Kristi Noem”, a sosit.\n", 100)
	b.SetBytes(int64(len(s)))
	var dst []byte
	for b.Loop() {
		dst = jsontext.AppendString(dst[:0], s)
	}
}

func BenchmarkCheck(b *testing.B) {
	text := []byte(standard(b, []any{strings.Repeat("Șefa securității ", 100), map[string]any{"start": 1, "end": 2, "label": "X"}}))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if err := jsontext.Check(text); err != nil {
			b.Fatal(err)
		}
	}
}
