package storage

import (
	"slices"

	"postil/annotate"
)

// An annotator has one status of a document, and whoever sets one while an import
// brings another is right: the import's, which nobody can see yet, yields.

// yieldStatus removes a status that an import under way has brought, where there
// is one.
func yieldStatus(c *conn, document, annotator int64) error {
	staged, err := c.one("SELECT id, import FROM status WHERE document = ? AND annotator = ? AND NOT "+visible, document, annotator)
	if err != nil || staged == nil {
		return err
	}
	if err := c.remove(statuses, staged.integer(0)); err != nil {
		return err
	}
	return noteYielded(c, staged[0], staged[1], document)
}

func noteYielded(c *conn, status, change any, document int64) error {
	return c.exec("INSERT INTO yielded (id, document, import) VALUES (?, ?, ?)", status, document, change)
}

// insertStatuses adds an import's statuses, but those that yield to one which was
// set since the import looked.
func (c *conn) insertStatuses(rows []row) error {
	for _, r := range rows {
		taken, err := c.number("SELECT count(*) FROM status WHERE document = ? AND annotator = ?", r[1], r[2])
		switch {
		case err != nil:
		case taken == 0:
			err = c.insert(statuses, r)
		default:
			err = noteYielded(c, r[0], r[4], r.integer(1))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetYielded removes the images of statuses that yielded from what is going to
// be the record of an import.
func (l *ledger) forgetYielded(change int64) error {
	yielded := map[int64]bool{}
	err := l.c.each("SELECT id FROM yielded WHERE import = ?", func(w row) error {
		yielded[w.integer(0)] = true
		return nil
	}, change)
	if err != nil || len(yielded) == 0 {
		return err
	}
	var kept []*blob
	var old []int64
	err = l.c.each("SELECT id, document, rows FROM image WHERE change = ?1 AND kind = 'status' AND document IN (SELECT document FROM yielded WHERE import = ?1)", func(w row) error {
		b := &blob{table: statuses, document: w.integer(1)}
		kept, old = append(kept, b), append(old, w.integer(0))
		return readEntries(w.blob(2), func(key int64, e entry) error {
			if !yielded[key] {
				b.add(key, e)
			}
			return nil
		})
	}, change)
	if err != nil {
		return err
	}
	for _, image := range old {
		if err := l.c.exec("DELETE FROM image WHERE id = ?", image); err != nil {
			return err
		}
	}
	kept = slices.DeleteFunc(kept, func(b *blob) bool { return len(b.rows) == 0 })
	if err := l.saveBlobs(change, kept); err != nil {
		return err
	}
	return l.c.exec("DELETE FROM yielded WHERE import = ?", change)
}

// addStatuses takes in statuses, where the annotator has none yet.
func (m *merging) addStatuses(all []annotate.DocumentStatus) error {
	for _, s := range all {
		annotator, err := m.annotator(s.Annotator)
		if err != nil {
			return err
		}
		if s.Status == annotate.Unread {
			continue
		}
		if has, ok := m.statuses[annotator]; ok {
			m.differs |= OtherStatus.when(has != s.Status)
			continue
		}
		if m.statuses == nil {
			m.statuses = map[int64]annotate.Status{}
		}
		m.statuses[annotator] = s.Status
		if _, err := m.im.stage(statuses, row{nil, m.document.key, annotator, string(s.Status), m.im.change}); err != nil {
			return err
		}
	}
	return nil
}
