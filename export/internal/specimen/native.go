package specimen

import (
	"bytes"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/jsonl"
)

// Encode writes a project and returns the records and the scheme.
func Encode(t Fataler, p *Project, unit text.Unit) (records, scheme []byte) {
	t.Helper()
	var r, s bytes.Buffer
	if err := jsonl.WriteScheme(&s, &p.Vocabulary); err != nil {
		t.Fatalf("the scheme cannot be written: %v", err)
	}
	w := jsonl.NewWriter(&r, &p.Vocabulary, dataset.WriteOptions{Unit: unit})
	for _, record := range p.Records {
		if err := w.Write(record); err != nil {
			t.Fatalf("a record cannot be written: %v", err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("%v", err)
	}
	return r.Bytes(), s.Bytes()
}

// Decode reads records and, where there is one, a scheme.
func Decode(records, scheme []byte) (Project, error) {
	var known *annotate.Vocabulary
	if scheme != nil {
		var err error
		if known, err = jsonl.ReadScheme(bytes.NewReader(scheme), "corpus.scheme.json"); err != nil {
			return Project{}, err
		}
	}
	return Through(jsonl.NewReader(bytes.NewReader(records), "data/corpus.jsonl", known, dataset.ReadOptions{}))
}
