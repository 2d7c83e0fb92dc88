package storage

import (
	"maps"
	"slices"

	"postil/annotate"
)

// A document that was there without a language takes the one that a record of it
// states, with the rest of the import: nobody sees it before, and undoing the
// import takes it away again. One that is there stays.

// learnLanguage notes what a record says of the language of a document that is
// there already.
func (im *Importer) learnLanguage(d *annotate.Document, at docRef) {
	has := at.language
	if has == "" {
		has = im.languages[at.key]
	}
	switch {
	case d.Language == "":
	case has == "":
		im.languages[at.key] = d.Language
		im.report.Languages++
	case !annotate.LanguageWithin(has, d.Language):
		im.report.OtherLanguages++
	}
}

// settleLanguages gives documents that this import has brought the languages that
// later records of theirs state.
func (im *Importer) settleLanguages() error {
	keys := slices.Collect(maps.Keys(im.languages))
	return inSlices(im.ctx, im.f, im.change, keys, func(c *conn, key int64) error {
		return c.exec("UPDATE document SET language = ? WHERE id = ? AND language = '' AND import = ?", im.languages[key], key, im.change)
	})
}

// giveLanguages gives documents that were there before their languages, when
// everything becomes visible, unless somebody has done so or deleted them
// meanwhile.
func (im *Importer) giveLanguages(l *ledger) error {
	column := documents.column("language")
	for key, language := range im.languages {
		r, err := l.c.row(documents, key)
		if err != nil {
			return err
		}
		if r == nil || r.text(column) != "" {
			continue
		}
		r[column] = language
		if err := l.update(documents, r); err != nil {
			return err
		}
	}
	return nil
}
