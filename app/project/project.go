package project

import (
	"context"

	"postil/annotate"
)

// Extension is how the names of project files end.
const Extension = ".postil"

// Project is one open project file and the annotator who works in it.
type Project struct {
	signals Signals
}

// Create makes a new project file with the default scheme and opens it for the
// annotator of that name. An existing file is refused with [annotate.Exists].
func Create(ctx context.Context, path, annotator string) (*Project, error) {
	return &Project{}, nil
}

// Open opens a project file for the annotator of that name, who joins the
// project where it does not know them. A missing file is [annotate.NotFound];
// one that is no project, is damaged or was made by a newer program is
// [annotate.Refused]; in both cases nothing is touched.
func Open(ctx context.Context, path, annotator string) (*Project, error) {
	return &Project{}, nil
}

// CreateSample makes a project file with the sample articles and their spans and
// closes it again. An existing file is refused with [annotate.Exists].
func CreateSample(ctx context.Context, path, annotator string) error { return nil }

// Close ends background work and closes the file; it leaves one file. The
// project cannot be used afterwards.
func (p *Project) Close() error { return nil }

// Path returns the project file's path, absolute.
func (p *Project) Path() string { return "" }

// Name returns what titles show: the file's name without its ending.
func (p *Project) Name() string { return "" }

// Annotator returns who works here: every command marks in this name.
func (p *Project) Annotator() annotate.Annotator { return annotate.Annotator{} }

// Annotators returns everybody who has marked in this project, by name.
func (p *Project) Annotators() []annotate.Annotator { return nil }

// Scheme returns a copy of the scheme as it is now.
func (p *Project) Scheme() annotate.Scheme { return annotate.Scheme{} }

// Tags returns a copy of the project's tags as they are now, by folded name.
func (p *Project) Tags() []annotate.Tag { return nil }

// Signals returns what the project tells about its changes.
func (p *Project) Signals() *Signals { return &p.signals }
