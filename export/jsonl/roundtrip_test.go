package jsonl_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/internal/specimen"
)

func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		records, scheme := specimen.Encode(t, &p, specimen.Draw(t, text.Units(), "unit"))
		got, err := specimen.Decode(records, scheme)
		if err != nil {
			t.Fatalf("%v\n%s\n%s", err, records, scheme)
		}
		specimen.Same(t, &p, &got)
	})
}

func TestWithoutSchemeNothingButTheSchemeIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		records, _ := specimen.Encode(t, &p, text.CodePoint)
		got, err := specimen.Decode(records, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, records)
		}
		got.Check(t)
		// What is derived has other UIDs; written again, they are other
		// columns in another order, but the same values.
		for i, r := range got.Records {
			want := p.Records[i]
			if d := cmp.Diff(want.Document, r.Document, specimen.SameThings); d != "" {
				t.Fatalf("document (-want +got):\n%s", d)
			}
			for j := range r.Spans {
				a, b := want.Spans[j], r.Spans[j]
				a.Label, a.Annotator, b.Label, b.Annotator = annotate.UID{}, annotate.UID{}, annotate.UID{}, annotate.UID{}
				if d := cmp.Diff(a, b, specimen.SameThings); d != "" {
					t.Fatalf("span (-want +got):\n%s", d)
				}
				if a, b := p.Vocabulary.Scheme.Label(want.Spans[j].Label).Name, got.Vocabulary.Scheme.Label(r.Spans[j].Label).Name; a != b {
					t.Fatalf("label %q became %q", a, b)
				}
			}
		}
		again, scheme := specimen.Encode(t, &got, text.CodePoint)
		stable, err := specimen.Decode(again, scheme)
		if err != nil {
			t.Fatalf("%v", err)
		}
		specimen.InOrder(&got)
		specimen.InOrder(&stable)
		specimen.Same(t, &got, &stable)
	})
}

// TestEveryLineHasOneShape compares the keys of all lines, at every level, and
// their order.
func TestEveryLineHasOneShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		for _, r := range p.Records {
			r.Document.Meta = nil // the one thing that stays as it came
		}
		records, _ := specimen.Encode(t, &p, text.CodePoint)
		shapes := map[string]string{}
		for line := range bytes.Lines(records) {
			shape(t, json.NewDecoder(bytes.NewReader(line)), "", shapes)
		}
	})
}

// shape reads a value and compares the keys of its objects with those that
// stood in the same place before.
func shape(t specimen.Fataler, d *json.Decoder, path string, shapes map[string]string) {
	token, err := d.Token()
	if err != nil {
		t.Fatalf("%v", err)
	}
	switch token {
	case json.Delim('['):
		for d.More() {
			shape(t, d, path+"[]", shapes)
		}
		d.Token()
	case json.Delim('{'):
		keys := ""
		for d.More() {
			key, _ := d.Token()
			keys += "," + key.(string)
			shape(t, d, path+"."+key.(string), shapes)
		}
		d.Token()
		if before, ok := shapes[path]; ok && before != keys {
			t.Fatalf("%s has the keys %s here and %s there", path, keys, before)
		}
		shapes[path] = keys
	}
}

// TestFeaturesFitEveryLine compares the types that the scheme file names with
// the lines: the keys and their order, and the kind of every value.
func TestFeaturesFitEveryLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := specimen.DrawProject(t)
		records, scheme := specimen.Encode(t, &p, text.CodePoint)
		var file struct{ Features json.RawMessage }
		if err := json.Unmarshal(scheme, &file); err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(records) {
			fit(t, "", bytes.TrimSpace(line), file.Features)
		}
	})
}

// fit fails where a value is not of the type that a feature names.
func fit(t *rapid.T, path string, value, feature []byte) {
	if string(value) == "null" {
		return
	}
	names, types := membersOf(t, feature)
	kind, _ := strconv.Unquote(string(types["_type"]))
	switch kind {
	case "Json":
	case "Value":
		dtype, _ := strconv.Unquote(string(types["dtype"]))
		starts := map[string]string{"string": `"`, "int64": "-0123456789", "float64": "-0123456789", "bool": "tf"}[dtype]
		if !strings.ContainsRune(starts, rune(value[0])) || dtype == "float64" && !bytes.ContainsAny(value, ".e") {
			t.Fatalf("%s is no %s: %s", path, dtype, value)
		}
	case "List":
		var list []json.RawMessage
		if err := json.Unmarshal(value, &list); err != nil {
			t.Fatalf("%s is no list: %v", path, err)
		}
		for _, v := range list {
			fit(t, path+"[]", v, types["feature"])
		}
	default:
		keys, values := membersOf(t, value)
		if !slices.Equal(keys, names) {
			t.Fatalf("%s has the keys %q, but the features %q", path, keys, names)
		}
		for _, k := range keys {
			fit(t, path+"."+k, values[k], types[k])
		}
	}
}

// membersOf returns an object's keys, in order, and its values.
func membersOf(t *rapid.T, object []byte) (keys []string, values map[string]json.RawMessage) {
	if err := json.Unmarshal(object, &values); err != nil {
		t.Fatalf("%s: %v", object, err)
	}
	d := json.NewDecoder(bytes.NewReader(object))
	d.Token()
	for d.More() {
		key, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key.(string))
		var skipped json.RawMessage
		if err := d.Decode(&skipped); err != nil {
			t.Fatal(err)
		}
	}
	return keys, values
}
