package project

import (
	"context"

	"postil/annotate"
	"postil/storage"
)

// Finding is one thing that is wrong in a project file.
type Finding struct {
	Where string `json:"where"` // the document, span or table
	What  string `json:"what"`  // what is wrong
}

// Check proves every invariant of the file: SQLite's own, that every span
// covers what it says it covers, that texts fit their hashes and that the
// scheme holds. It calls report for each thing that is wrong and returns an
// error only where it could not look.
func (p *Project) Check(ctx context.Context, report func(Finding)) error {
	return p.file.View(ctx, func(r *storage.Reader) error {
		return r.Check(func(e *annotate.Error) error {
			whole := *e
			whole.Where = ""
			report(Finding{Where: e.Where, What: whole.Error()})
			return nil
		})
	})
}
