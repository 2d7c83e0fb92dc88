package export

import (
	"io"
	"os"

	"postil/annotate"
	"postil/annotate/text"
)

func plainText() Format {
	return Format{
		Name: "text", Title: "Plain text", Extensions: []string{".txt", ".text"},
		Description: "one document a file, in any charset, without annotations",
		Loses:       []string{"anything but the text"},
		Example:     "The port was closed on Monday …",
		Reads:       true,
		open:        func(path string, o ReadOptions) (Reader, error) { return OpenText(path, o) },
	}
}

// TextReader reads a file of plain text as one document. Its name is the
// headline: the first line that has at least five words and is no item of a
// numbered list, else the first line. Its source is the file's name without
// folders.
type TextReader struct {
	path       string
	options    ReadOptions
	report     Report
	vocabulary annotate.Vocabulary
}

// OpenText returns a reader of the file, which [TextReader.Next] opens.
func OpenText(path string, o ReadOptions) (*TextReader, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fileError(path, err)
	}
	return &TextReader{path: path, options: o}, nil
}

// Next returns the document, then [io.EOF].
func (t *TextReader) Next() (*annotate.Record, error) {
	if 0 < t.report.Documents {
		return nil, io.EOF
	}
	info, err := os.Stat(t.path)
	if err == nil && text.MaxSize < info.Size() {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: t.path, Err: text.ErrTooLarge}
	}
	raw, err := os.ReadFile(t.path)
	if err != nil {
		return nil, fileError(t.path, err)
	}
	settled, err := text.Settle(raw, text.Options{Charset: t.options.Charset})
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: t.path, Err: err}
	}
	t.report = Report{Documents: 1, Bytes: int64(len(raw)), Charset: settled.Charset,
		Detected: settled.Detected, Confidence: settled.Confidence, Replaced: settled.Replaced}
	d := t.document(settled)
	if d.Name == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: t.path, What: "no text: the file holds nothing but white space"}
	}
	return &annotate.Record{Document: d}, nil
}

func (t *TextReader) document(settled text.Settled) annotate.Document {
	d := annotate.Document{
		Name:     headline(settled.Text),
		Source:   sourceOf(t.path),
		Language: t.options.Language,
		Text:     settled.Text,
		TextHash: settled.Hash,
		Original: settled.OriginalHash,
		Imported: t.options.Time,
	}
	d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	return d
}

// Vocabulary returns an empty one: plain text refers to nothing.
func (t *TextReader) Vocabulary() *annotate.Vocabulary { return &t.vocabulary }

// Report says what was read so far.
func (t *TextReader) Report() Report { return t.report }

// Close does nothing: no file stays open.
func (t *TextReader) Close() error { return nil }
