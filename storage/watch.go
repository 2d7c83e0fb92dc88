package storage

import (
	"cmp"
	"context"
	"sync"

	"postil/annotate"
)

// watch tells the changes of others from one's own.
type watch struct {
	mu      sync.Mutex
	c       *conn
	version int64                 // the data_version seen last
	seq     int64                 // the newest change looked at
	own     map[annotate.UID]bool // changes not looked at that this File made, or is making
}

// startWatch remembers where the history stands.
func (f *File) startWatch() error {
	c, err := f.connectReader()
	if err != nil {
		return err
	}
	f.watch.c = c
	version, err := c.number("PRAGMA data_version")
	if err != nil {
		return err
	}
	seq, err := c.number("SELECT coalesce(max(seq), 0) FROM change")
	f.watch.version, f.watch.seq = version, seq
	return err
}

func (w *watch) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil {
		return nil
	}
	c := w.c
	w.c = nil
	return c.close()
}

// expect says, before its commit, that a change is this File's own.
func (w *watch) expect(change annotate.UID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.own[change] = true
}

// forget says that an expected change did not come about.
func (w *watch) forget(change annotate.UID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.own, change)
}

// Foreign returns the changes that other processes, or other Files of this one,
// have made since the last call (or since opening), and what they touched. It
// costs some microseconds where there are none: call it twice a second.
func (f *File) Foreign(ctx context.Context) ([]annotate.Change, Touched, error) {
	w := &f.watch
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil {
		return nil, Touched{}, &annotate.Error{Code: annotate.Refused, Where: f.path, What: "the project is closed"}
	}
	if err := ctx.Err(); err != nil {
		return nil, Touched{}, err
	}
	// data_version changes whenever another connection commits
	// (sqlite.org/pragma.html#pragma_data_version), the writer's too.
	version, err := w.c.number("PRAGMA data_version")
	if err != nil || version == w.version {
		return nil, Touched{}, f.failed(err)
	}
	changes, touched, err := w.look()
	if err != nil {
		return nil, Touched{}, f.failed(err)
	}
	w.version = version
	return changes, touched, nil
}

// look reads what is new in the history.
func (w *watch) look() (changes []annotate.Change, touched Touched, err error) {
	if err := w.c.exec("BEGIN"); err != nil {
		return nil, touched, err
	}
	defer func() { err = cmp.Or(err, w.c.exec("COMMIT")) }()
	seq := w.seq
	var foreign []storedChange
	var own []annotate.UID
	err = w.c.each(selectChanges+"WHERE ? < c.seq ORDER BY c.seq", func(r row) error {
		s := readChange(r)
		seq = s.Seq
		if w.own[s.UID] {
			own = append(own, s.UID)
		} else {
			foreign = append(foreign, s)
		}
		return nil
	}, w.seq)
	if err != nil {
		return nil, touched, err
	}
	for i := range foreign {
		changes = append(changes, foreign[i].Change)
	}
	if touched, err = touchedBy(w.c, foreign); err != nil {
		return nil, touched, err
	}
	for _, uid := range own {
		delete(w.own, uid)
	}
	w.seq = seq
	return changes, touched, nil
}

// Touched says what changes touched, so that what shows it can be read again.
type Touched struct {
	Scheme     bool           // layers, labels, attributes, relation types
	Annotators bool           // their names
	Tags       bool           // tags; the spans that carry them are in Documents
	List       bool           // documents came, went, or changed name, story, split, language, direction
	Documents  []annotate.UID // whose spans, relations, attributes, statuses or own properties changed, of those there are
	Spans      []annotate.UID // that came, changed or went, where Exact
	Exact      bool           // Spans are all; else whatever is in Documents may have changed
}

// Empty tells whether nothing was touched.
func (t Touched) Empty() bool {
	return !t.Scheme && !t.Annotators && !t.Tags && !t.List && len(t.Documents) == 0
}

// Touched says what the changes after the given sequence number touched.
func (f *File) Touched(ctx context.Context, after int64) (Touched, error) {
	var touched Touched
	err := f.View(ctx, func(r *Reader) error {
		var changes []storedChange
		err := r.c.each(selectChanges+"WHERE ? < c.seq ORDER BY c.seq", func(r row) error {
			changes = append(changes, readChange(r))
			return nil
		}, after)
		if err != nil {
			return err
		}
		touched, err = touchedBy(r.c, changes)
		return err
	})
	return touched, err
}

// touchedBy says what changes touched.
func touchedBy(c *conn, changes []storedChange) (Touched, error) {
	var touched Touched
	seen := map[int64]bool{}
	for i := range changes {
		err := c.each("SELECT DISTINCT i.kind, i.document, d.uid FROM image i LEFT JOIN document d ON d.id = i.document WHERE i.change = ?", func(r row) error {
			if t := tableNamed(r.text(0)); t != nil {
				t.touches(&touched)
			}
			if key := r.integer(1); !seen[key] && r[2] != nil {
				seen[key] = true
				touched.Documents = append(touched.Documents, r.uid(2))
			}
			return nil
		}, changes[i].source())
		if err != nil {
			return Touched{}, err
		}
	}
	return touched, nil
}
