package jsontext_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"postil/export/jsontext"
)

func TestStrictScannersRefuseKeysThatStandTwice(t *testing.T) {
	many, again := "", ""
	for i := range 200 {
		many += fmt.Sprintf(`"k%d":{"k%d":0},`, i, i)
		again += fmt.Sprintf(`,"k%d":0`, (7*i+7)%200)
	}
	for text, want := range map[string]string{
		`{"a":1,"a":1}`:                        `the key "a" stands twice in one object at byte 8`,
		`{"a":1,"b":2,"a":{"b":3}}`:            `the key "a" stands twice in one object at byte 14`,
		`{"a":1,"\u0061":1}`:                   `the key "a" stands twice in one object at byte 8`,
		`{"\n":1,"\u000a":1}`:                  `the key "\n" stands twice in one object at byte 9`,
		`{"":1,"":1}`:                          `the key "" stands twice in one object at byte 7`,
		`[{"a":1},{"a":[{"b":1,"b":2}]}]`:      `the key "b" stands twice in one object at byte 23`,
		`{"x":{"a":{}, "b":1 , "b":2}}`:        `the key "b" stands twice in one object at byte 23`,
		`{` + many + again[1:] + `}`:           `the key "k7" stands twice in one object at byte ` + fmt.Sprint(len(many)+2),
		`{"a":1,"A":2,"\u00e1":3,"a\u0301":4}`: "",
		`{"a":{"a":{"a":[]}},"b":{"a":1}}`:     "",
		`[{"a":1},{"a":1},{}]`:                 "",
		`{` + many + `"k":1}`:                  "",
	} {
		err := jsontext.CheckStrictly([]byte(text))
		if got := errorText(err); got != want {
			t.Errorf("%.60s: %q, want %q", text, got, want)
		}
		if err := jsontext.Check([]byte(text)); err != nil {
			t.Errorf("%.60s: %v, though nothing asks for different keys", text, err)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestKeysOfEveryObject takes objects apart at every depth, and asks again with the
// same scanner.
func TestKeysOfEveryObject(t *testing.T) {
	scan := jsontext.NewStrictScanner(nil)
	object := func(text string) error {
		scan.Reset([]byte(text))
		return scan.Object(func([]byte) error {
			if scan.Kind() != '{' {
				_, err := scan.Raw()
				return err
			}
			return scan.Object(func([]byte) error {
				_, err := scan.Raw()
				return err
			})
		})
	}
	for _, c := range []struct {
		text  string
		twice bool
	}{
		{`{"a":{"b":1,"c":{"d":1,"d":2}},"e":1}`, true},
		{`{"a":{"b":1,"c":{"d":1}},"e":1}`, false},
		{`{"a":{"b":1,"b":2}}`, true},
		{`{"a":{"b":1},"a":1}`, true},
		{`{"a":{"a":1},"b":{"a":{"a":1}}}`, false},
	} {
		if err := object(c.text); (err != nil) != c.twice {
			t.Errorf("%s: %v", c.text, err)
		}
	}
}

func TestKeysThatStandTwiceAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.StringOf(rapid.SampledFrom([]rune("ab\"\\ü\n")))).Draw(t, "keys")
		seen, twice := map[string]bool{}, false
		var object strings.Builder
		for _, key := range keys {
			twice = twice || seen[key]
			seen[key] = true
			fmt.Fprintf(&object, `,%s:[{"a":1}]`, jsontext.AppendString(nil, key))
		}
		text := "{" + strings.TrimPrefix(object.String(), ",") + "}"
		if err := jsontext.CheckStrictly([]byte(text)); (err != nil) != twice {
			t.Fatalf("%s: %v", text, err)
		}
	})
}
