package storage

import (
	"context"

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
	machine, err := f.machine()
	if err != nil { // whoever has no name here has done nothing here
		return change, false, nil
	}
	err = f.View(ctx, func(r *Reader) error {
		s, err := next(r.c, annotator, machine, d)
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
	machine, err := f.machine()
	if err != nil {
		return change, touched, err
	}
	err = f.transaction(ctx, func(c *conn) error {
		s, err := next(c, annotator, machine, d)
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
		change, err = f.newChange(Action{Name: d.String() + " " + s.Action, Annotator: annotator, Document: s.Document})
		if err != nil {
			return err
		}
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
		if touched.Spans, touched.Exact, err = r.spans(); err != nil {
			return err
		}
		return r.commit()
	})
	if change, err = f.recorded(change, err); err != nil {
		return annotate.Change{}, Touched{}, err
	}
	return change, touched, nil
}
