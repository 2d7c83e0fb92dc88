package project

import "context"

// ExportOptions say what to write, and where.
type ExportOptions struct {
	Format   string // a name from [Formats]
	Path     string // the file to write; replaced whole when everything is written
	Unit     string // how offsets count: "codepoint" (also ""), "byte" or "utf16"
	DoneOnly bool   // only documents that somebody has done
}

// ExportReport says what an export wrote.
type ExportReport struct {
	Files     []string // in the order written
	Documents int
	Spans     int
	Relations int
}

// Export writes the project as a data set, one document in memory at a time.
// On an error, or when ctx is cancelled, the files that stood there before
// still stand there. progress may be nil; it is called on the goroutine of the
// caller.
func (p *Project) Export(ctx context.Context, o ExportOptions, progress func(Progress)) (ExportReport, error) {
	return ExportReport{}, nil
}

// Format is one kind of file that can be read, written or both.
type Format struct {
	Name    string   // what --format takes
	Title   string   // what dialogs show
	Endings []string // of the files' names, with the dot; the first is the usual one
	Reads   bool
	Writes  bool
	Carries string // what it holds of a project
	Loses   string // what it cannot hold, "" for nothing
}

// Formats returns what can be read and written.
func Formats() []Format { return nil }
