package window

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// askImport asks which files and folders to import, and how.
func (w *Window) askImport() {
	f := w.newImportForm()
	var shown *form
	shown = w.dialogs.openForm(formSpec{title: "Import", verb: "Import", content: f.root, size: w.dialogs.within(importSize), focus: f.paths,
		accept: func() (func(), error) {
			chosen, err := w.pathsIn(f.paths.Text)
			if err != nil {
				return nil, err
			}
			o, err := f.options()
			return func() { w.importFiles(chosen, o, shown.again) }, err
		}})
}

// importSize is the size of the dialog that asks what to import, where the window
// has the room.
var importSize = fyne.NewSize(640, 560)

// readers returns the formats that can be read.
func readers() []project.Format {
	return slices.DeleteFunc(project.Formats(), func(f project.Format) bool { return !f.Reads })
}

// readableEndings returns the file endings of the formats that can be read.
func readableEndings() []string {
	var endings []string
	for _, f := range readers() {
		endings = append(endings, f.Endings...)
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
	if tables := tablesAlike(err); 0 < len(tables) {
		w.askTextColumn(tables, func(column string) { w.importFiles(paths, withTextColumn(o, tables, column), again) }, func() {
			if again != nil {
				again(nil)
			}
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
	skip := newButton(w.keys, skipBad, nil, func() {
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

// tablesAlike returns, of the tables of which an error says that nobody knows the
// column of the text, the first and those with the same columns.
func tablesAlike(err error) []*project.NoTextColumn {
	var alike []*project.NoTextColumn
	causes := []error{err}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		causes = several.Unwrap()
	}
	for _, cause := range causes {
		var table *project.NoTextColumn
		if errors.As(cause, &table) && (len(alike) == 0 || slices.Equal(table.Columns, alike[0].Columns)) {
			alike = append(alike, table)
		}
	}
	return alike
}

// withTextColumn returns options that say which column of some tables holds the text.
func withTextColumn(o project.ImportOptions, tables []*project.NoTextColumn, column string) project.ImportOptions {
	fields := map[string]string{}
	maps.Copy(fields, o.TextFields)
	for _, t := range tables {
		fields[t.Path] = column
	}
	o.TextFields = fields
	return o
}

// A question names so many tables, and each by so many code points.
const (
	tablesNamed = 3
	fileShown   = 60
)

// tableNames names tables by their files: "a.csv, b.csv and 2 more files".
func tableNames(tables []*project.NoTextColumn) string {
	var names []string
	for _, t := range tables[:min(len(tables), tablesNamed)] {
		names = append(names, excerpt(filepath.Base(t.Path), fileShown))
	}
	if more := len(tables) - tablesNamed; 0 < more {
		return strings.Join(names, ", ") + " and " + counted(more, "more file")
	}
	return strings.Join(names, ", ")
}

// askTextColumn asks which column holds the text of tables with the same columns;
// otherwise runs where the person leaves without an answer.
func (w *Window) askTextColumn(tables []*project.NoTextColumn, then func(string), otherwise func()) {
	column := newChoice(w.keys, nil)
	column.Options = tables[0].Columns
	column.SetSelectedIndex(tables[0].Longest)
	text := widget.NewLabel("No column of " + tableNames(tables) + " is called text or the like. Which one holds the text? The others become metadata.")
	text.Wrapping = fyne.TextWrapWord
	w.dialogs.whenQuiet(func() {
		w.dialogs.openForm(formSpec{title: "Import a table", verb: "Import", size: fyne.NewSize(460, 240), focus: column, left: otherwise,
			content: container.NewBorder(nil, column, nil, nil, text),
			accept:  func() (func(), error) { return func() { then(column.Selected) }, nil }})
	})
}
