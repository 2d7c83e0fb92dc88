package jsontext_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/export/jsontext"
)

// pull lists what a stream gives: "line:value" or "line!error".
func pull(r io.Reader, limit int) []string {
	s := jsontext.NewStream(r, limit)
	var all []string
	for {
		v, err := s.Next()
		switch {
		case err == io.EOF:
			return all
		case err != nil:
			all = append(all, fmt.Sprintf("%d!%v", s.Line(), err))
			if 100 < len(all) {
				return all
			}
		default:
			all = append(all, fmt.Sprintf("%d:%s", s.Line(), v))
		}
	}
}

func TestStream(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"nothing":                 {"", nil},
		"space":                   {" \n\t\r\n", nil},
		"an empty array":          {" [ ] \n", nil},
		"an array":                {"[{\"a\":[1,{}]},\n \"x,]\\\"y\" ,\n3]", []string{`1:{"a":[1,{}]}`, `2:"x,]\"y"`, "3:3"}},
		"a mark":                  {"\ufeff[1]", []string{"1:1"}},
		"an element of lines":     {"[\n{\n\"a\": 1\n}\n,\n2\n]\n", []string{"2:{\n\"a\": 1\n}", "6:2"}},
		"lines":                   {"{\"a\":1}\n\n {\"b\":2} \r\n{\"c\":3}", []string{`1:{"a":1}`, `3:{"b":2}`, `4:{"c":3}`}},
		"a broken line":           {"{\"a\":[1\n{\"b\":2}\n\"c\n{\"d\":4}", []string{`1:{"a":[1`, `2:{"b":2}`, `3:"c`, `4:{"d":4}`}},
		"one value on more lines": {"{\n \"a\": {\n}\n}\n", []string{"1:{\n\"a\": {\n}\n}"}},
		"and nothing behind it":   {"{\n \"a\": 1\n", []string{"1!" + jsontext.ErrUnended.Error()}},
		"cut off in an array":     {"[1,{\"a\"", []string{"1:1", "1!" + jsontext.ErrUnended.Error()}},
		"cut off behind a comma":  {"[1,\n", []string{"1:1", "2!" + jsontext.ErrUnended.Error()}},
		"a broken element":        {"[{\"a\":nul}, {]}, 3]", []string{`1:{"a":nul}`, "1:{]", "1!" + jsontext.ErrSeparator.Error(), "1:3"}},
		"a string without end":    {"[{\"a\":\"x},\n{\"b\":1}\n]", []string{"1:{\"a\":\"x},", `2:{"b":1}`}},
		"the last without end":    {"[1,\n{\"a\":\"x}\n]\n", []string{"1:1", "2:{\"a\":\"x}"}},
		"an open list":            {"[\n {\"a\":[{},\n {}]},\n {\"b\":[{}},\n {\"c\":1}]", []string{"2:{\"a\":[{},\n {}]}", `4:{"b":[{}}`, `5:{"c":1}`}},
		"an open object":          {"[\n {\"a\":{},\n {\"b\":1}]", []string{`2:{"a":{},`, `3:{"b":1}`}},
		"open, further in":        {"[\n {\n  \"a\": [\n   {},\n   {\n  ],\n  \"b\": 1\n },\n {\"c\":1}]", []string{"2:{\n  \"a\": [\n   {},\n   {\n  ]", `9:{"c":1}`}},
		"a bracket too many":      {"[{\"a\":1]},\n{\"b\":2}, 3]]\n,\n{\"c\":3}\n]", []string{`1:{"a":1]`, "1!" + jsontext.ErrSeparator.Error(), `2:{"b":2}`, "2:3", "2!" + jsontext.ErrSeparator.Error(), `4:{"c":3}`}},
		"brackets are missing":    {"[\n{\"a\":[{},\n{\"b\":1},\n{\"c\":1}\n]", []string{"2:{\"a\":[{},", `3:{"b":1}`, `4:{"c":1}`}},
		"and later others":        {"[{\"a\":[{},\n{\"b\":1},\n{\"c\":[}},\n{\"d\":1}]", []string{"1:{\"a\":[{},", `2:{"b":1}`, `3:{"c":[}`, `4:{"d":1}`}},
		"no comma":                {"[{} {}, 3]", []string{"1:{} {}", "1:3"}},
		"two commas":              {"[1,,2]", []string{"1:1", "1!" + jsontext.ErrSeparator.Error(), "1:2"}},
		"more behind an array":    {"[1]\n[2]", []string{"1:1", "2!" + jsontext.ErrSeparator.Error()}},
		"too long":                {"[1,\"" + strings.Repeat("x", 50) + "\",2]", []string{"1:1", "1!" + jsontext.ErrTooLong.Error(), "1:2"}},
		"a line too long":         {"1\n\"" + strings.Repeat("x", 50) + "\"\n2", []string{"1:1", "2!" + jsontext.ErrTooLong.Error(), "3:2"}},
		"the last too long":       {"1\n\"" + strings.Repeat("x", 50), []string{"1:1", "2!" + jsontext.ErrTooLong.Error()}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, pull(strings.NewReader(c.file), 40)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.want, pull(iotest.OneByteReader(strings.NewReader(c.file)), 40)); d != "" {
				t.Errorf("byte by byte (-want +got):\n%s", d)
			}
		})
	}
	if _, err := jsontext.NewStream(iotest.ErrReader(io.ErrClosedPipe), 10).Next(); err != io.ErrClosedPipe {
		t.Errorf("%v", err)
	}
	if _, err := jsontext.NewStream(io.MultiReader(strings.NewReader("[1"), iotest.ErrReader(io.ErrClosedPipe)), 10).Next(); err != io.ErrClosedPipe {
		t.Errorf("%v", err)
	}
}

// TestStreamGivesEveryValue writes values as an array and as lines, with space
// where it may stand, and pulls them out again.
func TestStreamGivesEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want []string
		space := rapid.SampledFrom([]string{"", " ", "\n", "\r\n\t"})
		array := rapid.Bool().Draw(t, "array")
		var b strings.Builder
		if array {
			b.WriteString(space.Draw(t, "space") + "[")
		}
		for i := range rapid.IntRange(0, 5).Draw(t, "values") {
			v := standard(t, map[string]any{rapid.String().Draw(t, "key"): []any{rapid.String().Draw(t, "text"), map[string]any{}, 1.5}})
			want = append(want, v)
			if array && 0 < i {
				b.WriteByte(',')
			}
			b.WriteString(space.Draw(t, "space") + v + space.Draw(t, "space"))
			if !array {
				b.WriteByte('\n')
			}
		}
		if array {
			b.WriteString("]")
		}
		s := jsontext.NewStream(strings.NewReader(b.String()), 1<<20)
		for i := 0; ; i++ {
			v, err := s.Next()
			if err == io.EOF {
				if i != len(want) || s.Bytes() != int64(b.Len()) {
					t.Fatalf("%d of %d values, %d of %d bytes", i, len(want), s.Bytes(), b.Len())
				}
				return
			}
			if err != nil || i == len(want) || string(v) != want[i] || s.Number() != i+1 {
				t.Fatalf("value %d: %v %s", i, err, v)
			}
		}
	})
}

// TestStreamGoesOnBehindBrokenElements takes a bracket, a quotation mark, a comma or a
// colon out of an element of an array with an element a line: all others are there.
func TestStreamGoesOnBehindBrokenElements(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "values")
		bad := rapid.IntRange(0, n-1).Draw(t, "broken")
		all := make([]string, n)
		for i := range all {
			inner := map[string]any{rapid.StringMatching(`[a-z{}\[\],:"\\]{0,4}`).Draw(t, "key"): []any{rapid.StringMatching(`[a-z{}\[\],:"\\]{0,9}`).Draw(t, "text"), map[string]any{"x": 1.5}}}
			all[i] = standard(t, map[string]any{"id": i, "more": []any{inner, inner}})
		}
		marks := structure(all[bad])
		at := rapid.SampledFrom(marks[:len(marks)-1]).Draw(t, "place")
		end := at + 1
		if rapid.Bool().Draw(t, "the last") {
			end = len(all[bad])
			at = end - rapid.IntRange(1, len("]}]}")).Draw(t, "brackets")
		}
		damaged := slices.Clone(all)
		damaged[bad] = damaged[bad][:at] + damaged[bad][end:]
		indent := rapid.SampledFrom([]string{"", " ", "    "}).Draw(t, "indent")
		file := "[\n" + indent + strings.Join(damaged, ",\n"+indent) + "\n]\n"
		var good []string
		s := jsontext.NewStream(strings.NewReader(file), 1<<20)
		for {
			v, err := s.Next()
			if err == io.EOF {
				break
			}
			if err == nil && jsontext.Check(v) == nil && v[0] == '{' {
				good = append(good, string(v))
			}
			if int64(2*len(all[bad])) < s.Lost() { // all that an element without end has, and what closes the array
				t.Fatalf("%d bytes are lost of %s", s.Lost(), file)
			}
		}
		good = slices.DeleteFunc(good, func(v string) bool { return !slices.Contains(all, v) }) // a piece of the broken one may be whole
		if d := cmp.Diff(slices.Delete(slices.Clone(all), bad, bad+1), good); d != "" {
			t.Fatalf("of %s (-want +got):\n%s", file, d)
		}
	})
}

// pairs is an array of n pairs of elements: the first lacks brackets, which shows in
// the second, which is broken too.
func pairs(n int) string {
	return "[\n" + strings.Repeat("{\"text\": \"x\", \"spans\": [1,\n{\"text\": \"y\", \"spans\": [1}},\n", n) + "{\"text\": \"z\"}]\n"
}

// TestStreamGoesBackInLittleMemory goes back behind thousands of broken elements.
func TestStreamGoesBackInLittleMemory(t *testing.T) {
	const n = 4000
	s := jsontext.NewStream(strings.NewReader(pairs(n)), 1<<20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var last string
	for {
		v, err := s.Next()
		if err == io.EOF {
			break
		}
		if err == nil {
			last = string(v)
		}
	}
	runtime.ReadMemStats(&after)
	if s.Number() != 2*n+1 || last != `{"text": "z"}` {
		t.Errorf("%d values, the last is %s", s.Number(), last)
	}
	if used := after.TotalAlloc - before.TotalAlloc; 8<<20 < used {
		t.Errorf("it takes %d bytes", used)
	}
}

// TestStreamGoesBackWithinWhatIsReadAgain goes back three times, each time a part of
// what it has read again: the second line of an element that looks like a new one.
func TestStreamGoesBackWithinWhatIsReadAgain(t *testing.T) {
	var long strings.Builder
	long.WriteString("[\n")
	for i := range 3 {
		fmt.Fprintf(&long, "{\"a\":[%d,\n", i)
	}
	long.WriteString("{\"b\":[" + strings.Repeat("[1],", 1<<15) + "}},\n{\"c\":1}\n]")
	var got []string
	for _, v := range pull(strings.NewReader(long.String()), 1<<20) {
		got = append(got, v[:min(9, len(v))])
	}
	if d := cmp.Diff([]string{`2:{"a":[0`, `3:{"a":[1`, `4:{"a":[2`, `5:{"b":[[`, `6:{"c":1}`}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// BenchmarkStreamGoesBack reads elements that are broken so that it has to go back:
// pairs of lines, and one with many empty lines.
func BenchmarkStreamGoesBack(b *testing.B) {
	for name, file := range map[string]string{
		"pairs":       pairs(10000),
		"empty lines": "[\n{\"a\":[1," + strings.Repeat("\n", 1<<20) + "{\"b\":[}},\n{\"c\":1}]",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				for s := jsontext.NewStream(strings.NewReader(file), 1<<28); ; {
					if _, err := s.Next(); err == io.EOF {
						break
					}
				}
			}
		})
	}
}

// structure returns where brackets, commas, colons and the marks of strings stand in
// valid JSON.
func structure(value string) (at []int) {
	quoted := false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"':
			quoted = !quoted
			at = append(at, i)
		case quoted && c == '\\':
			i++
		case !quoted && strings.IndexByte("{}[],:", c) >= 0:
			at = append(at, i)
		}
	}
	return at
}

// solid returns b without space: the first value of lines loses its indentation.
func solid(b []byte) []byte { return bytes.Join(bytes.Fields(b), nil) }

// FuzzStream checks that every file comes to an end, that what is handed out
// stands in the file, and that of a valid array nothing is missing.
func FuzzStream(f *testing.F) {
	for _, s := range samples {
		f.Add([]byte(s))
	}
	f.Add([]byte("[{\"a\":1},\n{\"b\":[2]}]"))
	f.Add([]byte("{\"a\":1}\n{\"b\""))
	f.Add([]byte(pairs(2)))
	f.Fuzz(func(t *testing.T, file []byte) {
		s := jsontext.NewStream(bytes.NewReader(file), 1<<20)
		var values, errors int
		for i := 0; ; i++ {
			v, err := s.Next()
			if err == io.EOF {
				break
			}
			if len(file) < i || 1+bytes.Count(file, []byte("\n")) < s.Line() || !bytes.Contains(solid(file), solid(v)) {
				t.Fatalf("%d: line %d, %q, %v", i, s.Line(), v, err)
			}
			if err == nil {
				values++
			} else {
				errors++
			}
		}
		if errors == 0 && s.Bytes() != int64(len(file)) {
			t.Fatalf("%d of %d bytes were read", s.Bytes(), len(file))
		}
		var array []json.RawMessage
		if json.Unmarshal(file, &array) == nil && s.Array() && values != len(array) {
			t.Fatalf("%d of %d values", values, len(array))
		}
	})
}
