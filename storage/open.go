package storage

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"postil/annotate"
)

// Create makes a new project file with an empty scheme and opens it. A file
// that exists is refused (annotate.Exists) and left as it is.
func Create(ctx context.Context, path string, o Options) (*File, error) {
	made, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such folder", Hint: "make the folder first"}
		}
		return nil, explain(path, err)
	}
	if err := made.Close(); err != nil {
		return nil, explain(path, err)
	}
	f, err := open(ctx, path, o, migrations)
	if err != nil {
		return nil, cmp.Or(err, Remove(path))
	}
	return f, nil
}

// Remove removes a project file that is closed, with what a close that failed has
// left beside it, as on a full disk.
func Remove(path string) error {
	err := os.Remove(path)
	for _, ending := range []string{"-wal", "-shm", "-journal"} { // sqlite.org/tempfiles.html
		if e := os.Remove(path + ending); !errors.Is(e, fs.ErrNotExist) {
			err = cmp.Or(err, e)
		}
	}
	return err
}

// Open opens a project file and brings it up to date where an older version
// wrote it, after a backup beside it. What is missing (annotate.NotFound), no
// project, or written by a newer version (both annotate.Refused) is left
// untouched. Leftovers of imports whose process has died are removed. What the
// system does not let this user write is opened for reading: see [File.ReadOnly].
func Open(ctx context.Context, path string, o Options) (*File, error) {
	if err := inspect(path, len(migrations)); err != nil {
		return nil, err
	}
	if protected(path) {
		return openReadOnly(ctx, path, o)
	}
	f, err := open(ctx, path, o, migrations)
	if !writeRefused(err) { // the folder may be protected too
		return f, err
	}
	f, again := openReadOnly(ctx, path, o)
	if again == nil || !writeRefused(again) {
		return f, again
	}
	return nil, err
}

// open opens a file that was inspected, or is new and empty.
func open(ctx context.Context, path string, o Options, steps []migration) (*File, error) {
	f := newFile(path, o)
	w, err := connect(path, writing)
	if err != nil {
		return nil, f.failed(err)
	}
	if err := f.prepare(ctx, w, steps); err != nil {
		return nil, f.failed(cmp.Or(err, w.close()))
	}
	f.writer <- w
	for range readersAtMost {
		f.readers <- nil
	}
	if err := f.sweep(ctx); err != nil && !full(err) { // where there is no room for that, a later opening sees to it
		return nil, cmp.Or(f.failed(err), f.Close())
	}
	if err := f.startWatch(); err != nil {
		return nil, cmp.Or(f.failed(err), f.Close())
	}
	return f, nil
}

// newFile returns a file without connections.
func newFile(path string, o Options) *File {
	f := &File{path: path, clock: o.Now, machineName: machineName{is: o.Machine},
		how: reading, writer: make(chan *conn, 1), readers: make(chan *conn, readersAtMost), closed: make(chan struct{})}
	f.watch.own = map[annotate.UID]bool{}
	if f.clock == nil {
		f.clock = time.Now
	}
	return f
}

// prepare brings the schema up to date and the file into write-ahead mode.
func (f *File) prepare(ctx context.Context, w *conn, steps []migration) error {
	if err := migrate(ctx, f.path, w, steps); err != nil {
		return err
	}
	// From here on waiting for other writers is begin's business. The log may grow
	// to 16 MB before it is moved into the file, not 4: an import fills it in every
	// slice. Moving that much takes about 20 ms.
	return w.script("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA busy_timeout = 1")
}

// Places and values in the header of an SQLite file (sqlite.org/fileformat.html,
// section 1.3).
const (
	headerMagic     = "SQLite format 3\x00"
	headerVersion   = 60 // user_version, big-endian
	headerAppID     = 68 // application_id, big-endian
	headerLength    = 100
	applicationID   = 0x5073746c // "Pstl"
	noProject       = "this is no Postil project"
	openAnother     = "choose a file that Postil made; articles are imported into a project"
	newerThanThis   = "a newer version of Postil has written this project"
	takeNewerPostil = "open it with that version; nothing was changed"
)

// inspect refuses, by reading alone, what this program must not touch: what is
// no project and what was written by a newer version than latest.
func inspect(path string, latest int) error {
	file, err := os.Open(path)
	if err != nil {
		return explain(path, err)
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil {
		return explain(path, err)
	} else if info.IsDir() {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: "this is a folder", Hint: openAnother}
	}
	header := make([]byte, headerLength)
	if _, err := io.ReadFull(file, header); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: noProject, Hint: openAnother}
	} else if err != nil {
		return explain(path, err)
	}
	if string(header[:len(headerMagic)]) != headerMagic || binary.BigEndian.Uint32(header[headerAppID:]) != applicationID {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: noProject, Hint: openAnother}
	}
	if latest < int(binary.BigEndian.Uint32(header[headerVersion:])) {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: newerThanThis, Hint: takeNewerPostil}
	}
	return inspectLog(path, latest)
}

// inspectLog looks at the version again where a write-ahead log may hold a newer
// header than the file, as after a crash. A read-only connection never moves
// the log into the file.
func inspectLog(path string, latest int) error {
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		return nil
	}
	c, err := connect(path, reading)
	if err != nil {
		return explain(path, err)
	}
	version, err := c.number("PRAGMA user_version")
	if err = cmp.Or(err, c.close()); err != nil {
		return explain(path, err)
	}
	if int64(latest) < version {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: newerThanThis, Hint: takeNewerPostil}
	}
	return nil
}
