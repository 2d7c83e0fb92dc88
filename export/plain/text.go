// Package plain reads files that are one document each and carry no annotations:
// plain text and web pages.
package plain

import (
	"io"
	"os"
	"strings"

	"postil/annotate"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
)

// Text returns the format of plain text.
func Text() dataset.Format {
	return dataset.Format{
		Name: "text", Title: "Plain text", Extensions: []string{".txt", ".text"},
		Description: "one document a file, in any charset, without annotations",
		Loses:       []string{"anything but the text"},
		Example:     "The port was closed on Monday …",
		Reads:       true,
		OpenReader:  func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return openText(path, o) },
	}
}

// textReader reads a file of plain text as one document. Its name is the
// headline: the first line that has at least five words and is no item of a
// numbered list, else the first line. Its source is the file's name without
// folders.
type textReader struct {
	path       string
	options    dataset.ReadOptions
	err        error // final
	report     dataset.Report
	vocabulary annotate.Vocabulary
}

// openText returns a reader of the file, which [textReader.Next] opens.
func openText(path string, o dataset.ReadOptions) (*textReader, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, files.Error(path, err)
	}
	return &textReader{path: path, options: o}, nil
}

// Next returns the document, then [io.EOF].
func (t *textReader) Next() (*annotate.Record, error) {
	if t.err != nil {
		return nil, t.err
	}
	t.err = io.EOF
	record, err := t.read()
	switch {
	case err == nil:
		return record, nil
	case t.options.SkipBad && annotate.CodeOf(err) == annotate.Invalid:
		t.report.Skipped = append(t.report.Skipped, err)
	default:
		t.err = err
	}
	return nil, t.err
}

func (t *textReader) read() (*annotate.Record, error) {
	settled, report, err := intake.SettleFile(t.path, t.options.Charset)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(settled.Text) == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: t.path, What: "no text: the file holds nothing but white space"}
	}
	t.report = report
	t.report.Documents = 1
	d := intake.NewDocument(settled, intake.SourceOf(t.path), t.options)
	d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	return &annotate.Record{Document: d}, nil
}

// Vocabulary returns an empty one: plain text refers to nothing.
func (t *textReader) Vocabulary() *annotate.Vocabulary { return &t.vocabulary }

// Report says what was read so far.
func (t *textReader) Report() dataset.Report { return t.report }

// Close does nothing: no file stays open.
func (t *textReader) Close() error { return nil }
