package jsonl

import (
	"errors"
	"io/fs"
	"os"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/textfile"
)

// Format returns the format of native records.
func Format() dataset.Format {
	return dataset.Format{
		Name: "jsonl", Title: "Postil records (JSON lines)", Extensions: []string{".jsonl", ".ndjson"},
		Description: "one document a line with everything that stands on it, and the scheme in a file beside it",
		Loses:       []string{"the project's history"},
		Example:     `{"text":"Bart De Wever spoke.","spans":[{"start":0,"end":13,"label":"PERSON","text":"Bart De Wever"}]}`,
		Reads:       true, Writes: true, Units: true, ListsIDs: true,
		Paths:      func(to *dataset.Output) []string { return []string{SchemePath(to.Path), to.Path} },
		OpenReader: func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return Open(path, o) },
		NewWriter:  create,
	}
}

// create begins NAME.scheme.json, which takes its place first, so that no
// records ever stand without their scheme, and NAME.jsonl.
func create(to *dataset.Output) (dataset.Writer, error) {
	scheme, err := to.Files.Create(SchemePath(to.Path))
	if err != nil {
		return nil, err
	}
	if err := WriteScheme(scheme, to.Vocabulary); err != nil {
		return nil, err
	}
	records, err := to.Files.Create(to.Path)
	if err != nil {
		return nil, err
	}
	return newDocuments(NewWriter(records, to.Vocabulary, to.Options), to), nil
}

// Open opens a file of records, and reads the scheme that stands beside it
// ([SchemePath]) where one does.
func Open(path string, o dataset.ReadOptions) (*Reader, error) {
	known, err := schemeBeside(path)
	if err != nil {
		return nil, err
	}
	file, err := textfile.OpenRecords(path)
	if err != nil {
		return nil, err
	}
	r := NewReader(file, path, known, o)
	r.file = file
	return r, nil
}

// schemeBeside returns nil where no scheme file stands beside path.
func schemeBeside(path string) (*annotate.Vocabulary, error) {
	beside := SchemePath(path)
	file, err := os.Open(beside)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, files.Error(beside, err)
	}
	defer file.Close()
	return ReadScheme(file, beside)
}
