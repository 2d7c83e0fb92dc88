package storage

import (
	"context"

	"postil/annotate"
)

// Touched says what changes touched, so that what shows it can be read again.
type Touched struct {
	Scheme     bool           // layers, labels, attributes, relation types
	Annotators bool           // their names
	Tags       bool           // tags; the spans that carry them are in Documents
	List       bool           // documents came, went, or changed name, story, split, language
	Documents  []annotate.UID // whose spans, relations, attributes, statuses or own properties changed
}

// Empty tells whether nothing was touched.
func (t Touched) Empty() bool {
	return !t.Scheme && !t.Annotators && !t.Tags && !t.List && len(t.Documents) == 0
}

// Undo takes back the newest change of this annotator on this machine that is
// not yet taken back, however many rows it touched, in one transaction that is
// itself a change. Where a later change of someone else, or from another
// machine, stands in the way, it is refused (annotate.Conflict) and the error
// names that change. Where there is nothing to undo the error is
// annotate.NotFound.
func (f *File) Undo(ctx context.Context, annotator annotate.UID) (annotate.Change, Touched, error) {
	return annotate.Change{}, Touched{}, errUnfinished
}

// Redo puts back what this annotator took back last on this machine, under the
// rules of [File.Undo]. A new change of the annotator on this machine ends what
// can be redone.
func (f *File) Redo(ctx context.Context, annotator annotate.UID) (annotate.Change, Touched, error) {
	return annotate.Change{}, Touched{}, errUnfinished
}

// Undoable returns the change that [File.Undo] would take back; false where
// there is none.
func (f *File) Undoable(ctx context.Context, annotator annotate.UID) (annotate.Change, bool, error) {
	return annotate.Change{}, false, errUnfinished
}

// Redoable returns the change that [File.Redo] would put back; false where
// there is none.
func (f *File) Redoable(ctx context.Context, annotator annotate.UID) (annotate.Change, bool, error) {
	return annotate.Change{}, false, errUnfinished
}

// Changes returns up to limit changes of the history after the given sequence
// number, oldest first.
func (f *File) Changes(ctx context.Context, after int64, limit int) ([]annotate.Change, error) {
	return nil, errUnfinished
}

// Touched says what the changes after the given sequence number touched.
func (f *File) Touched(ctx context.Context, after int64) (Touched, error) {
	return Touched{}, errUnfinished
}

// Foreign returns the changes that other processes, or other Files of this one,
// have made since the last call (or since opening), and what they touched. It
// costs some microseconds where there are none: call it twice a second.
func (f *File) Foreign(ctx context.Context) ([]annotate.Change, Touched, error) {
	return nil, Touched{}, errUnfinished
}
