package plain

import (
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/intake"
	"postil/export/jsontext"
	"postil/export/webpage"
)

// WebPages returns the format of web pages in HTML.
func WebPages() dataset.Format {
	return dataset.Format{
		Name: "html", Title: "Web page (HTML)", Extensions: []string{".html", ".htm", ".xhtml"},
		Description: "one page a file, by the text that it shows; its title, address, language and what else it says of itself",
		Loses:       []string{"all that stands on a document: a page is read for its text"},
		Example:     "<html lang=\"en\"><title>Port closed</title><p>The port was closed on Monday …</p></html>",
		Reads:       true,
		OpenReader:  func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return openPage(path, o) },
	}
}

// pageReader reads a web page as one document: the text that it shows, as package
// webpage says. Its title becomes the name, the address that it states the
// source, else the file's name is that, and its language the language. The charset
// is that of a byte-order mark, of [dataset.ReadOptions], or the one that the page
// declares; where its bytes don't fit that, or it declares none, it is found by
// looking at them.
type pageReader struct {
	path       string
	options    dataset.ReadOptions
	report     dataset.Report
	vocabulary annotate.Vocabulary
	err        error // final
}

// openPage returns a reader of the file, which [pageReader.Next] opens.
func openPage(path string, o dataset.ReadOptions) (*pageReader, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, files.Error(path, err)
	}
	return &pageReader{path: path, options: o}, nil
}

// Next returns the document, then [io.EOF].
func (h *pageReader) Next() (*annotate.Record, error) {
	if h.err != nil {
		return nil, h.err
	}
	h.err = io.EOF
	record, err := h.read()
	switch {
	case err == nil:
		return record, nil
	case h.options.SkipBad && annotate.CodeOf(err) == annotate.Invalid:
		h.report.Skipped = append(h.report.Skipped, err)
	default:
		h.err = err
	}
	return nil, h.err
}

func (h *pageReader) read() (*annotate.Record, error) {
	raw, err := intake.ReadWhole(h.path)
	if err != nil {
		return nil, err
	}
	page, err := h.decode(raw)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: h.path, Err: err}
	}
	p, err := webpage.Read(page.Text)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: h.path, Err: err}
	}
	if strings.TrimSpace(p.Text) == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: h.path, What: "the page shows no text", Hint: "scripts, and what is hidden, are not read"}
	}
	shown, err := text.SettleString(p.Text)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: h.path, Err: err}
	}
	h.report.Documents, h.report.Bytes = 1, int64(len(raw))
	h.report.Replaced = page.Replaced
	h.report.Replaced.Controls += shown.Replaced.Controls
	d := intake.NewDocument(shown, intake.SourceOf(h.path), h.options)
	d.Original = page.OriginalHash
	if err := h.describe(&p, &d); err != nil {
		return nil, err
	}
	d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	return &annotate.Record{Document: d}, annotate.At(h.path, d.Validate())
}

// decode settles the page's source, and says how.
func (h *pageReader) decode(raw []byte) (text.Settled, error) {
	charset := h.options.Charset
	declared := charset == ""
	if declared {
		charset = webpage.Charset(raw)
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	var unknown *text.UnknownCharsetError
	var misfit *text.MisfitError
	if declared && (errors.As(err, &unknown) || errors.As(err, &misfit)) {
		settled, err = text.Settle(raw, text.Options{})
		h.report.Notes = append(h.report.Notes, "the page says that its charset is "+annotate.Excerpt(charset)+", which it is not; read as "+settled.Charset)
	}
	h.report.Charset, h.report.Detected, h.report.Confidence = settled.Charset, settled.Detected, settled.Confidence
	return settled, err
}

// describe gives a document what the page says of itself, as far as it can be
// what it says.
func (h *pageReader) describe(p *webpage.Page, d *annotate.Document) error {
	if title := intake.OneLine(p.Title); title != "" {
		d.Name = title
	}
	if p.Language != "" {
		if err := annotate.CheckLanguage(p.Language); err != nil {
			p.Meta = append(p.Meta, webpage.Entry{Name: "lang", Content: p.Language})
		} else {
			d.Language = p.Language
		}
	}
	if u, err := url.Parse(p.Address); err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") {
		d.Source = u.String()
	} else if p.Address != "" {
		p.Meta = append(p.Meta, webpage.Entry{Name: "canonical", Content: p.Address})
	}
	var meta []intake.Member
	for _, e := range p.Meta {
		meta = intake.Put(meta, intake.Member{Key: e.Name, Value: json.RawMessage(jsontext.AppendString(nil, e.Content))})
	}
	var err error
	d.Meta, err = intake.JoinMembers(meta)
	return err
}

// Vocabulary returns an empty one: a page refers to nothing.
func (h *pageReader) Vocabulary() *annotate.Vocabulary { return &h.vocabulary }

// Report says what was read so far.
func (h *pageReader) Report() dataset.Report { return h.report }

// Close does nothing: no file stays open.
func (h *pageReader) Close() error { return nil }
