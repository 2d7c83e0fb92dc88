package storage

import (
	"context"
	"slices"
	"time"
)

// How an import shares the file with other writers: it holds the lock for a
// slice, then pauses long enough for somebody who asks every millisecond.
const (
	sliceLasts  = 20 * time.Millisecond
	slicePauses = 2 * time.Millisecond
)

// inSlices calls do with every number below n, in as many transactions as that
// takes.
func (f *File) inSlices(ctx context.Context, n int, do func(c *conn, i int) error) error {
	for i := 0; i < n; {
		err := f.transaction(ctx, func(c *conn) error {
			for end := time.Now().Add(sliceLasts); i < n && time.Now().Before(end); i++ {
				if err := do(c, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		time.Sleep(slicePauses)
	}
	return nil
}

// discard removes what an import has written, in short transactions, and its
// lease at the end; then it gives the room back. Nobody can see those rows
// meanwhile.
func (f *File) discard(ctx context.Context, change int64) error {
	if err := f.discardWords(ctx, change); err != nil {
		return err
	}
	tables := append([]*table{texts}, recorded...)
	slices.Reverse(tables)
	for _, t := range tables {
		if err := f.discardRows(ctx, t.name, "import", change); err != nil {
			return err
		}
	}
	if err := f.discardRows(ctx, "image", "change", change); err != nil {
		return err
	}
	if err := f.transaction(ctx, func(c *conn) error { return c.exec("DELETE FROM import WHERE change = ?", change) }); err != nil {
		return err
	}
	return f.shrink(ctx)
}

// discardWords takes the texts that belong to the change out of the full-text
// index. Their rows are still there: where this ends early, it can begin again.
// The index notes only that they are gone; it forgets both when it is merged.
func (f *File) discardWords(ctx context.Context, change int64) error {
	docids, err := f.keys(ctx, "SELECT w.docid FROM text t JOIN text_words w ON w.docid BETWEEN t.id << 16 AND t.id << 16 | 65535 WHERE t.import = ?", change)
	if err != nil {
		return err
	}
	if len(docids) == 0 {
		return nil
	}
	err = f.inSlices(ctx, len(docids), func(c *conn, i int) error { return c.exec("DELETE FROM text_words WHERE docid = ?", docids[i]) })
	if err != nil {
		return err
	}
	return f.mergeAllWords(ctx)
}

// mergeAllWords merges the full-text index to one piece, some pages at a time
// (sqlite.org/fts3.html, section 6.2).
func (f *File) mergeAllWords(ctx context.Context) error {
	for merged := false; !merged; time.Sleep(slicePauses) {
		err := f.transaction(ctx, func(c *conn) error {
			for end := time.Now().Add(sliceLasts); !merged && time.Now().Before(end); {
				before, err := c.number("SELECT total_changes()")
				if err != nil {
					return err
				}
				if err := c.exec("INSERT INTO text_words (text_words) VALUES ('merge=50,2')"); err != nil {
					return err
				}
				after, err := c.number("SELECT total_changes()")
				if err != nil {
					return err
				}
				merged = after-before < 2 // so the manual: nothing was left to do
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// discardRows removes the rows of one table that belong to the change.
func (f *File) discardRows(ctx context.Context, table, column string, change int64) error {
	keys, err := f.keys(ctx, "SELECT id FROM "+table+" WHERE "+column+" = ?", change)
	if err != nil {
		return err
	}
	slices.Reverse(keys) // relations of the scheme's parts point to older rows
	return f.inSlices(ctx, len(keys), func(c *conn, i int) error { return c.exec("DELETE FROM "+table+" WHERE id = ?", keys[i]) })
}

// keys returns the first column of what a query finds. Finding may take long, and
// holds nobody up.
func (f *File) keys(ctx context.Context, query string, change int64) ([]int64, error) {
	var keys []int64
	err := f.View(ctx, func(r *Reader) error {
		return r.c.each(query, func(w row) error {
			keys = append(keys, w.integer(0))
			return nil
		}, change)
	})
	return keys, err
}

// shrink gives pages that hold nothing back to the disk.
func (f *File) shrink(ctx context.Context) error {
	var pages int64
	err := f.View(ctx, func(r *Reader) (err error) {
		pages, err = r.c.number("PRAGMA freelist_count")
		return err
	})
	if err != nil {
		return err
	}
	const step = 64
	return f.inSlices(ctx, int(pages+step-1)/step, func(c *conn, _ int) error { return c.exec("PRAGMA incremental_vacuum(64)") })
}
