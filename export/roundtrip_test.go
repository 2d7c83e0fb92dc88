package export_test

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
)

// fataler is what tests, benchmarks and properties have in common.
type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// encode writes a project and returns the records and the scheme.
func encode(t fataler, p *project, unit text.Unit) (records, scheme []byte) {
	t.Helper()
	var r, s bytes.Buffer
	if err := export.WriteScheme(&s, &p.vocabulary); err != nil {
		t.Fatalf("the scheme cannot be written: %v", err)
	}
	w := export.NewJSONL(&r, &p.vocabulary, export.WriteOptions{Unit: unit})
	for _, record := range p.records {
		if err := w.Write(record); err != nil {
			t.Fatalf("a record cannot be written: %v", err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("%v", err)
	}
	return r.Bytes(), s.Bytes()
}

// decode reads records and, where there is one, a scheme.
func decode(records, scheme []byte) (project, error) {
	var known *annotate.Vocabulary
	if scheme != nil {
		var err error
		if known, err = export.ReadScheme(bytes.NewReader(scheme), "corpus.scheme.json"); err != nil {
			return project{}, err
		}
	}
	var p project
	r := export.NewJSONLReader(bytes.NewReader(records), "data/corpus.jsonl", known, export.ReadOptions{})
	for {
		record, err := r.Next()
		if err == io.EOF {
			p.vocabulary = *r.Vocabulary()
			return p, nil
		}
		if err != nil {
			return project{}, err
		}
		p.records = append(p.records, record)
	}
}

// same fails where two projects differ.
func same(t fataler, want, got *project) {
	t.Helper()
	if d := cmp.Diff(want.vocabulary, got.vocabulary, sameThings); d != "" {
		t.Fatalf("vocabulary (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want.records, got.records, sameThings); d != "" {
		t.Fatalf("records (-want +got):\n%s", d)
	}
}

// inOrder sorts what annotators say of documents: it is written in the order of
// the vocabulary, but may be read in another.
func inOrder(p *project) {
	for _, r := range p.records {
		slices.SortFunc(r.Attributes, func(a, b annotate.DocumentAttribute) int { return slices.Compare(a.UID[:], b.UID[:]) })
		slices.SortFunc(r.Statuses, func(a, b annotate.DocumentStatus) int { return slices.Compare(a.Annotator[:], b.Annotator[:]) })
	}
}

func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProject(t)
		records, scheme := encode(t, &p, draw(t, text.Units(), "unit"))
		got, err := decode(records, scheme)
		if err != nil {
			t.Fatalf("%v\n%s\n%s", err, records, scheme)
		}
		same(t, &p, &got)
	})
}

func TestWithoutSchemeNothingButTheSchemeIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProject(t)
		records, _ := encode(t, &p, text.CodePoint)
		got, err := decode(records, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, records)
		}
		got.check(t)
		// What is derived has other UIDs; written again, they are other
		// columns in another order, but the same values.
		for i, r := range got.records {
			want := p.records[i]
			if d := cmp.Diff(want.Document, r.Document, sameThings); d != "" {
				t.Fatalf("document (-want +got):\n%s", d)
			}
			for j := range r.Spans {
				a, b := want.Spans[j], r.Spans[j]
				a.Label, a.Annotator, b.Label, b.Annotator = annotate.UID{}, annotate.UID{}, annotate.UID{}, annotate.UID{}
				if d := cmp.Diff(a, b, sameThings); d != "" {
					t.Fatalf("span (-want +got):\n%s", d)
				}
				if a, b := p.vocabulary.Scheme.Label(want.Spans[j].Label).Name, got.vocabulary.Scheme.Label(r.Spans[j].Label).Name; a != b {
					t.Fatalf("label %q became %q", a, b)
				}
			}
		}
		again, scheme := encode(t, &got, text.CodePoint)
		stable, err := decode(again, scheme)
		if err != nil {
			t.Fatalf("%v", err)
		}
		inOrder(&got)
		inOrder(&stable)
		same(t, &got, &stable)
	})
}

// TestEveryLineHasOneShape compares the keys of all lines, at every level, and
// their order.
func TestEveryLineHasOneShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProject(t)
		for _, r := range p.records {
			r.Document.Meta = nil // the one thing that stays as it came
		}
		records, _ := encode(t, &p, text.CodePoint)
		shapes := map[string]string{}
		for line := range bytes.Lines(records) {
			shape(t, json.NewDecoder(bytes.NewReader(line)), "", shapes)
		}
	})
}

// shape reads a value and compares the keys of its objects with those that
// stood in the same place before.
func shape(t fataler, d *json.Decoder, path string, shapes map[string]string) {
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
		p := drawProject(t)
		records, scheme := encode(t, &p, text.CodePoint)
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
