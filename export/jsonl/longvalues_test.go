package jsonl_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/jsonl"
)

// longest is how many bytes an error may take: a place, a few excerpts of 40
// code points, a hint.
const longest = 700

// Whatever value or key of a record or of a scheme file is ten thousand characters long,
// the error that it causes is short enough to be read.
func TestLongValuesStayOutOfErrors(t *testing.T) {
	records, err := os.ReadFile("testdata/example.codepoint.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	scheme, err := os.ReadFile("testdata/example.scheme.json")
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	judge := func(where string, err error) {
		if err == nil {
			return
		}
		if refused++; longest < len(err.Error()) {
			t.Errorf("%s is long, and so is the error, of %d bytes: %.300s", where, len(err.Error()), err)
		}
	}
	for line := range bytes.Lines(records) {
		for where, long := range withLongValues(t, line) {
			judge(where, readWith(t, long, scheme))
		}
	}
	for where, long := range withLongValues(t, scheme) {
		_, err := jsonl.ReadScheme(bytes.NewReader(long), "x.scheme.json")
		if judge("scheme: "+where, err); err == nil {
			judge("records beside scheme: "+where, readWith(t, records, long))
		}
	}
	if refused < 100 {
		t.Errorf("only %d were refused, so little was tested", refused)
	}
}

// readWith reads records beside a scheme file and returns the error.
func readWith(t *testing.T, records, scheme []byte) error {
	t.Helper()
	var known *annotate.Vocabulary
	known, err := jsonl.ReadScheme(bytes.NewReader(scheme), "x.scheme.json")
	if err != nil {
		t.Fatal(err)
	}
	r := jsonl.NewReader(bytes.NewReader(records), "x.jsonl", known, dataset.ReadOptions{})
	for err == nil {
		_, err = r.Next()
	}
	if err == io.EOF {
		return nil
	}
	return err
}

// withLongValues returns copies of a JSON object, in each of which one value or
// one key is long, after where that is.
func withLongValues(t *testing.T, object []byte) iter.Seq2[string, []byte] {
	t.Helper()
	words := strings.Repeat("All the text of an article. ", 400)
	digits := json.Number(strings.Repeat("1", 10_000))
	var root any
	if err := json.Unmarshal(object, &root); err != nil {
		t.Fatal(err)
	}
	return func(yield func(string, []byte) bool) {
		give := func(where string) bool {
			b, err := json.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			return yield(where, b)
		}
		var walk func(where string, v any, set func(any)) bool
		walk = func(where string, v any, set func(any)) bool {
			for _, long := range []any{words, digits, []any{words}, map[string]any{words: words}} {
				set(long)
				if !give(fmt.Sprintf("%s as %T", where, long)) {
					return false
				}
			}
			set(v)
			switch x := v.(type) {
			case map[string]any:
				for _, key := range slices.Sorted(maps.Keys(x)) {
					value := x[key]
					delete(x, key)
					x[key+words] = value
					goOn := give("the key " + where + "." + key)
					delete(x, key+words)
					if !goOn || !walk(where+"."+key, value, func(v any) { x[key] = v }) {
						return false
					}
				}
			case []any:
				for i := range x {
					if !walk(fmt.Sprintf("%s[%d]", where, i), x[i], func(v any) { x[i] = v }) {
						return false
					}
				}
			}
			return true
		}
		walk("", root, func(v any) { root = v })
	}
}
