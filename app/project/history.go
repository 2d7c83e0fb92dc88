package project

import (
	"context"

	"postil/annotate"
)

// Undone is what [Project.Undo] took back or [Project.Redo] put back.
type Undone struct {
	Change    annotate.Change // the change that was taken back or put back
	Documents []annotate.UID  // where something changed
}

// Undo takes back the newest change of this annotator on this machine that is
// not yet undone. With nothing to undo it returns [annotate.NotFound]; where
// somebody's later change stands in the way, [annotate.Conflict] that names it.
func (p *Project) Undo(ctx context.Context) (Undone, error) { return Undone{}, nil }

// Redo puts back what the last [Project.Undo] took back, unless something was
// changed since. Errors are those of Undo.
func (p *Project) Redo(ctx context.Context) (Undone, error) { return Undone{}, nil }

// UndoName says in words what Undo would take back ("tag QUOTE"), "" for
// nothing.
func (p *Project) UndoName() string { return "" }

// RedoName says in words what Redo would put back, "" for nothing.
func (p *Project) RedoName() string { return "" }
