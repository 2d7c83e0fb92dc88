package project

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"postil/annotate"
	"postil/storage"
)

// Extension is how the names of project files end.
const Extension = ".postil"

// Project is one open project file and the annotator who works in it.
type Project struct {
	file    *storage.File
	path    string
	me      annotate.Annotator
	signals Signals

	command sync.Mutex // held by one command until memory has followed it
	joined  bool       // me is in the file; guarded by command
	opened  shelf      // guarded by command
	lists   lists
	past    pastTags

	background sync.WaitGroup
	stop       context.CancelFunc // nil where nothing runs in the background
	uncounted  chan struct{}      // filled where documents came whose words aren't counted
}

// Create makes a new project file with the default scheme and opens it for the
// annotator of that name. An existing file is refused with [annotate.Exists],
// and with [annotate.Invalid] a name without [Extension].
func Create(ctx context.Context, path, annotator string) (*Project, error) {
	p, err := create(ctx, path, annotator, annotate.DefaultScheme())
	if err != nil {
		return nil, err
	}
	p.attend()
	return p, nil
}

// Open opens a project file for the annotator of that name. Where the project
// does not know them, they join it with the first thing they do. A missing file
// is [annotate.NotFound]; one that is no project, is damaged or was made by a
// newer program is [annotate.Refused]; in all these cases nothing is touched.
// What cannot be written is opened for reading ([Project.ReadOnly]).
func Open(ctx context.Context, path, annotator string) (*Project, error) {
	if err := annotate.CheckName("annotator", annotator); err != nil {
		return nil, err
	}
	p, err := open(ctx, path, annotator)
	if err != nil {
		return nil, err
	}
	p.attend()
	return p, nil
}

// Visit opens a project file as [Open] does, hands it to do and closes it. A
// visit is short: nothing is read in the background, changes of other processes
// don't show, and past tags are read when they are first searched.
func Visit(ctx context.Context, path, annotator string, do func(*Project) error) error {
	if err := annotate.CheckName("annotator", annotator); err != nil {
		return err
	}
	return visit(ctx, path, annotator, do)
}

// Look is a [Visit] for reading alone, which needs nobody's name: what would
// change the project is refused with [annotate.Invalid].
func Look(ctx context.Context, path string, do func(*Project) error) error {
	return visit(ctx, path, nobody, do)
}

// nobody stands for the annotator where a project is only read.
const nobody = ""

func visit(ctx context.Context, path, annotator string, do func(*Project) error) error {
	p, err := open(ctx, path, annotator)
	if err != nil {
		return err
	}
	return errors.Join(do(p), p.Close())
}

// create makes a project file with a scheme, which nobody can undo.
func create(ctx context.Context, path, annotator string, scheme annotate.Scheme) (*Project, error) {
	if err := annotate.CheckName("annotator", annotator); err != nil {
		return nil, err
	}
	if err := checkEnding(path); err != nil {
		return nil, err
	}
	file, err := storage.Create(ctx, path, storage.Options{})
	if err != nil {
		return nil, err
	}
	_, err = file.Do(ctx, storage.Action{Name: "make the project"}, func(w *storage.Writer) error { return w.PutScheme(scheme) })
	var p *Project
	if err == nil {
		p, err = load(ctx, file, path, annotator)
	}
	if err != nil {
		return nil, errors.Join(cmp.Or(err, file.Close()), storage.Remove(path))
	}
	return p, nil
}

// open opens a project file and reads what lists show.
func open(ctx context.Context, path, annotator string) (*Project, error) {
	file, err := storage.Open(ctx, path, storage.Options{})
	if err != nil {
		return nil, err
	}
	p, err := load(ctx, file, path, annotator)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return p, nil
}

// load reads what lists show.
func load(ctx context.Context, file *storage.File, path, annotator string) (*Project, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, annotate.At(path, err)
	}
	p := &Project{file: file, path: absolute, me: annotate.Annotator{UID: annotate.NewUID(), Name: annotator},
		uncounted: make(chan struct{}, 1), past: pastTags{stale: make(chan struct{}, 1), ready: make(chan struct{})}}
	err = p.file.View(ctx, func(r *storage.Reader) error { return errors.Join(p.findMe(r), p.loadLists(r)) })
	if err != nil {
		return nil, err
	}
	return p, p.loadHistory(ctx)
}

// attend sets the background work going.
func (p *Project) attend() {
	running, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.background.Go(func() { p.loadPastTags(running) })
	p.background.Go(func() { p.countWords(running) })
	p.background.Go(func() { p.watch(running) })
}

// findMe looks for the annotator among those who have joined.
func (p *Project) findMe(r *storage.Reader) error {
	annotators, err := r.Annotators()
	for _, a := range annotators {
		if a.Name == p.me.Name {
			p.me, p.joined = a, true
		}
	}
	return err
}

// Close ends background work and closes the file; it leaves one file. The
// project cannot be used afterwards.
func (p *Project) Close() error {
	if p.stop != nil {
		p.stop()
	}
	p.background.Wait()
	return p.file.Close()
}

// Path returns the project file's path, absolute.
func (p *Project) Path() string { return p.path }

// ReadOnly tells whether the project can only be read, since the system does not
// let this user write its file. Commands are refused then ([annotate.Refused]).
func (p *Project) ReadOnly() bool { return p.file.ReadOnly() }

// Name returns what titles show: the file's name without its ending.
func (p *Project) Name() string {
	return strings.TrimSuffix(filepath.Base(p.path), Extension)
}

// Annotator returns who works here: every command marks in this name.
func (p *Project) Annotator() annotate.Annotator { return p.me }

// Signals returns what the project tells about its changes.
func (p *Project) Signals() *Signals { return &p.signals }

// checkEnding refuses a name for a new project file that dialogs and desktops
// would not know as one.
func checkEnding(path string) error {
	if filepath.Ext(path) == Extension {
		return nil
	}
	return &annotate.Error{Code: annotate.Invalid, Where: path, What: "the name of a project file ends in " + Extension,
		Hint: "write " + filepath.Base(path) + Extension}
}

// missing tells whether no file is there.
func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}
