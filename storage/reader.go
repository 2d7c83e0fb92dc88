package storage

import (
	"context"

	"postil/annotate"
)

// Reader reads one snapshot of a project.
type Reader struct {
	ctx   context.Context
	c     *conn
	names *names // loaded when asked for first
}

// visible chooses the rows that belong to the project: not those of an import
// under way.
const visible = "import NOT IN (SELECT change FROM import)"

// often is after how many rows a long read looks whether it is still wanted.
const often = 1024

// alive returns do with an end to it where the context ends.
func (r *Reader) alive(do func(row) error) func(row) error {
	n := 0
	return func(w row) error {
		if n++; n%often == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
		return do(w)
	}
}

// names maps keys to UIDs and back, for the small tables that most rows refer
// to.
type names struct {
	uids map[*table]map[int64]annotate.UID
	keys map[*table]map[annotate.UID]int64
}

func (r *Reader) vocabulary() (*names, error) {
	if r.names != nil {
		return r.names, nil
	}
	n := &names{uids: map[*table]map[int64]annotate.UID{}, keys: map[*table]map[annotate.UID]int64{}}
	for _, t := range []*table{layers, labels, relationTypes, annotators} {
		uids, keys := map[int64]annotate.UID{}, map[annotate.UID]int64{}
		err := r.c.each("SELECT id, uid FROM "+t.name+" WHERE "+visible, func(w row) error {
			uids[w.integer(0)], keys[w.uid(1)] = w.uid(1), w.integer(0)
			return nil
		})
		if err != nil {
			return nil, err
		}
		n.uids[t], n.keys[t] = uids, keys
	}
	r.names = n
	return n, nil
}

// find returns the key of the row with that UID, or an error that calls it what
// it is.
func (r *Reader) find(t *table, what string, u annotate.UID) (int64, error) {
	key, err := r.c.number("SELECT id FROM "+t.name+" WHERE uid = ? AND "+visible, u[:])
	if err != nil || key == 0 {
		return 0, missing(err, what, u)
	}
	return key, nil
}

// Seq returns the sequence number of the newest change in this snapshot, 0
// where there is none.
func (r *Reader) Seq() (int64, error) {
	return r.c.number("SELECT coalesce(max(seq), 0) FROM change")
}

// Vocabulary returns the scheme, the tags and the annotators.
func (r *Reader) Vocabulary() (v annotate.Vocabulary, err error) {
	if v.Scheme, err = r.Scheme(); err != nil {
		return v, err
	}
	if v.Tags, err = r.Tags(); err != nil {
		return v, err
	}
	v.Annotators, err = r.Annotators()
	return v, err
}

// Annotators returns everyone who marks in this project, in the order in which
// they came.
func (r *Reader) Annotators() ([]annotate.Annotator, error) {
	var all []annotate.Annotator
	err := r.c.each("SELECT uid, name FROM annotator WHERE "+visible+" ORDER BY id", func(w row) error {
		all = append(all, annotate.Annotator{UID: w.uid(0), Name: w.text(1)})
		return nil
	})
	return all, err
}

const selectTags = "SELECT t.uid, t.name, l.uid, t.ref, t.note FROM tag t LEFT JOIN label l ON l.id = t.usual WHERE t." + visible

func readTag(w row) annotate.Tag {
	return annotate.Tag{UID: w.uid(0), Name: w.text(1), Usual: w.uid(2), Ref: w.text(3), Note: w.text(4)}
}

// Tags returns every tag, in the order in which they were made.
func (r *Reader) Tags() ([]annotate.Tag, error) {
	var all []annotate.Tag
	err := r.c.each(selectTags+" ORDER BY t.id", r.alive(func(w row) error {
		all = append(all, readTag(w))
		return nil
	}))
	return all, err
}

// Tag returns one tag.
func (r *Reader) Tag(tag annotate.UID) (annotate.Tag, error) {
	w, err := r.c.one(selectTags+" AND t.uid = ?", tag[:])
	if err != nil || w == nil {
		return annotate.Tag{}, missing(err, "tag", tag)
	}
	return readTag(w), nil
}

// missing returns err, else an error that says that the thing isn't there.
func missing(err error, what string, u annotate.UID) error {
	if err != nil {
		return err
	}
	return &annotate.Error{Code: annotate.NotFound, Where: what + " " + u.String(), What: "it is not in the project"}
}
