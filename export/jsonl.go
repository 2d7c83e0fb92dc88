package export

import (
	"errors"
	"io/fs"
	"os"

	"postil/annotate"
	"postil/export/choice"
)

var jsonlExtensions = []string{".jsonl", ".ndjson"}

func jsonl() Format {
	return Format{
		Name: "jsonl", Title: "Postil records (JSON lines)", Extensions: jsonlExtensions,
		Description: "one document a line with everything that stands on it, and the scheme in a file beside it",
		Loses:       []string{"the project's history"},
		Example:     `{"text":"Bart De Wever spoke.","spans":[{"start":0,"end":13,"label":"PERSON","text":"Bart De Wever"}]}`,
		Reads:       true, Writes: true, Units: true, ListsIDs: true,
		files:  func(path string) []string { return []string{SchemePath(path), path} },
		open:   func(path string, o ReadOptions) (Reader, error) { return OpenJSONL(path, o) },
		create: createJSONL,
	}
}

// createJSONL begins NAME.scheme.json, which takes its place first, so that no
// records ever stand without their scheme, and NAME.jsonl.
func createJSONL(to *output) (Writer, error) {
	scheme, err := to.files.create(SchemePath(to.path))
	if err != nil {
		return nil, err
	}
	if err := WriteScheme(scheme, to.vocabulary); err != nil {
		return nil, err
	}
	records, err := to.files.create(to.path)
	if err != nil {
		return nil, err
	}
	return wholeDocuments{NewJSONL(records, to.vocabulary, to.options)}, nil
}

// wholeDocuments writes pieces that are whole documents as native records.
type wholeDocuments struct{ *JSONLWriter }

// Write writes a document.
func (w wholeDocuments) Write(p *choice.Piece) error { return w.JSONLWriter.Write(p.Record) }

// OpenJSONL opens a file of records, and reads the scheme that stands beside it
// ([SchemePath]) where one does.
func OpenJSONL(path string, o ReadOptions) (*JSONLReader, error) {
	known, err := schemeBeside(path)
	if err != nil {
		return nil, err
	}
	file, err := openRecords(path)
	if err != nil {
		return nil, err
	}
	r := NewJSONLReader(file, path, known, o)
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
		return nil, fileError(beside, err)
	}
	defer file.Close()
	return ReadScheme(file, beside)
}
