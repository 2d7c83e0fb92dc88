package brat

import (
	"path/filepath"

	"postil/annotate"
	"postil/export/choice"
	"postil/export/dataset"
	"postil/export/files"
	"postil/export/wording"
)

// writer writes a folder of documents, two files each, and what brat needs to
// know of the scheme.
type writer struct {
	to    *dataset.Output
	words *spelling
	names *pairNames
	used  used
}

func create(to *dataset.Output) (dataset.Writer, error) {
	return &writer{to: to, words: newSpelling(to.Vocabulary), names: newPairNames(files.ReportName, confName, visualName), used: newUsed()}, nil
}

// Write checks a document and writes its two files.
func (w *writer) Write(p *choice.Piece) error {
	r := p.Record
	if err := r.Document.Validate(); err != nil {
		return err
	}
	where := "document " + annotate.Excerpt(r.Document.Name)
	if err := w.check(r); err != nil {
		return annotate.At(where, err)
	}
	sheet := newSheet(r, w.words, w.to.Account)
	sheet.plan()
	sheet.write()
	w.used.take(sheet)
	stem := w.names.stem(&r.Document, textEnding, annEnding)
	if err := w.file(stem+textEnding, r.Document.Text); err != nil {
		return err
	}
	return w.file(stem+annEnding, string(sheet.out))
}

// check checks what a record refers to, and its spans against its text.
func (w *writer) check(r *annotate.Record) error {
	for i := range r.Spans {
		s := &r.Spans[i]
		if err := s.Check(r.Document.Text); err != nil {
			return err
		}
		if _, ok := w.words.labels[s.Label]; !ok {
			return annotate.At("span "+s.UID.String(), wording.Missing("label", s.Label))
		}
		if _, ok := w.words.tags[s.Tag]; !ok && !s.Tag.IsZero() {
			return annotate.At("span "+s.UID.String(), wording.Missing("tag", s.Tag))
		}
	}
	for i := range r.Relations {
		if l := &r.Relations[i]; w.words.types[l.Type].name == "" {
			return annotate.At("relation "+l.UID.String(), wording.Missing("relation type", l.Type))
		}
	}
	return nil
}

// file writes one file of the folder.
func (w *writer) file(name, content string) error {
	f, err := w.to.Files.Create(filepath.Join(w.to.Path, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	if _, err := f.WriteString(content); err != nil {
		return err
	}
	return f.Close()
}

// Close writes the scheme.
func (w *writer) Close() error {
	if err := w.file(confName, w.used.conf(w.words)); err != nil {
		return err
	}
	return w.file(visualName, w.used.visual(w.words))
}
