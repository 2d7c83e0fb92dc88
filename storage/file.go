package storage

import (
	"context"
	"time"

	"postil/annotate"
)

// Options are what a [File] needs to know of its surroundings. The zero value
// suits the program; tests set both.
type Options struct {
	// Machine names this machine and user in the history, since undo takes back
	// what was done on the same machine. Where empty it is the host's name and
	// an id kept in the user's configuration folder.
	Machine string
	// Now is the clock; time.Now where nil.
	Now func() time.Time
}

// File is one open project file. Its methods may be called from several
// goroutines at once.
type File struct {
	path string
}

// Create makes a new project file with an empty scheme and opens it. A file
// that exists is refused (annotate.Exists) and left as it is.
func Create(ctx context.Context, path string, o Options) (*File, error) { return nil, errUnfinished }

// Open opens a project file and brings it up to date where an older version
// wrote it, after a backup beside it. What is missing (annotate.NotFound), no
// project, or written by a newer version (both annotate.Refused) is left
// untouched. Leftovers of imports whose process has died are removed.
func Open(ctx context.Context, path string, o Options) (*File, error) { return nil, errUnfinished }

// Path returns the path that the file was opened by.
func (f *File) Path() string { return f.path }

// Close waits for what is running and closes the file, so that exactly one file
// is left of it on the disk unless another process still has it open.
func (f *File) Close() error { return errUnfinished }

// View calls read with one consistent snapshot of the project. It never waits
// for a writer, nor does a writer for it. The Reader must not be used after
// read returns. Reading stops with ctx's error where ctx ends.
func (f *File) View(ctx context.Context, read func(*Reader) error) error { return errUnfinished }

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
	return annotate.Change{}, errUnfinished
}

var errUnfinished = &annotate.Error{Code: annotate.Internal, What: "not finished"}
