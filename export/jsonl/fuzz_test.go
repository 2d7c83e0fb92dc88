package jsonl_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/internal/specimen"
	"postil/export/jsonl"
	"postil/export/jsontext"
)

// FuzzRead checks that no input makes the reader panic, that whatever it
// accepts keeps every rule, and that it is the same after it was written and
// read again.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"text":"a"}`,
		`{"text":"a\r\nbé😀","offset_unit":"utf16","spans":[{"start":1,"end":5,"label":"X","text":"\r\nbé"},{"start_byte":4,"end_byte":5,"label":"Y","text":"b","tag":"T"}]}`,
		`{"id":1,"text":"ab","spans":[{"id":1,"start":0,"end":1,"label":"X","text":"a","attributes":{"n":1,"s":"x","b":true,"z":null}}],"relations":[{"type":"t","from":1,"to":2,"to_document":"d"}],"url":5}`,
		`{"text":"a","status":"done","attributes":{"T":["x",1]},"annotators":[{"name":"A","status":"done","attributes":{"T":[{"id":1,"value":"y"}]}}],"meta":{"k":[1, 2]}}`,
	} {
		f.Add([]byte(seed))
	}
	examples, err := filepath.Glob("../*/testdata/*.jsonl")
	if err != nil || len(examples) == 0 {
		f.Fatalf("the examples are missing: %v", err)
	}
	for _, path := range examples {
		seed, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := specimen.Decode(file, nil)
		if err != nil {
			return
		}
		p.Check(t)
		for _, unit := range text.Units() {
			records, scheme := specimen.Encode(t, &p, unit)
			again, err := specimen.Decode(records, scheme)
			if err != nil {
				t.Fatalf("what was written cannot be read: %v\n%s", err, records)
			}
			specimen.InOrder(&p)
			specimen.InOrder(&again)
			specimen.Same(t, &p, &again)
		}
	})
}

// FuzzReadScheme checks that no input makes the reader of schemes panic, and
// that whatever it accepts is the same after it was written and read again.
func FuzzReadScheme(f *testing.F) {
	seed, err := os.ReadFile("testdata/example.scheme.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"layers":[{"name":"L","look":"fill"}],"labels":[{"name":"A","layer":"L"}],"tags":[{"name":"T","usual":"A"}]}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := specimen.Decode(nil, file)
		if err != nil {
			return
		}
		p.Check(t)
		_, scheme := specimen.Encode(t, &p, text.CodePoint)
		again, err := specimen.Decode(nil, scheme)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, scheme)
		}
		specimen.Same(t, &p, &again)
	})
}

// lined tells whether each record of a file has a line of its own: it is no array, and
// its first record does not stand on several.
func lined(file []byte) bool {
	s := jsontext.NewStream(bytes.NewReader(file), 1<<28)
	first, err := s.Next()
	return !s.Array() && err != jsontext.ErrUnended && !bytes.Contains(first, []byte("\n"))
}

// FuzzSkipBad checks that what follows a line that is skipped is read as if a
// blank line stood there.
func FuzzSkipBad(f *testing.F) {
	for _, seed := range []string{
		"{\"text\":\"a\"}\n{\n{\"text\":\"a\"}\n",
		`{"id":1,"text":"a","spans":[{"start":0,"end":1,"label":"X","text":"b"}]}` + "\n" + `{"id":1,"text":"a","x":1,"spans":[{"start":0,"end":1,"label":"Y","text":"a","tag":"T","attributes":{"n":1}}]}`,
		`{"text":"a","attributes":{"T":[1]},"status":"lost"}` + "\n" + `{"text":"a","attributes":{"T":["x"]},"status":"done"}`,
	} {
		f.Add([]byte(seed))
	}
	all := func(t *testing.T, file []byte, o dataset.ReadOptions) (specimen.Project, dataset.Report, error) {
		r := jsonl.NewReader(bytes.NewReader(file), "data/corpus.jsonl", nil, o)
		var p specimen.Project
		for {
			record, err := r.Next()
			if err != nil {
				p.Vocabulary = *r.Vocabulary()
				return p, r.Report(), err
			}
			p.Records = append(p.Records, record)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if !lined(file) {
			t.Skip("lines are no records")
		}
		got, report, err := all(t, file, dataset.ReadOptions{SkipBad: true})
		if err != io.EOF {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(file, []byte("\n"))
		for _, skipped := range report.Skipped {
			var n int
			if _, err := fmt.Sscanf(skipped.Error(), "data/corpus.jsonl, line %d:", &n); err != nil {
				t.Fatalf("%v names no line", skipped)
			}
			lines[n-1] = []byte("\n")
		}
		want, _, err := all(t, bytes.Join(lines, nil), dataset.ReadOptions{})
		if err != io.EOF {
			t.Fatalf("without what was skipped: %v", err)
		}
		specimen.Same(t, &want, &got)
	})
}
