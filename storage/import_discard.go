package storage

import (
	"context"
	"slices"
)

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
	if err := f.discardRows(ctx, "yielded", "import", change); err != nil {
		return err
	}
	if err := f.transaction(ctx, func(c *conn) error { return c.exec("DELETE FROM import WHERE change = ?", change) }); err != nil {
		return err
	}
	return f.shrink(ctx)
}

// discardWords takes the texts that belong to the change out of the full-text
// index. Their rows are still there: where this ends early, it can begin again.
// The index notes only that they are gone; it forgets both when it is merged. Its
// own table is asked for their keys: there a range of keys is found at once.
func (f *File) discardWords(ctx context.Context, change int64) error {
	docids, err := f.keys(ctx, "SELECT w.docid FROM text t CROSS JOIN text_words_content w ON w.docid BETWEEN t.id << 16 AND t.id << 16 | 65535 WHERE t.import = ?", change)
	if err != nil {
		return err
	}
	if len(docids) == 0 {
		return nil
	}
	for rest := docids; 0 < len(rest); {
		err := f.slice(ctx, 0, func(c *conn) (bool, error) {
			err := c.exec("DELETE FROM text_words WHERE docid = ?", rest[0])
			rest = rest[1:]
			return 0 < len(rest), err
		})
		if err == nil {
			err = f.mergeWords(ctx, 0)
		}
		if err != nil {
			return err
		}
	}
	return f.mergeAllWords(ctx)
}

// discardRows removes the rows of one table that belong to the change.
func (f *File) discardRows(ctx context.Context, table, column string, change int64) error {
	keys, err := f.keys(ctx, "SELECT id FROM "+table+" WHERE "+column+" = ?", change)
	if err != nil {
		return err
	}
	slices.Reverse(keys) // relations of the scheme's parts point to older rows
	return inSlices(ctx, f, 0, keys, func(c *conn, key int64) error { return c.exec("DELETE FROM "+table+" WHERE id = ?", key) })
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
	more := true
	for more {
		err := f.slice(ctx, 0, func(c *conn) (bool, error) {
			before, err := c.number("PRAGMA freelist_count")
			if err != nil {
				return false, err
			}
			if err := c.exec("PRAGMA incremental_vacuum(64)"); err != nil {
				return false, err
			}
			after, err := c.number("PRAGMA freelist_count")
			more = after != 0 && after < before
			return more, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
