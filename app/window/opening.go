package window

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
	"postil/app/project/settings"
)

// Open opens a project file, "" for the one that was open last. A first start
// asks who annotates, and without a path opens the sample project.
func (w *Window) Open(path string) {
	s := w.loadSettings()
	if path != "" {
		path = fullPath(path, w.config.Home, "")
	}
	switch {
	case s.Annotator == "" && path != "":
		w.askName(s, path, func() { w.openProject(path, nil) })
	case s.Annotator == "":
		w.askName(s, w.samplePath(), w.openSample)
	case path != "":
		w.openProject(path, nil)
	default:
		w.openLast(s.Recent)
	}
}

// openLast opens the project that was open last, of those that are still there;
// the sample project where none is.
func (w *Window) openLast(recent []string) {
	there := thereOf(recent)
	if len(there) == 0 {
		w.openSample()
		return
	}
	w.openProject(there[0], nil)
	if there[0] != recent[0] {
		w.status.say("There is no " + shortPath(recent[0], w.config.Home) + " any more; this is the project before it.")
	}
}

// thereOf returns the files that are there. A project on a disk that is not
// plugged in is not forgotten, only not offered.
func thereOf(paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		_, err := os.Stat(path)
		return err != nil
	})
}

// folder is where new projects are put unless the person says otherwise.
func (w *Window) folder() string { return filepath.Join(w.config.Home, "Postil") }

// samplePath is where the sample project is kept: a place that the person sees.
func (w *Window) samplePath() string {
	return filepath.Join(w.folder(), "Sample"+project.Extension)
}

// openSample opens the sample project, and makes it first where it isn't there.
func (w *Window) openSample() {
	path := w.samplePath()
	w.enter(path, func(ctx context.Context, annotator string) (*project.Project, error) {
		if _, err := os.Stat(path); os.IsNotExist(err) {
			if err := makeFolder(filepath.Dir(path)); err != nil {
				return nil, err
			}
			if err := project.CreateSample(ctx, path, annotator); err != nil {
				return nil, err
			}
		}
		return project.Open(ctx, path, annotator)
	}, nil)
}

// openProject opens a project file in place of the one that is open. failed is
// told why it can't; a dialog tells it where failed is nil.
func (w *Window) openProject(path string, failed func(error)) {
	w.enter(path, func(ctx context.Context, annotator string) (*project.Project, error) {
		return project.Open(ctx, path, annotator)
	}, failed)
}

// createProject makes a new project file and opens it; the folder for projects
// is made with the first one. failed is told why it can't.
func (w *Window) createProject(path string, failed func(error)) {
	w.enter(path, func(ctx context.Context, annotator string) (*project.Project, error) {
		if filepath.Dir(path) == w.folder() {
			if err := makeFolder(w.folder()); err != nil {
				return nil, err
			}
		}
		return project.Create(ctx, path, annotator)
	}, failed)
}

// makeFolder makes a folder, with those above it, unless it is there.
func makeFolder(path string) error {
	err := os.MkdirAll(path, 0o755)
	if err == nil {
		return nil
	}
	var where *fs.PathError
	if errors.As(err, &where) {
		path, err = where.Path, where.Err
	}
	return &annotate.Error{Code: annotate.Refused, Where: path, What: "the folder cannot be made", Err: err}
}

// enter opens a project beside the window and then shows it. The old one is
// closed only when the new one is open, so that a failure leaves everything as
// it was.
func (w *Window) enter(path string, open func(ctx context.Context, annotator string) (*project.Project, error), failed func(error)) {
	if w.project != nil && samePath(w.project.Path(), path) {
		w.status.say(w.project.Name() + " is open already.")
		return
	}
	w.inspector.flush()
	s := w.loadSettings()
	annotator := s.Name()
	w.jobs.do(func() (func(), error) {
		opened, err := open(context.Background(), annotator)
		if err != nil {
			return nil, err
		}
		recent, trouble := w.addRecent(opened.Path())
		return func() {
			w.setProject(opened, recent.Reading[opened.Path()])
			w.updateRecent(recent)
			if trouble != nil {
				w.status.say(sentence(trouble.Error()))
			}
		}, nil
	}, func(err error) {
		if w.forgetGone(path, err); failed != nil {
			failed(err)
			return
		}
		w.dialogs.fail(filepath.Base(path)+" cannot be opened", err)
	})
}

// addRecent remembers a project that was opened, and returns all that is
// remembered.
func (w *Window) addRecent(path string) (settings.Settings, error) {
	if err := w.config.Settings.Change(func(s *settings.Settings) { s.AddRecent(path) }); err != nil {
		return settings.Settings{}, err
	}
	return w.config.Settings.Load()
}

// forgetGone forgets a project that could not be opened because it has gone.
func (w *Window) forgetGone(path string, err error) {
	if annotate.CodeOf(err) == annotate.NotFound {
		w.remember(func(s *settings.Settings) { s.ForgetRecent(path) })
		w.updateRecent(w.loadSettings())
	}
}

// samePath tells whether two paths name the same file.
func samePath(a, b string) bool {
	whole, err := filepath.Abs(b)
	return err == nil && a == whole
}

// setProject shows an open project, beginning at a place if its document is still
// there, and closes the project before it.
func (w *Window) setProject(p *project.Project, at settings.Place) {
	w.leaveProject()
	w.project = p
	w.resume, _ = annotate.ParseUID(at.Document)
	w.sticky = annotate.UID{}
	w.places = places{w.resume: docview.Place{Offset: at.Top, Caret: at.Caret}}
	w.news = &news{}
	w.listen(p)
	w.updateAll()
	w.openFirst()
}

// leaveProject stops showing the open project and closes its file.
func (w *Window) leaveProject() {
	old := w.project
	if old == nil {
		return
	}
	for _, stop := range w.listening {
		stop()
	}
	w.jobs.cancelLong()
	w.rememberPlace()
	w.showPage(nil, nil)
	w.project = nil
	w.jobs.do(func() (func(), error) {
		w.jobs.waitLong()
		return nil, closeProject(old)
	}, func(err error) { w.dialogs.fail(old.Name()+" did not close cleanly", err) })
}

// closeProject closes a project, if there is one.
func closeProject(p *project.Project) error {
	if p == nil {
		return nil
	}
	return p.Close()
}

// updateAll brings every panel up to date with the open project.
func (w *Window) updateAll() {
	w.updateTitle()
	w.updateTags()
	w.updateScheme()
	w.documents.update(w.project)
	w.reading.update(w.project, w.page)
	w.status.update(w.project, w.page, nil)
	w.menus.update()
}

// updateScheme brings the panels up to date with the layers and labels.
func (w *Window) updateScheme() {
	w.scheme = annotate.Scheme{}
	if w.project != nil {
		w.scheme = w.project.Scheme()
	}
	if w.scheme.Label(w.sticky) == nil {
		w.sticky = annotate.UID{}
	}
	w.reading.view.SetScheme(&w.scheme)
	w.updateLabels()
	w.updateInspector()
}

// updateTags brings the panels up to date with the tags' names.
func (w *Window) updateTags() {
	w.tags = map[annotate.UID]annotate.Tag{}
	if w.project != nil {
		for _, t := range w.project.Tags() {
			w.tags[t.UID] = t
		}
	}
	w.reading.view.SetNames(w.names())
	w.updateInspector()
}

// updateRecent lists the projects that were open before in the File menu.
func (w *Window) updateRecent(s settings.Settings) {
	var items []*fyne.MenuItem
	for _, path := range thereOf(s.Recent) {
		items = append(items, fyne.NewMenuItem(shortPath(path, w.config.Home), func() { w.openProject(path, nil) }))
	}
	if len(items) == 0 {
		none := fyne.NewMenuItem("No project yet", func() {})
		none.Disabled = true
		items = append(items, none)
	}
	w.menus.submenu(recentCommand, items)
}

// shortPath writes a path below the home folder with ~.
func shortPath(path, home string) string {
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

// fullPath reads what shortPath writes, and makes a path absolute: from folder,
// or where that is "" from where the program was started.
func fullPath(path, home, folder string) string {
	path = strings.TrimSpace(path)
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		return filepath.Join(home, rest)
	}
	if path != "" && folder != "" && !filepath.IsAbs(path) {
		return filepath.Join(folder, path)
	}
	if whole, err := filepath.Abs(path); err == nil && path != "" {
		return whole
	}
	return path
}

// withExtension adds a project file's ending where the person left it out.
func withExtension(path string) string {
	if path == "" || filepath.Ext(path) == project.Extension {
		return path
	}
	return path + project.Extension
}
