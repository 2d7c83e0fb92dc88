package window

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// pathField is a field for a file's path, with a button that browses for it:
// paths can be typed and pasted, since Fyne's file dialogs cannot be used
// without a mouse.
type pathField struct {
	*field
	root   fyne.CanvasObject
	folder string // what a relative path starts from
}

// newPathField returns a field with a path in it; browse opens a file dialog.
func (w *Window) newPathField(path, folder string, browse func(*pathField)) *pathField {
	p := &pathField{field: newField(w.keys, "Path"), folder: folder}
	p.SetText(shortPath(path, w.config.Home))
	p.root = container.NewBorder(nil, nil, nil, newButton(w.keys, "Browse…", theme.FolderOpenIcon(), func() { browse(p) }), container.NewThemeOverride(p.field, withoutBars{}))
	return p
}

// path returns what is entered as an absolute path, "" for nothing.
func (w *Window) path(p *pathField) string { return fullPath(p.Text, w.config.Home, p.folder) }

// checkFolder tells where the folder is missing that a file is to be made in.
func (w *Window) checkFolder(file string) error {
	folder := filepath.Dir(file)
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	return fmt.Errorf("there is no folder %s; make it first, or choose another", shortPath(folder, w.config.Home))
}

// browseFile lets the person choose a file that is there, with one of the given
// endings (none for any). It begins in the folder that near is or stands in.
func (w *Window) browseFile(endings []string, near string, chosen func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			w.failedToBrowse(err)
			return
		}
		path := r.URI().Path()
		_ = r.Close() // it was only opened to be named
		chosen(path)
	}, w.win)
	if 0 < len(endings) {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	w.showBrowser(d, near)
}

// browseFolder lets the person choose a folder. It begins in the one that near is
// or stands in.
func (w *Window) browseFolder(near string, chosen func(path string)) {
	w.showBrowser(dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil || u == nil {
			w.failedToBrowse(err)
			return
		}
		chosen(u.Path())
	}, w.win), near)
}

// failedToBrowse tells about an error; leaving the dialog is none.
func (w *Window) failedToBrowse(err error) {
	if err != nil {
		w.dialogs.fail("The folder cannot be listed", err)
	}
}

// showBrowser shows a file dialog, as large as the window allows, at a path.
func (w *Window) showBrowser(d *dialog.FileDialog, near string) {
	gone := w.dialogs.push(&shownDialog{leave: d.Hide})
	d.SetOnClosed(gone)
	if here, err := storage.ListerForURI(storage.NewFileURI(folderNear(near, w.config.Home))); err == nil {
		d.SetLocation(here)
	}
	d.Show()
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-40), min(620, size.Height-40)))
}

// folderNear returns the folder that path is, or the nearest above it that is there;
// otherwise, where there is no path.
func folderNear(path, otherwise string) string {
	if !filepath.IsAbs(path) {
		return otherwise
	}
	for {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
		above := filepath.Dir(path)
		if above == path {
			return otherwise
		}
		path = above
	}
}

// askOpen asks for the project file to open.
func (w *Window) askOpen() {
	path := w.newPathField(w.folder()+string(filepath.Separator), w.folder(), func(p *pathField) {
		w.browseFile([]string{project.Extension}, w.path(p), func(chosen string) { p.SetText(shortPath(chosen, w.config.Home)) })
	})
	var f *form
	f = w.dialogs.openForm(formSpec{title: "Open project", verb: "Open", size: fyne.NewSize(620, 200), focus: path.field,
		content: container.NewVBox(widget.NewLabel("The project file (its name ends in "+project.Extension+"):"), path.root),
		accept: func() (func(), error) {
			chosen, err := projectAt(w.path(path))
			return func() { w.openProject(chosen, f.again) }, err
		}})
	path.toEnd()
}

// projectAt returns the file that a path means, which may leave the ending out.
func projectAt(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		path = withExtension(path)
		info, err = os.Stat(path)
	}
	switch {
	case err != nil:
		return "", errors.New("there is no such file")
	case info.IsDir():
		return "", errors.New("this is a folder; write or choose the project file in it")
	}
	return path, nil
}

// askNew asks where to keep a new project.
func (w *Window) askNew() {
	path := w.newPathField(freePath(filepath.Join(w.folder(), "Untitled"+project.Extension)), w.folder(), func(p *pathField) {
		w.browseFolder(w.path(p), func(folder string) {
			p.SetText(shortPath(filepath.Join(folder, filepath.Base(w.path(p))), w.config.Home))
		})
	})
	var f *form
	f = w.dialogs.openForm(formSpec{title: "New project", verb: "Create", size: fyne.NewSize(620, 200), focus: path.field,
		content: container.NewVBox(widget.NewLabel("Everything of the project is kept in this one file:"), path.root),
		accept: func() (func(), error) {
			chosen, err := w.newProjectAt(path.Text)
			return func() { w.createProject(chosen, f.again) }, err
		}})
	path.selectAll()
}

// newProjectAt returns the file that a new project gets for what was written:
// below the folder for projects unless that says otherwise. That folder is made
// when it is needed; any other must be there, so that a slip makes none.
func (w *Window) newProjectAt(written string) (string, error) {
	path := fullPath(written, w.config.Home, w.folder())
	info, err := os.Stat(path)
	switch {
	case path == "" || path == w.folder() || os.IsPathSeparator(written[len(written)-1]):
		return "", errors.New("add the name of the project file")
	case err == nil && info.IsDir():
		return "", errors.New("this is a folder; add the name of the project file")
	}
	path = withExtension(path)
	if _, err := os.Stat(path); err == nil {
		return "", errors.New("this file is there already; choose another name, or open it")
	}
	if filepath.Dir(path) == w.folder() {
		return path, nil
	}
	return path, w.checkFolder(path)
}

// freePath returns path, with a number before its ending where a file of that
// name is there.
func freePath(path string) string {
	ending := filepath.Ext(path)
	free := path
	for n := 2; ; n++ {
		if _, err := os.Stat(free); err != nil {
			return free
		}
		free = strings.TrimSuffix(path, ending) + " " + grouped(n) + ending
	}
}
