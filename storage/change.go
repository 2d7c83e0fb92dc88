package storage

import (
	"cmp"
	"context"

	"postil/annotate"
)

// newChange returns the change that an action is going to be, without its place
// in the history.
func (f *File) newChange(a Action) (annotate.Change, error) {
	machine, err := f.machine()
	return annotate.Change{UID: annotate.NewUID(), At: f.now(), Annotator: a.Annotator, Machine: machine,
		Action: a.Name, Document: a.Document}, err
}

// record appends a change with what it touched to the history.
func (f *File) record(c *conn, l *ledger, a Action, blobs []*blob) (annotate.Change, error) {
	change, err := f.newChange(a)
	if err != nil {
		return change, err
	}
	if change.Document.IsZero() {
		if change.Document, err = onlyDocument(c, blobs); err != nil {
			return change, err
		}
	}
	id, err := nextChange(c)
	if err != nil {
		return change, err
	}
	if err := knows(c, change); err != nil {
		return change, err
	}
	if err := l.saveBlobs(id, blobs); err != nil {
		return change, err
	}
	if err := l.saveKeys(); err != nil {
		return change, err
	}
	return f.append(c, id, change, nil, nil)
}

// onlyDocument returns the document that all touched rows lie in which lie in one
// at all; zero where they lie in several, or none. Rows of the scheme, of tags
// and of annotators lie in none.
func onlyDocument(c *conn, blobs []*blob) (u annotate.UID, err error) {
	var only int64
	for _, b := range blobs {
		if b.document == 0 || b.document == only {
			continue
		}
		if only != 0 {
			return u, nil
		}
		only = b.document
	}
	if only == 0 {
		return u, nil
	}
	w, err := c.one("SELECT uid FROM document WHERE id = ?", only)
	if err != nil || w == nil { // the document itself has gone
		return u, err
	}
	return w.uid(0), nil
}

// nextChange returns the key of the next change, in the history or on its way.
func nextChange(c *conn) (int64, error) {
	return c.number("SELECT 1 + max(coalesce((SELECT max(id) FROM change), 0), coalesce((SELECT max(change) FROM import), 0))")
}

// knows refuses a change by somebody who is not in the project.
func knows(c *conn, change annotate.Change) error {
	if change.Annotator.IsZero() {
		return nil
	}
	known, err := c.number("SELECT count(*) FROM annotator WHERE uid = ?", change.Annotator[:])
	if err == nil && known == 0 {
		err = &annotate.Error{Code: annotate.Invalid, Where: change.Action, What: "its annotator is not in the project", Hint: "add the annotator first"}
	}
	return err
}

// append writes the change's row at the end of the history. undoes and redoes
// are the key of another change, or nil.
func (f *File) append(c *conn, id int64, change annotate.Change, undoes, redoes any) (annotate.Change, error) {
	seq, err := c.number("SELECT 1 + coalesce(max(seq), 0) FROM change")
	if err != nil {
		return change, err
	}
	change.Seq = seq
	f.watch.expect(change.UID)
	return change, c.exec("INSERT INTO change (id, seq, uid, at, annotator, machine, action, document, undoes, redoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		id, seq, change.UID[:], change.At.UnixMilli(), change.Annotator[:], change.Machine, change.Action, change.Document[:], undoes, redoes)
}

// recorded returns a change after its transaction: the zero Change where that
// failed.
func (f *File) recorded(change annotate.Change, err error) (annotate.Change, error) {
	if err != nil {
		f.watch.forget(change.UID)
		return annotate.Change{}, err
	}
	return change, nil
}

// selectChanges reads changes in the form that readChange takes.
const selectChanges = `SELECT c.id, c.seq, c.uid, c.at, c.annotator, c.machine, c.action, c.document, u.uid, r.uid, c.undoes, c.redoes
	FROM change c LEFT JOIN change u ON u.id = c.undoes LEFT JOIN change r ON r.id = c.redoes `

// storedChange is a change with the keys of the history.
type storedChange struct {
	annotate.Change
	id, undoes, redoes int64
}

// source returns the key of the change whose images say what this one touched.
func (s *storedChange) source() int64 { return cmp.Or(s.undoes, s.redoes, s.id) }

func readChange(r row) storedChange {
	s := storedChange{id: r.integer(0), undoes: r.integer(10), redoes: r.integer(11)}
	s.Seq, s.UID, s.At, s.Annotator = r.integer(1), r.uid(2), moment(r.integer(3)), r.uid(4)
	s.Machine, s.Action, s.Document, s.Undoes, s.Redoes = r.text(5), r.text(6), r.uid(7), r.uid(8), r.uid(9)
	return s
}

// Changes returns up to limit changes of the history after the given sequence
// number, oldest first.
func (f *File) Changes(ctx context.Context, after int64, limit int) ([]annotate.Change, error) {
	var changes []annotate.Change
	err := f.View(ctx, func(r *Reader) error {
		return r.c.each(selectChanges+"WHERE ? < c.seq ORDER BY c.seq LIMIT ?", func(r row) error {
			changes = append(changes, readChange(r).Change)
			return nil
		}, after, int64(limit))
	})
	return changes, err
}
