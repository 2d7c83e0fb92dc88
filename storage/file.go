package storage

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"postil/annotate"
)

// Options are what a [File] needs to know of its surroundings. The zero value
// suits the program; tests set both.
type Options struct {
	// Machine names this machine and user in the history, since undo takes back
	// what was done on the same machine. Where empty it is the host's name and
	// an id kept in the user's configuration folder, which is made when something
	// is written first.
	Machine string
	// Now is the clock; time.Now where nil.
	Now func() time.Time
}

// File is one open project file. Its methods may be called from several
// goroutines at once.
type File struct {
	path        string
	clock       func() time.Time
	machineName machineName
	writer      chan *conn // the one writing connection; whoever takes it writes
	readers     chan *conn // nil for one that was not opened yet
	closing     sync.Once
	closed      chan struct{}
	watch       watch
	how         url.Values   // how readers connect
	only        *onlyReading // nil where the file can be written

	lastText keptText // belongs to whoever has the writer
}

// readersAtMost is how many snapshots may be read at once.
const readersAtMost = 4

// patience is how long a writer waits for another process's transaction.
const patience = 10 * time.Second

// Path returns the path that the file was opened by.
func (f *File) Path() string { return f.path }

// Close waits for what is running and closes the file, so that exactly one file
// is left of it on the disk unless another process still has it open. Closing
// twice is no error.
func (f *File) Close() error {
	var err error
	f.closing.Do(func() {
		close(f.closed)
		// The writer is closed last: only it may move the log into the file and
		// remove it.
		for range readersAtMost {
			if r := <-f.readers; r != nil {
				err = cmp.Or(err, r.close())
			}
		}
		err = cmp.Or(err, f.watch.close())
		if f.only != nil {
			return
		}
		w := <-f.writer
		if e := w.script("PRAGMA optimize"); !busy(e) && !full(e) { // where somebody writes, or there is no room, a later close sees to it
			err = cmp.Or(err, e)
		}
		err = cmp.Or(err, w.close())
	})
	return f.failed(err)
}

// take returns a connection of a pool, or an error where ctx ends or the file is
// closed first.
func (f *File) take(ctx context.Context, pool chan *conn) (*conn, error) {
	select {
	case <-f.closed:
		return nil, &annotate.Error{Code: annotate.Refused, Where: f.path, What: "the project is closed"}
	default:
	}
	select {
	case c := <-pool:
		return c, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-f.closed:
		return nil, &annotate.Error{Code: annotate.Refused, Where: f.path, What: "the project is closed"}
	}
}

// View calls read with one consistent snapshot of the project. It never waits
// for a writer, nor does a writer for it. The Reader must not be used after
// read returns. Reading stops with ctx's error where ctx ends.
func (f *File) View(ctx context.Context, read func(*Reader) error) (err error) {
	c, err := f.take(ctx, f.readers)
	if err != nil {
		return err
	}
	defer func() { f.readers <- c }()
	if c == nil {
		if c, err = f.connectReader(); err != nil {
			return f.failed(err)
		}
	}
	if err := c.exec("BEGIN"); err != nil {
		return f.failed(err)
	}
	defer func() { err = f.failed(cmp.Or(f.still(), err, c.exec("COMMIT"))) }()
	return read(&Reader{ctx: ctx, c: c})
}

// errNothing ends a transaction that has nothing to keep.
var errNothing = errors.New("nothing to keep")

// transaction runs write in one immediate transaction. Where write returns an
// error, or panics, nothing of it stays; errNothing is no error to the caller.
func (f *File) transaction(ctx context.Context, write func(*conn) error) (err error) {
	if err := f.RefuseWriting(); err != nil {
		return err
	}
	c, err := f.take(ctx, f.writer)
	if err != nil {
		return err
	}
	defer func() { f.writer <- c }()
	if err := begin(ctx, c); err != nil {
		return f.failed(err)
	}
	defer func() {
		if c.db.AutoCommit() { // committed, or rolled back by SQLite on an error of the disk
			return
		}
		if back := c.exec("ROLLBACK"); back != nil {
			err = cmp.Or(err, f.failed(back))
		}
	}()
	if err := write(c); errors.Is(err, errNothing) {
		return nil
	} else if err != nil {
		return f.failed(err)
	}
	if c.db.AutoCommit() {
		return nil
	}
	return f.failed(c.exec("COMMIT"))
}

// begin starts an immediate transaction, waiting for other processes' to end. It
// asks every millisecond, more often than SQLite's own waiting does, so that it
// finds the short pauses that an import leaves.
func begin(ctx context.Context, c *conn) error {
	var deadline time.Time
	for {
		err := c.exec("BEGIN IMMEDIATE")
		if !busy(err) {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if now := time.Now(); deadline.IsZero() {
			deadline = now.Add(patience)
		} else if deadline.Before(now) {
			return err
		}
	}
}

// Action says what a change is: the words of the history, who does it, and the
// document where it is done (zero where that is several documents, or none).
type Action struct {
	Name      string // "tag QUOTE", "import 5 documents"
	Annotator annotate.UID
	Document  annotate.UID
}

// Do runs write in one immediate transaction and appends the record of what it
// touched. When Do returns without error, both are on the disk. Where write
// returns an error nothing happens; where it touches nothing in effect, no
// change is recorded and the zero Change is returned. The annotator must be in
// the project, or be put there by write; a zero annotator stands for the
// program itself (the making of a project), and nobody can undo such a change.
func (f *File) Do(ctx context.Context, a Action, write func(*Writer) error) (annotate.Change, error) {
	var change annotate.Change
	err := f.transaction(ctx, func(c *conn) error {
		w := &Writer{Reader: &Reader{ctx: ctx, c: c}, ledger: newLedger(c), file: f, now: f.now()}
		if err := write(w); err != nil {
			return err
		}
		blobs, err := w.ledger.blobs()
		if err != nil {
			return err
		}
		if len(blobs) == 0 {
			return errNothing
		}
		change, err = f.record(c, w.ledger, a, blobs)
		return err
	})
	return f.recorded(change, err)
}

// now returns the time as the file keeps it: UTC, whole milliseconds.
func (f *File) now() time.Time { return moment(f.clock().UnixMilli()) }

// moment returns the time that a column holds.
func moment(milliseconds int64) time.Time { return time.UnixMilli(milliseconds).UTC() }
