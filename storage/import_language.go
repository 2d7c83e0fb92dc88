package storage

import (
	"encoding/json"
	"maps"
	"slices"

	"postil/annotate"
)

// A document that was there without a language takes the one that a record of it
// states, with the rest of the import: nobody sees it before, and undoing the
// import takes it away again. One that is there stays.
//
// There may be tens of thousands of them, and the transaction that makes an import
// visible must not hold up others. So their images are written before, in slices,
// and that transaction only writes the languages, in one statement for each.

// learnLanguage notes what a record says of the language of a document that is
// there already, or that an earlier record has brought.
func (im *Importer) learnLanguage(d *annotate.Document, at docRef) {
	said := im.given
	if at.change == im.change {
		said = im.languages
	}
	has := at.language
	if has == "" {
		has = said[at.key]
	}
	switch {
	case d.Language == "":
	case has == "":
		said[at.key] = d.Language
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

// stageLanguages stages the images of the documents that will get a language, as
// they are now.
func (im *Importer) stageLanguages() error {
	if len(im.given) == 0 {
		return nil
	}
	column := documents.column("language")
	return im.f.View(im.ctx, func(r *Reader) (err error) {
		if im.seen, err = r.c.number("SELECT coalesce(max(seq), 0) FROM change"); err != nil {
			return err
		}
		for _, key := range slices.Sorted(maps.Keys(im.given)) {
			before, err := r.c.row(documents, key)
			if err != nil {
				return err
			}
			if before == nil || before.text(column) != "" { // somebody has deleted it, or given it one
				delete(im.given, key)
				continue
			}
			after := slices.Clone(before)
			after[column] = im.given[key]
			im.filling.change(documents, before, after)
			im.staged = true
			if err := im.handOverFull(); err != nil {
				return err
			}
		}
		return nil
	})
}

// giveLanguages gives documents that were there before their languages, when
// everything becomes visible.
func (im *Importer) giveLanguages(l *ledger) error {
	if len(im.given) == 0 {
		return nil
	}
	if err := im.lookAgain(l); err != nil {
		return err
	}
	keys := map[string][]int64{}
	for key, language := range im.given {
		keys[language] = append(keys[language], key)
	}
	for language, of := range keys {
		list, err := json.Marshal(of)
		if err != nil {
			return err
		}
		if err := l.c.exec("UPDATE document SET language = ? WHERE id IN (SELECT value FROM json_each(?))", language, string(list)); err != nil {
			return err
		}
	}
	return nil
}

// lookAgain gives languages to the documents that somebody has touched since their
// images were made, with new images, unless they are gone or have one now.
func (im *Importer) lookAgain(l *ledger) error {
	const touched = `SELECT DISTINCT i.document FROM change c JOIN image i ON i.change = coalesce(c.undoes, c.redoes, c.id)
		WHERE ? < c.seq AND i.kind = 'document'`
	languages := map[int64]string{}
	err := l.c.each(touched, func(w row) error {
		if language, ok := im.given[w.integer(0)]; ok {
			languages[w.integer(0)] = language
			delete(im.given, w.integer(0))
		}
		return nil
	}, im.seen)
	if err != nil || len(languages) == 0 {
		return err
	}
	list, err := json.Marshal(slices.Collect(maps.Keys(languages)))
	if err != nil {
		return err
	}
	if err := l.c.exec("DELETE FROM image WHERE change = ? AND kind = 'document' AND document IN (SELECT value FROM json_each(?))", im.change, string(list)); err != nil {
		return err
	}
	column := documents.column("language")
	for key, language := range languages {
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
