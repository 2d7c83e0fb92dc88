package storage

import (
	"strings"
	"unicode"

	"postil/annotate"
	"postil/annotate/fold"
)

// unspaced are scripts that don't put spaces between words. The full-text index
// takes a whole run of them for one word, so texts are searched instead.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// wordsAtMost is how many words of a query count.
const wordsAtMost = 16

// Find calls do, in import order, with every document whose text holds all words
// of the query, the last of them as a word or the beginning of one. Case, marks
// and variants of letters don't matter (package fold). A query with letters of a
// script without spaces is found wherever it stands, as a whole; that takes as
// long as reading every text. A query without letters and digits finds nothing.
func (r *Reader) Find(query string, do func(document annotate.UID) error) error {
	folded := fold.String(query)
	if strings.ContainsFunc(folded, func(c rune) bool { return unicode.In(c, unspaced...) }) {
		return r.scan(strings.TrimSpace(folded), do)
	}
	// As the tokenizer unicode61 of the index cuts words.
	found := strings.FieldsFunc(folded, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
	if len(found) == 0 {
		return nil
	}
	found = found[max(0, len(found)-wordsAtMost):]
	// A document's words may stand in different stretches, so each is looked up by
	// itself.
	each := make([]string, len(found))
	args := make(row, len(found))
	for i, word := range found {
		each[i], args[i] = "SELECT docid >> 16 FROM text_words WHERE folded MATCH ?", word
	}
	args[len(args)-1] = found[len(found)-1] + "*"
	return r.c.each("SELECT uid FROM document WHERE text IN ("+strings.Join(each, " INTERSECT ")+") AND "+visible+" ORDER BY id", r.alive(func(w row) error {
		return do(w.uid(0))
	}), args...)
}

// scan looks for a folded text in every document.
func (r *Reader) scan(folded string, do func(document annotate.UID) error) error {
	return r.c.each("SELECT d.uid, t.body FROM document d JOIN text t ON t.id = d.text WHERE d."+visible+" ORDER BY d.id", func(w row) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if !strings.Contains(fold.String(w.text(1)), folded) {
			return nil
		}
		return do(w.uid(0))
	})
}
