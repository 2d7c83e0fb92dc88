package export

import (
	"path/filepath"

	"postil/annotate"
	"postil/export/choice"
)

// bratWriter writes a folder of documents, two files each, and what brat needs to
// know of the scheme.
type bratWriter struct {
	to    *output
	words *bratWords
	names *pairNames
	used  bratUsed
}

// createBrat begins the folder.
func createBrat(to *output) (Writer, error) {
	if _, err := to.files.folder(to.path); err != nil {
		return nil, err
	}
	return &bratWriter{to: to, words: newBratWords(to.vocabulary), names: newPairNames(reportName, bratConfName, bratVisualName), used: newBratUsed()}, nil
}

// Write checks a document and writes its two files.
func (w *bratWriter) Write(p *choice.Piece) error {
	r := p.Record
	if err := r.Document.Validate(); err != nil {
		return err
	}
	where := "document " + annotate.Excerpt(r.Document.Name)
	if err := w.check(r); err != nil {
		return annotate.At(where, err)
	}
	sheet := newBratSheet(r, w.words, w.to.account)
	sheet.plan()
	sheet.write()
	w.used.take(sheet)
	stem := w.names.stem(&r.Document, bratTextEnding, bratEnding)
	if err := w.file(stem+bratTextEnding, r.Document.Text); err != nil {
		return err
	}
	return w.file(stem+bratEnding, string(sheet.out))
}

// check checks what a record refers to, and its spans against its text.
func (w *bratWriter) check(r *annotate.Record) error {
	for i := range r.Spans {
		s := &r.Spans[i]
		if err := s.Check(r.Document.Text); err != nil {
			return err
		}
		if _, ok := w.words.labels[s.Label]; !ok {
			return annotate.At("span "+s.UID.String(), missing("label", s.Label))
		}
		if _, ok := w.words.tags[s.Tag]; !ok && !s.Tag.IsZero() {
			return annotate.At("span "+s.UID.String(), missing("tag", s.Tag))
		}
	}
	for i := range r.Relations {
		if l := &r.Relations[i]; w.words.types[l.Type].name == "" {
			return annotate.At("relation "+l.UID.String(), missing("relation type", l.Type))
		}
	}
	return nil
}

// file writes one file of the folder.
func (w *bratWriter) file(name, content string) error {
	f, err := w.to.files.create(filepath.Join(w.to.path, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	if _, err := f.WriteString(content); err != nil {
		return fileError(name, reason(err))
	}
	return f.Close()
}

// Close writes the scheme.
func (w *bratWriter) Close() error {
	if err := w.file(bratConfName, w.used.conf(w.words)); err != nil {
		return err
	}
	return w.file(bratVisualName, w.used.visual(w.words))
}
