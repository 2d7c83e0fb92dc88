package jsonl_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"postil/annotate/text"
	"postil/export/internal/specimen"
)

// odd are values to put where others belong.
var odd = []string{`null`, `true`, `""`, `"a"`, `"\r\n"`, `"0192"`, `"01920800-0000-7000-8000-000000000002"`, `"done"`, `"2026-11-21T10:00:00Z"`,
	`"9999-12-31T23:59:59.9999-23:59"`, `-1`, `0`, `1`, `1.5`, `7`, `1e18`, `[]`, `[null]`, `["a",1]`, `{}`, `{"id":1,"value":"x"}`, `{"name":"A"}`}

func drawOdd(t *rapid.T) (v any) {
	if err := json.Unmarshal([]byte(specimen.Draw(t, odd, "odd value")), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// spoil changes something somewhere in a JSON value.
func spoil(t *rapid.T, v any) any {
	if rapid.IntRange(0, 3).Draw(t, "here") == 0 {
		return drawOdd(t)
	}
	switch x := v.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(x))
		if len(keys) == 0 {
			x["extra"] = drawOdd(t)
			break
		}
		key := specimen.Draw(t, keys, "key")
		if specimen.Chance(t, "leave out") {
			delete(x, key)
		} else {
			x[key] = spoil(t, x[key])
		}
	case []any:
		if len(x) == 0 {
			return []any{drawOdd(t)}
		}
		i := rapid.IntRange(0, len(x)-1).Draw(t, "element")
		if specimen.Chance(t, "double") {
			return append(x, copyOf(t, x[i]))
		}
		x[i] = spoil(t, x[i])
	default:
		return drawOdd(t)
	}
	return v
}

// TestSpoiledRecords changes good records at random and checks that whatever is
// still accepted keeps every rule, and is the same after it was written and
// read again.
func TestSpoiledRecords(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		records, _ := specimen.Encode(t, &p, specimen.Draw(t, text.Units(), "unit"))
		var spoiled bytes.Buffer
		for line := range bytes.Lines(records) {
			var v any
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			for range rapid.IntRange(1, 3).Draw(t, "changes") {
				v = spoil(t, v)
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			spoiled.Write(append(b, '\n'))
		}
		got, err := specimen.Decode(spoiled.Bytes(), nil)
		if err != nil {
			return
		}
		accepted++
		got.Check(t)
		again, scheme := specimen.Encode(t, &got, text.CodePoint)
		stable, err := specimen.Decode(again, scheme)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, again)
		}
		specimen.InOrder(&got)
		specimen.InOrder(&stable)
		specimen.Same(t, &got, &stable)
	})
	if accepted == 0 {
		t.Error("nothing was accepted, so nothing was tested")
	}
	t.Logf("%d accepted", accepted)
}

// copyOf returns a copy that shares nothing with v.
func copyOf(t *rapid.T, v any) (c any) {
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}
