package storage

import (
	"bytes"
	"cmp"
	"slices"
)

// ledger writes rows and keeps their images before and after, for the record of
// the change.
type ledger struct {
	c       *conn
	next    int64 // the next key, 0 where it was not read yet
	touched map[touchedRow]*entry
	order   []touchedRow // in which they were touched first
}

type touchedRow struct {
	table *table
	key   int64
}

func newLedger(c *conn) *ledger { return &ledger{c: c, touched: map[touchedRow]*entry{}} }

// key returns a key that no row ever had.
func (l *ledger) key() (int64, error) {
	if l.next == 0 {
		next, err := l.c.number("SELECT next_key FROM head")
		if err != nil {
			return 0, err
		}
		l.next = next
	}
	l.next++
	return l.next - 1, nil
}

// saveKeys marks the keys that were given as used.
func (l *ledger) saveKeys() error {
	if l.next == 0 {
		return nil
	}
	return l.c.exec("UPDATE head SET next_key = ?", l.next)
}

// touch returns the entry of a row, with its image before the change.
func (l *ledger) touch(t *table, key int64) (*entry, error) {
	id := touchedRow{t, key}
	if e := l.touched[id]; e != nil {
		return e, nil
	}
	before, err := l.c.row(t, key)
	if err != nil {
		return nil, err
	}
	e := &entry{}
	if before != nil {
		e.before = appendImage(nil, before)
		e.after = e.before
	}
	l.touched[id] = e
	l.order = append(l.order, id)
	return e, nil
}

// insert adds a row under a new key, which it returns; r[0] is set to it.
func (l *ledger) insert(t *table, r row) (int64, error) {
	key, err := l.key()
	if err != nil {
		return 0, err
	}
	r[0] = key
	if err := l.c.insert(t, r); err != nil {
		return 0, err
	}
	id := touchedRow{t, key}
	l.touched[id] = &entry{after: appendImage(nil, r)}
	l.order = append(l.order, id)
	return key, nil
}

// update replaces the row with r's key.
func (l *ledger) update(t *table, r row) error {
	e, err := l.touch(t, r.integer(0))
	if err != nil {
		return err
	}
	after := appendImage(nil, r)
	if bytes.Equal(after, e.after) {
		return nil
	}
	e.after = after
	return l.c.update(t, r)
}

// remove deletes the row with that key.
func (l *ledger) remove(t *table, key int64) error {
	e, err := l.touch(t, key)
	if err != nil {
		return err
	}
	e.after = nil
	return l.c.remove(t, key)
}

// blob is the record of what was touched in one table and one document.
type blob struct {
	table       *table
	document    int64
	first, last int64
	rows        []byte
}

// add appends an entry to the blob.
func (b *blob) add(key int64, e entry) {
	if len(b.rows) == 0 {
		b.first, b.last = key, key
	}
	b.first, b.last = min(b.first, key), max(b.last, key)
	b.rows = appendEntry(b.rows, e)
}

// blobs returns the record of everything that is different now, by table and
// document.
func (l *ledger) blobs() ([]*blob, error) {
	type place struct {
		table    *table
		document int64
	}
	at := map[place]*blob{}
	var all []*blob
	for _, id := range l.order {
		e := l.touched[id]
		if bytes.Equal(e.before, e.after) {
			continue
		}
		image := e.after
		if len(image) == 0 {
			image = e.before
		}
		r, err := readImage(id.table, image)
		if err != nil {
			return nil, err
		}
		p := place{id.table, id.table.documentOf(r)}
		if at[p] == nil {
			at[p] = &blob{table: p.table, document: p.document}
			all = append(all, at[p])
		}
		at[p].add(id.key, *e)
	}
	slices.SortStableFunc(all, func(a, b *blob) int {
		return cmp.Or(cmp.Compare(slices.Index(recorded, a.table), slices.Index(recorded, b.table)), cmp.Compare(a.document, b.document))
	})
	return all, nil
}

// saveBlobs writes blobs as the record of a change.
func (l *ledger) saveBlobs(change int64, blobs []*blob) error {
	rows := make([]row, len(blobs))
	for i, b := range blobs {
		key, err := l.key()
		if err != nil {
			return err
		}
		rows[i] = row{key, change, b.table.name, b.document, b.first, b.last, b.rows}
	}
	return l.c.insertAll(images, rows)
}
