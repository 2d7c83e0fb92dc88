package export_test

import (
	"bytes"
	"io"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export"
)

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
