package window

import (
	"errors"
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
	root fyne.CanvasObject
}

// newPathField returns a field with a path in it; browse opens a file dialog.
func (w *Window) newPathField(path string, browse func(*pathField)) *pathField {
	p := &pathField{field: newField(w.keys, "Path")}
	p.SetText(shortPath(path, w.config.Home))
	p.root = container.NewBorder(nil, nil, nil, newButton(w.keys, "Browse…", theme.FolderOpenIcon(), func() { browse(p) }), p.field)
	return p
}

// path returns what is entered as an absolute path, "" for nothing.
func (w *Window) path(p *pathField) string { return fullPath(p.Text, w.config.Home) }

// browseFile lets the person choose a file that is there, with one of the given
// endings (none for any).
func (w *Window) browseFile(endings []string, chosen func(path string)) {
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
	w.showBrowser(d)
}

// browseFolder lets the person choose a folder.
func (w *Window) browseFolder(chosen func(path string)) {
	w.showBrowser(dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil || u == nil {
			w.failedToBrowse(err)
			return
		}
		chosen(u.Path())
	}, w.win))
}

// failedToBrowse tells about an error; leaving the dialog is none.
func (w *Window) failedToBrowse(err error) {
	if err != nil {
		w.dialogs.fail("The folder cannot be listed", err)
	}
}

// showBrowser shows a file dialog, as large as the window allows.
func (w *Window) showBrowser(d *dialog.FileDialog) {
	gone := w.dialogs.push(&shownDialog{hide: d.Hide})
	d.SetOnClosed(gone)
	if here, err := storage.ListerForURI(storage.NewFileURI(w.config.Home)); err == nil {
		d.SetLocation(here)
	}
	d.Show()
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-40), min(620, size.Height-40)))
}

// askOpen asks for the project file to open.
func (w *Window) askOpen() {
	path := w.newPathField(w.folder()+string(filepath.Separator), func(p *pathField) {
		w.browseFile([]string{project.Extension}, func(chosen string) { p.SetText(shortPath(chosen, w.config.Home)) })
	})
	w.dialogs.openForm(formSpec{title: "Open project", verb: "Open", size: fyne.NewSize(620, 200), focus: path.field,
		content: container.NewVBox(widget.NewLabel("The project file (its name ends in "+project.Extension+"):"), path.root),
		accept: func() (func(), error) {
			chosen := w.path(path)
			info, err := os.Stat(chosen)
			if err != nil && chosen != "" {
				chosen = withExtension(chosen)
				info, err = os.Stat(chosen)
			}
			if err != nil {
				return nil, errors.New("there is no such file")
			}
			if info.IsDir() {
				return nil, errors.New("this is a folder; write or choose the project file in it")
			}
			return func() { w.openProject(chosen) }, nil
		}})
	path.toEnd()
}

// askNew asks where to keep a new project.
func (w *Window) askNew() {
	path := w.newPathField(freePath(filepath.Join(w.folder(), "Untitled"+project.Extension)), func(p *pathField) {
		w.browseFolder(func(folder string) {
			p.SetText(shortPath(filepath.Join(folder, filepath.Base(w.path(p))), w.config.Home))
		})
	})
	w.dialogs.openForm(formSpec{title: "New project", verb: "Create", size: fyne.NewSize(620, 200), focus: path.field,
		content: container.NewVBox(widget.NewLabel("Everything of the project is kept in this one file:"), path.root),
		accept: func() (func(), error) {
			chosen := withExtension(w.path(path))
			if chosen == "" || strings.HasSuffix(chosen, string(filepath.Separator)+project.Extension) {
				return nil, errors.New("write the name of the project file")
			}
			if _, err := os.Stat(chosen); err == nil {
				return nil, errors.New("this file is there already; choose another name, or open it")
			}
			return func() { w.createProject(chosen) }, nil
		}})
	path.selectAll()
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
