package plain

import (
	"errors"
	"net/url"
	"strings"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/dataset"
	"postil/export/intake"
	"postil/export/jsonobject"
	"postil/export/jsontext"
	"postil/export/textfile"
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
		OpenReader:  func(path string, o dataset.ReadOptions) (dataset.Reader, error) { return open(path, o, (*reader).page) },
	}
}

// page reads the file as a web page: the text that it shows, as package webpage says.
// Its title becomes the name, the address that it states the source, else the file's
// name is that, and its language the language. The charset is that of a byte-order
// mark, of [dataset.ReadOptions], or the one that the page declares; where its bytes
// don't fit that, or it declares none, it is found by looking at them.
func (r *reader) page() (*annotate.Record, error) {
	raw, err := textfile.ReadWhole(r.path)
	if err != nil {
		return nil, err
	}
	page, err := r.decode(raw)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: r.path, Err: err}
	}
	p, err := webpage.Read(page.Text)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: r.path, Err: err}
	}
	if strings.TrimSpace(p.Text) == "" {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: r.path, What: "the page shows no text", Hint: "scripts, and what is hidden, are not read"}
	}
	shown, err := text.SettleString(p.Text)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Invalid, Where: r.path, Err: err}
	}
	r.report.Documents, r.report.Bytes = 1, int64(len(raw))
	r.report.Replaced = page.Replaced
	r.report.Replaced.Controls += shown.Replaced.Controls
	d := intake.NewDocument(shown, intake.SourceOf(r.path), r.options)
	d.Original = page.OriginalHash
	if err := r.describe(&p, &d); err != nil {
		return nil, err
	}
	d.UID = annotate.UIDFromName("document\x00" + d.Source + "\x00" + d.TextHash.String())
	return &annotate.Record{Document: d}, annotate.At(r.path, d.Validate())
}

// decode settles the page's source, and says how.
func (r *reader) decode(raw []byte) (text.Settled, error) {
	charset := r.options.Charset
	declared := charset == ""
	if declared {
		charset = webpage.Charset(raw)
	}
	settled, err := text.Settle(raw, text.Options{Charset: charset})
	var unknown *text.UnknownCharsetError
	var misfit *text.MisfitError
	if declared && (errors.As(err, &unknown) || errors.As(err, &misfit)) {
		settled, err = text.Settle(raw, text.Options{})
		switch {
		case unknown != nil:
			r.report.Notes = append(r.report.Notes, "the page says that its charset is "+annotate.Excerpt(charset)+", which is none that is known; read as "+settled.Charset)
		case misfit.Charset != settled.Charset: // else only some bytes are wrong
			r.report.Notes = append(r.report.Notes, "the page says that its charset is "+annotate.Excerpt(charset)+", which it is not; read as "+settled.Charset)
		}
	}
	if err == nil {
		r.report.Notes = append(r.report.Notes, textfile.InvalidNotes(&settled)...)
	}
	r.report.Charset, r.report.Detected, r.report.Confidence = settled.Charset, settled.Detected, settled.Confidence
	return settled, err
}

// describe gives a document what the page says of itself, as far as it can be
// what it says.
func (r *reader) describe(p *webpage.Page, d *annotate.Document) error {
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
	var meta []jsonobject.Member
	for _, e := range p.Meta {
		meta = append(meta, jsonobject.Member{Key: e.Name, Value: jsontext.AppendString(nil, e.Content)})
	}
	var err error
	d.Meta, err = jsonobject.Join(meta)
	return err
}
