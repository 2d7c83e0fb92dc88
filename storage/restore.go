package storage

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"postil/annotate"
)

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
	if err := r.entries(r.refuseClash); err != nil {
		return err
	}
	return r.checkVocabulary()
}

// fewSpans is up to how many spans an undo or redo names one by one.
const fewSpans = 1000

// spans returns the spans that the change touched; few is false where they are too
// many to be named.
func (r *restoring) spans() (touched []annotate.UID, few bool, err error) {
	few = true
	uid := slices.Index(spans.columns, "uid")
	err = r.entries(func(b *batch) error {
		if b.table != spans || !few {
			return nil
		}
		if few = len(touched)+len(b.keys) <= fewSpans; !few {
			touched = nil
			return nil
		}
		for i := range b.keys {
			image := b.then[i]
			if len(image) == 0 {
				image = b.now[i]
			}
			w, err := readImage(b.table, image)
			if err != nil {
				return err
			}
			touched = append(touched, w.uid(uid))
		}
		return nil
	})
	return touched, few, err
}

// batch is the entries of one blob, with their keys.
type batch struct {
	table *table
	keys  []int64
	now   [][]byte
	then  [][]byte
}

// run tells whether the keys follow one another without a gap, as those of an
// import do: then one statement reads or deletes all rows.
func (b *batch) run() bool {
	return allOf(len(b.keys), func(i int) bool { return b.keys[i] == b.keys[0]+int64(i) })
}

// allOf tells whether something is true of every number below n.
func allOf(n int, is func(int) bool) bool {
	for i := range n {
		if !is(i) {
			return false
		}
	}
	return true
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
	current, err := r.current(b)
	if err != nil {
		return err
	}
	for i, key := range b.keys {
		if !bytes.Equal(current[i], b.now[i]) {
			return r.refuse(b.table, key)
		}
	}
	return nil
}

// current returns the images of the rows as they are now, empty for those that
// are not there.
func (r *restoring) current(b *batch) ([][]byte, error) {
	images := make([][]byte, len(b.keys))
	if b.run() {
		return images, r.c.each(b.table.selectRun, func(w row) error {
			images[w.integer(0)-b.keys[0]] = appendImage(nil, w)
			return nil
		}, b.keys[0], b.keys[len(b.keys)-1])
	}
	for i, key := range b.keys {
		w, err := r.c.row(b.table, key)
		if err != nil {
			return nil, err
		}
		if w != nil {
			images[i] = appendImage(nil, w)
		}
	}
	return images, nil
}

// take deletes the rows that go.
func (r *restoring) take(b *batch) error {
	goes := func(i int) bool { return len(b.then[i]) == 0 && len(b.now[i]) != 0 }
	if b.run() && allOf(len(b.keys), goes) {
		return r.c.exec(b.table.deleteRun, b.keys[0], b.keys[len(b.keys)-1])
	}
	for i, key := range b.keys {
		if !goes(i) {
			continue
		}
		if err := r.c.remove(b.table, key); err != nil {
			return err
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

// checkVocabulary is the last to see that the vocabulary keeps its own rules:
// what breaks them in a way that refuseClash does not know ends here.
func (r *restoring) checkVocabulary() error {
	reader := &Reader{ctx: r.ctx, c: r.c}
	v, err := reader.Vocabulary()
	if err != nil {
		return err
	}
	if err := v.Validate(); err != nil {
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
