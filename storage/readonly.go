package storage

import (
	"cmp"
	"context"
	"maps"
	"os"

	"github.com/mattn/go-sqlite3"

	"postil/annotate"
)

// onlyReading is how a [File] is read that the system does not let this user
// write. It is nil for any other.
type onlyReading struct {
	found os.FileInfo // what the file was when it was opened; nil where another process writes to it
}

// ReadOnly tells whether the file can only be read, since the system does not
// let this user write it or make files in its folder. What would write is
// refused then (annotate.Refused).
func (f *File) ReadOnly() bool { return f.only != nil }

// protected tells whether the system refuses to write a file that can be read.
// SQLite would open it all the same, and leave its log beside it.
func protected(path string) bool {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return true
	}
	file.Close()
	return false
}

// writeRefused tells whether an error says that the file, or beside it, nothing
// can be written.
func writeRefused(err error) bool {
	switch sqlite3.ErrNo(code(err) & 0xff) {
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return true
	}
	return false
}

// openReadOnly opens a file that cannot be written. Where no log stands beside it
// nobody has it open, and it is read as a file that does not change
// (sqlite.org/uri.html#uriimmutable): SQLite would need to make files beside it
// else. Where a log does, its writer shares what SQLite needs to read it.
func openReadOnly(ctx context.Context, path string, o Options) (*File, error) {
	f := newFile(path, o)
	f.only, f.how = &onlyReading{}, maps.Clone(reading)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		f.how["immutable"] = []string{"1"}
		if f.only.found, err = os.Stat(path); err != nil {
			return nil, explain(path, err)
		}
	}
	for range readersAtMost {
		f.readers <- nil
	}
	if err := f.startWatch(); err != nil {
		return nil, cmp.Or(f.failed(err), f.Close())
	}
	return f, nil
}

// views are what lets a file of an older version be read that cannot be brought up
// to date, by its version: they stand before the tables that lack something, for
// one connection. Each step of migration that adds to a table adds to them.
var views = map[int64]string{
	1: "CREATE TEMP VIEW document AS SELECT *, NULL AS direction FROM main.document",
}

// connectReader opens a connection that only reads.
func (f *File) connectReader() (*conn, error) {
	c, err := connect(f.path, f.how)
	if err != nil || f.only == nil {
		return c, err
	}
	version, err := c.number("PRAGMA user_version")
	if view := views[version]; err == nil && view != "" {
		// The file itself stays closed to writing: it is opened for reading alone.
		err = c.script("PRAGMA query_only = off; " + view + "; PRAGMA query_only = on")
	}
	if err != nil {
		return nil, cmp.Or(err, c.close())
	}
	return c, nil
}

// RefuseWriting returns the error (annotate.Refused) that whatever would write to
// a file that can only be read ends with; nil where the file can be written.
func (f *File) RefuseWriting() error {
	if f.only == nil {
		return nil
	}
	return &annotate.Error{Code: annotate.Refused, Where: f.path, What: "the project can only be read, since the file or its folder cannot be written",
		Hint: "check their permissions, or copy the project to a folder of your own"}
}

// still reports an error where somebody has written a file that is read as one
// that does not change: what was read since is not to be trusted.
func (f *File) still() error {
	if f.only == nil || f.only.found == nil {
		return nil
	}
	now, err := os.Stat(f.path)
	if err != nil {
		return explain(f.path, err)
	}
	if !now.ModTime().Equal(f.only.found.ModTime()) || now.Size() != f.only.found.Size() {
		return &annotate.Error{Code: annotate.Conflict, Where: f.path, What: "somebody has changed the project meanwhile", Hint: "open it again to see it"}
	}
	return nil
}
