package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/mattn/go-sqlite3"

	"postil/annotate"
)

// failed turns what SQLite reports into an error that tells a person what to do.
// All other errors pass through: they are the domain's, or the caller's own.
func (f *File) failed(err error) error {
	if code(err) == 0 {
		return err
	}
	return explain(f.path, err)
}

// code returns SQLite's extended code, 0 where err is none of SQLite's.
func code(err error) sqlite3.ErrNoExtended {
	var e sqlite3.Error
	if errors.As(err, &e) {
		return e.ExtendedCode
	}
	return 0
}

// busy tells whether another connection holds the lock that was asked for.
func busy(err error) bool { return code(err)&0xff == sqlite3.ErrNoExtended(sqlite3.ErrBusy) }

// full tells whether the disk had no room for what was to be written.
func full(err error) bool { return code(err)&0xff == sqlite3.ErrNoExtended(sqlite3.ErrFull) }

// violates tells whether a constraint of the schema stands against it.
func violates(err error) bool {
	return code(err)&0xff == sqlite3.ErrNoExtended(sqlite3.ErrConstraint)
}

// explain turns what SQLite or the system reports about a file into an error that
// tells a person what to do. SQLite's errors are told apart by their extended
// code (sqlite.org/rescode.html), never by their text.
func explain(path string, err error) error {
	var ours *annotate.Error
	if err == nil || errors.As(err, &ours) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	e := &annotate.Error{Code: annotate.Internal, Where: path, Err: err}
	extended := code(err)
	switch sqlite3.ErrNo(extended & 0xff) {
	case sqlite3.ErrFull:
		e.What, e.Hint = "the disk is full, so nothing was changed", "free some space and try again"
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrAuth:
		e.Code, e.What, e.Hint = annotate.Refused, "the file or its folder cannot be written", "check its permissions, or copy the project elsewhere"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		e.Code, e.What, e.Hint = annotate.Conflict, "another program is writing to the project", "try again when it is done"
	case sqlite3.ErrCorrupt:
		e.What, e.Hint = "the file is damaged", "go back to a backup; postil check says what is wrong"
	case sqlite3.ErrNotADB:
		e.Code, e.What = annotate.Refused, "this is no project"
	case sqlite3.ErrCantOpen:
		e.Code, e.What, e.Hint = annotate.Refused, "the file cannot be opened", "check its permissions and those of its folder"
	case sqlite3.ErrIoErr:
		e.What, e.Hint = fmt.Sprintf("the disk reports an error (code %d), so nothing was changed", int(extended)), "check the disk; copy the project to another one"
	case sqlite3.ErrNomem:
		e.What, e.Hint = "there is not enough memory", "close other programs and try again"
	case sqlite3.ErrConstraint:
		e.What = "the project's rules stand against this"
	}
	switch {
	case e.What != "":
	case errors.Is(err, fs.ErrNotExist):
		e.Code, e.What, e.Err = annotate.NotFound, "there is no such file", nil
	case errors.Is(err, fs.ErrExist):
		e.Code, e.What, e.Hint, e.Err = annotate.Exists, "the file exists already", "open it, or choose another name", nil
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.What, e.Hint, e.Err = annotate.Refused, "no permission", "check the permissions of the file and its folder", nil
	}
	return e
}
