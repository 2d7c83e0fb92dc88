package project

import (
	"context"

	"postil/annotate"
)

// ImportOptions say how to read files. The zero value recognises formats and
// imports for the current annotator.
type ImportOptions struct {
	Format    string // a name from [Formats]; "" or "auto" goes by the file's ending and content
	Annotator string // whose the spans are that name nobody; "" for the current annotator
	Language  string // BCP 47, for documents that state none; "" leaves them unknown
	Layer     string // where labels go that neither scheme nor record places; "" for the layer Imported
	Strict    bool   // refuse labels that the scheme lacks instead of adding them
}

// Progress tells how far long work has come.
type Progress struct {
	Stage string // what is being done, in words: "checking", "writing"
	Done  int64  // of Total, in the stage's own measure
	Total int64  // 0 where it cannot be known
	File  string // the file in hand, "" for none
}

// ImportReport says what an import did.
type ImportReport struct {
	Documents int            // new documents
	Known     int            // documents that the project had already
	Spans     int            // new spans
	Merged    int            // spans that the project had already
	Relations int            // new relations
	Labels    []string       // labels that the import added to the scheme
	Files     []ImportedFile // in the order they were read
	Notes     []string       // what a person should look at, one line each: guessed charsets, replaced characters
}

// ImportedFile says how one file was read.
type ImportedFile struct {
	Path     string
	Format   string       // a name from [Formats]
	Charset  string       // how it was decoded, for plain text
	Replaced int          // control characters and invalid bytes that became U+FFFD
	Document annotate.UID // the document of a plain text file; zero for others
}

// Import reads files and folders (with their sub-folders, files that [Formats]
// knows by their ending) and adds what they hold as one change. Everything is
// read and checked before anything is written, so an error, which names file,
// line and span, means that nothing changed; so does cancelling ctx. progress
// may be nil; it is called on the goroutine of the caller.
func (p *Project) Import(ctx context.Context, paths []string, o ImportOptions, progress func(Progress)) (ImportReport, error) {
	return ImportReport{}, nil
}

// ImportInto opens a project file, or makes it where it isn't there, imports and
// closes. A file that it made is gone again where the import fails.
func ImportInto(ctx context.Context, path, annotator string, paths []string, o ImportOptions, progress func(Progress)) (ImportReport, error) {
	return ImportReport{}, nil
}
