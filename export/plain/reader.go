// Package plain reads files that are one document each and carry no annotations:
// plain text and web pages.
package plain

import (
	"io"
	"os"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/files"
)

// reader reads a file that is one document.
type reader struct {
	path       string
	options    dataset.ReadOptions
	read       func(*reader) (*annotate.Record, error)
	report     dataset.Report
	vocabulary annotate.Vocabulary
	err        error // final
}

// open returns a reader of the file, which [reader.Next] opens.
func open(path string, o dataset.ReadOptions, read func(*reader) (*annotate.Record, error)) (*reader, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, files.Error(path, err)
	}
	return &reader{path: path, options: o, read: read}, nil
}

// Next returns the document, then [io.EOF].
func (r *reader) Next() (*annotate.Record, error) {
	if r.err != nil {
		return nil, r.err
	}
	r.err = io.EOF
	record, err := r.read(r)
	switch {
	case err == nil:
		return record, nil
	case r.options.Skips(err):
		r.report.PassOver(err)
	default:
		r.err = err
	}
	return nil, r.err
}

// Vocabulary returns an empty one: such a file refers to nothing.
func (r *reader) Vocabulary() *annotate.Vocabulary { return &r.vocabulary }

// Where returns the file.
func (r *reader) Where() string { return r.path }

// Progress says how far it has come.
func (r *reader) Progress() dataset.Progress { return r.report.Progress() }

// Report says what was read so far.
func (r *reader) Report() dataset.Report { return r.report }

// Close does nothing: no file stays open.
func (r *reader) Close() error { return nil }
