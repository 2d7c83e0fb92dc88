package plain

import (
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/textfile"
)

// Text returns the format of plain text.
func Text() dataset.Format {
	return dataset.Format{
		Name: "text", Title: "Plain text", Extensions: []string{".txt", ".text"},
		Description: "one document a file, in any charset, without annotations",
		Loses:       []string{"anything but the text"},
		Example:     "The port was closed on Monday …",
		Reads:       true,
		OpenReader:  func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return open(path, o, (*reader).text) },
	}
}

// text reads the file as plain text. The document's name is the headline: the first
// line that has at least five words and is no item of a numbered list, else the first
// line. Its source is the file's name without folders.
func (r *reader) text() (*annotate.Record, error) {
	settled, report, err := settleFile(r.path, r.options.Charset)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(settled.Text) == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: r.path, What: "no text: the file holds nothing but white space"}
	}
	r.report = report
	r.report.Documents = 1
	d := intake.NewDocument(settled, intake.SourceOf(r.path), r.options)
	d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	return &annotate.Record{Document: d}, nil
}

// settleFile reads a whole file as text, and says how.
func settleFile(path, charset string) (text.Settled, dataset.Report, error) {
	raw, err := textfile.ReadWhole(path)
	if err != nil {
		return text.Settled{}, dataset.Report{}, err
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	if err != nil {
		return settled, dataset.Report{}, &annotate.Error{Code: annotate.Invalid, Where: path, Err: err}
	}
	return settled, dataset.Report{Bytes: int64(len(raw)), Charset: settled.Charset,
		Detected: settled.Detected, Confidence: settled.Confidence, Replaced: settled.Replaced, Notes: textfile.InvalidNotes(&settled)}, nil
}
