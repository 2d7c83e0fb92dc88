package window

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// askImport asks which files and folders to import.
func (w *Window) askImport() {
	paths := newTextArea(w.keys, "One file or folder a line")
	paths.SetMinRowsVisible(4)
	add := func(path string) {
		text := strings.TrimRight(paths.Text, "\n")
		if text != "" {
			text += "\n"
		}
		paths.SetText(text + path)
	}
	last := func() string {
		lines := strings.Split(strings.TrimSpace(paths.Text), "\n")
		return fullPath(lines[len(lines)-1], w.config.Home, "")
	}
	language := newField(w.keys, "as the files say")
	strict := newCheck(w.keys, "Refuse labels that the scheme lacks")
	files := newButton(w.keys, "Add a file…", theme.FileTextIcon(), func() { w.browseFile(readableEndings(), last(), add) })
	folder := newButton(w.keys, "Add a folder…", theme.FolderOpenIcon(), func() { w.browseFolder(last(), add) })
	content := container.NewVBox(
		widget.NewLabel("Files and folders to import; "+ctrl(fyne.KeyReturn).String()+" begins. Files can also be dropped on the window."),
		paths, container.NewHBox(files, folder),
		widget.NewForm(widget.NewFormItem("Language", language)), strict)
	var f *form
	f = w.dialogs.openForm(formSpec{title: "Import", verb: "Import", content: content, size: fyne.NewSize(620, 400), focus: paths,
		accept: func() (func(), error) {
			chosen, err := w.pathsIn(paths.Text)
			o := project.ImportOptions{Language: strings.TrimSpace(language.Text), Strict: strict.Checked}
			return func() { w.importFiles(chosen, o, f.again) }, err
		}})
}

// readableEndings returns the file endings of the formats that can be read.
func readableEndings() []string {
	var endings []string
	for _, f := range project.Formats() {
		if f.Reads {
			endings = append(endings, f.Endings...)
		}
	}
	return endings
}

// pathsIn reads one path a line and tells about those that are not there.
func (w *Window) pathsIn(text string) ([]string, error) {
	var paths []string
	var gone []error
	for line := range strings.Lines(text) {
		path := fullPath(line, w.config.Home, "")
		if path == "" {
			continue
		}
		if _, err := os.Stat(path); err != nil {
			gone = append(gone, fmt.Errorf("there is no file or folder %s", shortPath(path, w.config.Home)))
		}
		paths = append(paths, path)
	}
	if 0 < len(gone) {
		return nil, errors.Join(gone...)
	}
	if len(paths) == 0 {
		return nil, errors.New("write the path of a file or folder, or add one with a button")
	}
	return paths, nil
}

// dropped imports the files and folders that were dropped on the window; a
// project file is opened instead.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	switch {
	case len(paths) == 0 || w.dialogs.open():
	case len(paths) == 1 && filepath.Ext(paths[0]) == project.Extension:
		w.openProject(paths[0], nil)
	case w.project == nil:
		w.status.say("Open or make a project first, then drop the files again.")
	default:
		w.importFiles(paths, project.ImportOptions{}, nil)
	}
}

// importFiles imports under a progress dialog and reports what came in; failed is
// told why nothing did, nil for a dialog that tells it.
func (w *Window) importFiles(paths []string, o project.ImportOptions, failed func(error)) {
	p := w.project
	w.runLong("Import", func(ctx context.Context, report func(project.Progress)) (func(), error) {
		r, err := p.Import(ctx, paths, o, report)
		return func() { w.showImported(r) }, err
	}, func(err error) { w.importFailed(paths, o, err, failed) })
}

// importFailed asks for what an import lacked, offers to go on without what is
// bad, or only says why nothing came in. again is told so too, where the person
// wants neither; it may be nil.
func (w *Window) importFailed(paths []string, o project.ImportOptions, err error, again func(error)) {
	var table *project.NoTextColumn
	if errors.As(err, &table) && o.TextField == "" {
		w.askTextColumn(table, func(name string) {
			o.TextField = name
			w.importFiles(paths, o, again)
		})
		return
	}
	const nothing = "Import: nothing was changed"
	if o.SkipBad || !project.CanSkip(err) {
		if again == nil {
			w.dialogs.fail(nothing, err)
			return
		}
		again(err)
		return
	}
	skips := false
	skip := newButton(w.keys, "Skip what is bad", nil, func() {
		skips = true
		w.dialogs.dismiss()
		o.SkipBad = true
		w.importFiles(paths, o, again)
	})
	w.dialogs.whenQuiet(func() {
		w.dialogs.readText(nothing, "The rest can be imported without this:\n\n"+shortPath(failureText(err), w.config.Home), failureWidth, func() {
			if !skips && again != nil {
				again(err)
			}
		}, skip)
	})
}

// askTextColumn asks which column of a table holds the text.
func (w *Window) askTextColumn(table *project.NoTextColumn, then func(string)) {
	column := newChoice(w.keys, nil)
	column.Options = table.Columns
	column.SetSelectedIndex(0)
	text := widget.NewLabel("No column of " + filepath.Base(table.Path) + " is called text or the like. Which one holds the text? The others become metadata.")
	text.Wrapping = fyne.TextWrapWord
	w.dialogs.whenQuiet(func() {
		w.dialogs.openForm(formSpec{title: "Import a table", verb: "Import", size: fyne.NewSize(460, 220), focus: column,
			content: container.NewBorder(nil, column, nil, nil, text),
			accept:  func() (func(), error) { return func() { then(column.Selected) }, nil }})
	})
}
