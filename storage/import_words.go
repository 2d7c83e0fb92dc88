package storage

import "context"

// SQLite's full-text index is a log-structured tree: what one transaction adds is
// one piece, and when there are sixteen of a level it merges them into one of the
// next, all at once, however large they are and however long others wait
// (https://www.sqlite.org/fts3.html#segment_btrees). An import therefore merges
// them before, some pages at a time (section 6.2, the merge command).

const (
	mergeMany = "INSERT INTO text_words (text_words) VALUES ('merge=50,12')"
	mergeAll  = "INSERT INTO text_words (text_words) VALUES ('merge=50,2')"

	piecesAtMost = 12 // of one level; each slice adds one
)

// mergeWords merges pieces of the full-text index where a level has too many.
func (f *File) mergeWords(ctx context.Context, lease int64) error {
	more, err := f.manyPieces(ctx)
	for err == nil && more {
		more, err = f.merge(ctx, lease, mergeMany)
	}
	return err
}

// mergeAllWords merges the index to one piece: only then does it forget what was
// taken out of it.
func (f *File) mergeAllWords(ctx context.Context) error {
	more, err := true, error(nil)
	for err == nil && more {
		more, err = f.merge(ctx, 0, mergeAll)
	}
	return err
}

// merge merges for a slice, and tells whether there is more to merge.
func (f *File) merge(ctx context.Context, lease int64, command string) (more bool, err error) {
	err = f.slice(ctx, lease, func(c *conn) (bool, error) {
		more, err = mergeSome(c, command)
		return more, err
	})
	return more, err
}

// manyPieces tells whether some level has too many pieces.
func (f *File) manyPieces(ctx context.Context) (many bool, err error) {
	err = f.View(ctx, func(r *Reader) error {
		n, err := r.c.number("SELECT count(*) FROM text_words_segdir GROUP BY level ORDER BY 1 DESC LIMIT 1")
		many = piecesAtMost <= n
		return err
	})
	return many, err
}

// mergeSome merges some pages, and tells whether there was anything to merge: a
// merge that has nothing to do changes less than two rows.
func mergeSome(c *conn, command string) (bool, error) {
	const changes = "SELECT total_changes()"
	before, err := c.number(changes)
	if err != nil {
		return false, err
	}
	if err := c.exec(command); err != nil {
		return false, err
	}
	after, err := c.number(changes)
	return 2 <= after-before, err
}
