package storage

import (
	"errors"
	"fmt"
	"time"

	"postil/annotate"
)

// Finding out whose change stands in the way of an undo or a redo. None of it
// runs where there is nothing in the way.

// errFound ends a search.
var errFound = errors.New("found")

// refuse returns the error that names the newest change, other than the one that
// is gone through, that touched a row.
func (r *restoring) refuse(t *table, key int64) error {
	refused := &annotate.Error{Code: annotate.Conflict, Where: r.where(), What: "the " + t.name + " was changed since", Hint: "take that change back first"}
	later, err := r.newest(t, key)
	if err != nil {
		return err
	}
	if later == nil {
		refused.What = "an import under way uses the " + t.name
		refused.Hint = "wait until it is done"
		return refused
	}
	name := "the program"
	if !later.Annotator.IsZero() {
		who, err := r.c.one("SELECT name FROM annotator WHERE uid = ?", later.Annotator[:])
		if err != nil {
			return err
		}
		if name = "somebody"; who != nil {
			name = who.text(0)
		}
	}
	refused.What = fmt.Sprintf("change %d stands in the way: %s, %q, on %s at %s", later.Seq, name, later.Action, later.Machine,
		later.At.Local().Format(time.DateTime))
	return refused
}

// newest returns the newest change after the one that is gone through, and not
// about it, that touched a row; nil where there is none.
func (r *restoring) newest(t *table, key int64) (*storedChange, error) {
	const later = selectChanges + `JOIN image i ON i.change = coalesce(c.undoes, c.redoes, c.id)
		WHERE ? < c.seq AND coalesce(c.undoes, c.redoes, c.id) <> ? AND i.kind = ? AND ? BETWEEN i.first AND i.last
		ORDER BY c.seq DESC`
	var found *storedChange
	err := r.c.each(later, func(w row) error {
		s := readChange(w)
		touched, err := r.touches(s.source(), t, key)
		if err != nil || !touched {
			return err
		}
		found = &s
		return errStop
	}, r.change.Seq, r.change.id, t.name, key)
	return found, err
}

// touches tells whether a change's images hold a row.
func (r *restoring) touches(change int64, t *table, key int64) (bool, error) {
	touched := false
	err := r.c.each("SELECT rows FROM image WHERE change = ? AND kind = ? AND ? BETWEEN first AND last", func(w row) error {
		err := readEntries(w.blob(0), func(k int64, _ entry) error {
			if k == key {
				return errFound
			}
			return nil
		})
		if errors.Is(err, errFound) {
			touched = true
			return errStop
		}
		return err
	}, change, t.name, key)
	return touched, err
}

// refuseTwin refuses because of a row that has what must be unique; nil where
// there is none.
func (r *restoring) refuseTwin(t *table, w row) error {
	for _, columns := range t.unique {
		query, args := "SELECT id FROM "+t.name+" WHERE id <> ?", row{w[0]}
		for _, i := range columns {
			query += " AND " + t.columns[i] + " = ?"
			args = append(args, w[i])
		}
		twin, err := r.c.one(query, args...)
		if err != nil {
			return err
		}
		if twin != nil {
			return r.refuse(t, twin.integer(0))
		}
	}
	return nil
}

// refuseClash refuses because of a row that the domain does not let stand beside
// one of the batch, as when somebody has given a name again that was free.
func (r *restoring) refuseClash(b *batch) error {
	if b.table.clash == "" {
		return nil
	}
	t := b.table
	for i, key := range b.keys {
		if len(b.then[i]) == 0 {
			continue
		}
		other, err := r.c.one("SELECT o.id FROM "+t.name+" r JOIN "+t.name+" o ON o.id <> r.id AND ("+t.clash+") WHERE r.id = ? AND o."+visible, key)
		if err != nil {
			return err
		}
		if other != nil {
			return r.refuse(t, other.integer(0))
		}
	}
	return nil
}

// findDangling refuses because of the first row that refers to one of the batch
// that is gone, or the first that one of the batch refers to in vain.
func (r *restoring) findDangling(b *batch) error {
	for i, key := range b.keys {
		find := r.findParents
		if len(b.then[i]) == 0 {
			find = r.findChildren
		}
		if err := find(b.table, key); err != nil {
			return err
		}
	}
	return nil
}

// findChildren refuses because of a row that refers to the missing row.
func (r *restoring) findChildren(t *table, key int64) error {
	for _, child := range recorded {
		for i, parent := range child.refers {
			if parent != t {
				continue
			}
			w, err := r.c.one("SELECT id FROM "+child.name+" WHERE "+child.columns[i]+" = ?", key)
			if err != nil {
				return err
			}
			if w != nil {
				return r.refuse(child, w.integer(0))
			}
		}
	}
	return nil
}

// findParents refuses because of a missing row that the row refers to.
func (r *restoring) findParents(t *table, key int64) error {
	w, err := r.c.row(t, key)
	if err != nil || w == nil {
		return err
	}
	for i, parent := range t.refers {
		if w[i] == nil {
			continue
		}
		p, err := r.c.one("SELECT id FROM "+parent.name+" WHERE id = ?", w[i])
		if err != nil {
			return err
		}
		if p == nil {
			return r.refuse(parent, w.integer(i))
		}
	}
	return nil
}
