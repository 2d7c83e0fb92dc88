package storage

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"postil/annotate"
)

// direction is which way a change is gone through.
type direction bool

const (
	back  direction = false // to what was before it
	forth direction = true  // to what was after it
)

func (d direction) String() string {
	if d == back {
		return "undo"
	}
	return "redo"
}

// images returns what a row must look like now and what it is going to look
// like.
func (d direction) images(e entry) (now, then []byte) {
	if d == back {
		return e.after, e.before
	}
	return e.before, e.after
}

// Undo takes back the newest change of this annotator on this machine that is
// not yet taken back, however many rows it touched, in one transaction that is
// itself a change. Where a later change of someone else, or from another
// machine, stands in the way, it is refused (annotate.Conflict) and the error
// names that change. Where there is nothing to undo the error is
// annotate.NotFound.
func (f *File) Undo(ctx context.Context, annotator annotate.UID) (annotate.Change, Touched, error) {
	return f.goThrough(ctx, annotator, back)
}

// Redo puts back what this annotator took back last on this machine, under the
// rules of [File.Undo]. A new change of the annotator on this machine ends what
// can be redone.
func (f *File) Redo(ctx context.Context, annotator annotate.UID) (annotate.Change, Touched, error) {
	return f.goThrough(ctx, annotator, forth)
}

// Undoable returns the change that [File.Undo] would take back; false where
// there is none.
func (f *File) Undoable(ctx context.Context, annotator annotate.UID) (annotate.Change, bool, error) {
	return f.candidate(ctx, annotator, back)
}

// Redoable returns the change that [File.Redo] would put back; false where
// there is none.
func (f *File) Redoable(ctx context.Context, annotator annotate.UID) (annotate.Change, bool, error) {
	return f.candidate(ctx, annotator, forth)
}

func (f *File) candidate(ctx context.Context, annotator annotate.UID, d direction) (change annotate.Change, found bool, err error) {
	err = f.View(ctx, func(r *Reader) error {
		s, err := next(r.c, annotator, f.options.Machine, d)
		if err != nil || s == nil {
			return err
		}
		change, found = s.Change, true
		return nil
	})
	return change, found, err
}

// next returns the change of an annotator on a machine that is to be gone
// through next, nil where there is none.
//
// Read from the newest, the first word on a change is the last: an undo or a
// redo met first decides whether it stands. What stands and was met first is
// undone next; what was taken back and was met before any change that stands by
// itself is redone next.
func next(c *conn, annotator annotate.UID, machine string, d direction) (*storedChange, error) {
	if annotator.IsZero() {
		return nil, nil
	}
	var found *storedChange
	decided := map[int64]direction{}
	var wanted int64
	err := c.each(selectChanges+"WHERE c.annotator = ? AND c.machine = ? ORDER BY c.seq DESC", func(r row) error {
		s := readChange(r)
		target := s.source()
		if target != s.id {
			if _, known := decided[target]; !known {
				decided[target] = s.redoes != 0
				if d == forth && s.undoes != 0 {
					wanted = target
					return errStop
				}
			}
			return nil
		}
		if d == forth {
			return errStop
		}
		if stands, known := decided[s.id]; !known || stands == forth {
			found = &s
			return errStop
		}
		return nil
	}, annotator[:], machine)
	if err != nil || wanted == 0 {
		return found, err
	}
	r, err := c.one(selectChanges+"WHERE c.id = ?", wanted)
	if err != nil || r == nil {
		return nil, err
	}
	s := readChange(r)
	return &s, nil
}

// goThrough undoes or redoes the next change.
func (f *File) goThrough(ctx context.Context, annotator annotate.UID, d direction) (annotate.Change, Touched, error) {
	var change annotate.Change
	var touched Touched
	err := f.transaction(ctx, func(c *conn) error {
		s, err := next(c, annotator, f.options.Machine, d)
		if err != nil {
			return err
		}
		if s == nil {
			return &annotate.Error{Code: annotate.NotFound, What: "there is nothing to " + d.String()}
		}
		r := restoring{ctx: ctx, c: c, change: s, d: d}
		if touched, err = touchedBy(c, []storedChange{*s}); err != nil {
			return err
		}
		if err := r.run(); err != nil {
			return err
		}
		id, err := nextChange(c)
		if err != nil {
			return err
		}
		change = f.newChange(Action{Name: d.String() + " " + s.Action, Annotator: annotator, Document: s.Document})
		undoes, redoes := any(nil), any(nil)
		if d == back {
			change.Undoes, undoes = s.UID, s.id
		} else {
			change.Redoes, redoes = s.UID, s.id
		}
		if change, err = f.append(c, id, change, undoes, redoes); err != nil {
			return err
		}
		// Only now documents that come back have their uids again.
		if again, err := touchedBy(c, []storedChange{*s}); err != nil {
			return err
		} else if len(touched.Documents) < len(again.Documents) {
			touched = again
		}
		return r.commit()
	})
	if change, err = f.recorded(change, err); err != nil {
		return annotate.Change{}, Touched{}, err
	}
	return change, touched, nil
}

// restoring brings the rows that a change touched to what they were before it,
// or after it.
type restoring struct {
	ctx    context.Context
	c      *conn
	change *storedChange
	d      direction
}

// run checks that nobody changed the rows since and then rewrites them. All rows
// that go go first, then those that change, then those that come, so that what
// must be unique is so at every moment; references may dangle until the end.
func (r *restoring) run() error {
	if err := r.c.script("PRAGMA defer_foreign_keys = on"); err != nil {
		return err
	}
	if err := r.entries(r.compare); err != nil {
		return err
	}
	if err := r.entries(r.take); err != nil {
		return err
	}
	if err := r.entries(r.alter); err != nil {
		return err
	}
	if err := r.entries(r.give); err != nil {
		return err
	}
	return r.checkScheme()
}

// batch is the entries of one blob, with their keys.
type batch struct {
	table *table
	keys  []int64
	now   [][]byte
	then  [][]byte
}

// entries calls do with every blob of the change, in the order of tables.
func (r *restoring) entries(do func(*batch) error) error {
	type place struct{ id, table int64 }
	var places []place
	err := r.c.each("SELECT id, kind FROM image WHERE change = ?", func(w row) error {
		t := tableNamed(w.text(1))
		if t == nil {
			return errImage
		}
		places = append(places, place{w.integer(0), int64(slices.Index(recorded, t))})
		return nil
	}, r.change.source())
	if err != nil {
		return err
	}
	slices.SortStableFunc(places, func(a, b place) int { return int(a.table - b.table) })
	for _, p := range places {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		blob, err := r.c.one("SELECT rows FROM image WHERE id = ?", p.id)
		if err != nil {
			return err
		}
		b := &batch{table: recorded[p.table]}
		err = readEntries(blob.blob(0), func(key int64, e entry) error {
			now, then := r.d.images(e)
			now, err := widen(b.table, now)
			b.keys, b.now, b.then = append(b.keys, key), append(b.now, now), append(b.then, then)
			return err
		})
		if err != nil {
			return err
		}
		if err := do(b); err != nil {
			return err
		}
	}
	return nil
}

// compare refuses where a row is not what the change left.
func (r *restoring) compare(b *batch) error {
	var image []byte
	for i, key := range b.keys {
		w, err := r.c.row(b.table, key)
		if err != nil {
			return err
		}
		image = image[:0]
		if w != nil {
			image = appendImage(image, w)
		}
		if !bytes.Equal(image, b.now[i]) {
			return r.refuse(b.table, key)
		}
	}
	return nil
}

// take deletes the rows that go.
func (r *restoring) take(b *batch) error {
	for i, key := range b.keys {
		if len(b.then[i]) == 0 && len(b.now[i]) != 0 {
			if err := r.c.remove(b.table, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// alter rewrites the rows that stay.
func (r *restoring) alter(b *batch) error {
	for i := range b.keys {
		if len(b.then[i]) == 0 || len(b.now[i]) == 0 {
			continue
		}
		w, err := readImage(b.table, b.then[i])
		if err != nil {
			return err
		}
		if err := r.c.update(b.table, w); violates(err) {
			return cmp.Or(r.refuseTwin(b.table, w), err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// give inserts the rows that come.
func (r *restoring) give(b *batch) error {
	var rows []row
	for i := range b.keys {
		if len(b.then[i]) == 0 || len(b.now[i]) != 0 {
			continue
		}
		w, err := readImage(b.table, b.then[i])
		if err != nil {
			return err
		}
		rows = append(rows, w)
	}
	err := r.c.insertAll(b.table, rows)
	if !violates(err) {
		return err
	}
	for _, w := range rows {
		if refused := r.refuseTwin(b.table, w); refused != nil {
			return refused
		}
	}
	return err
}

// checkScheme refuses where the scheme would break its own rules, as when
// somebody has given a name again that was free.
func (r *restoring) checkScheme() error {
	reader := &Reader{ctx: r.ctx, c: r.c}
	s, err := reader.Scheme()
	if err != nil {
		return err
	}
	if err := s.Validate(); err != nil {
		return &annotate.Error{Code: annotate.Conflict, Where: r.where(), What: "the scheme has changed since", Err: err}
	}
	return nil
}

// commit ends the transaction, and says what stands in the way where rows refer
// to some that would be gone.
func (r *restoring) commit() error {
	err := r.c.exec("COMMIT")
	if !violates(err) {
		return err
	}
	if refused := r.entries(r.findDangling); refused != nil {
		return refused
	}
	return err
}

func (r *restoring) where() string { return fmt.Sprintf("%s of %q", r.d, r.change.Action) }
