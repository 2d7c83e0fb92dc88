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
	language := newField(w.keys, "as the files say")
	strict := newCheck(w.keys, "Refuse labels that the scheme lacks")
	files := newButton(w.keys, "Add a file…", theme.FileTextIcon(), func() { w.browseFile(readableEndings(), add) })
	folder := newButton(w.keys, "Add a folder…", theme.FolderOpenIcon(), func() { w.browseFolder(add) })
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
	}, failed)
}

// showImported reports what an import did.
func (w *Window) showImported(r project.ImportReport) {
	summary := widget.NewLabel(importSummary(r))
	summary.Wrapping = fyne.TextWrapWord
	files := widget.NewList(func() int { return len(r.Files) },
		func() fyne.CanvasObject { return newReportRow() },
		func(i int, o fyne.CanvasObject) { o.(*reportRow).show(r.Files[i]) })
	files.HideSeparators = true
	height, body := min(480, 260+float32(len(r.Files))*28), fyne.CanvasObject(files)
	if notes := importNotes(r, w.config.Home); notes != "" {
		height, body = 560, container.NewGridWithRows(2, newMessage(notes), files)
	}
	w.dialogs.read("Imported", container.NewBorder(summary, nil, nil, nil, body), fyne.NewSize(640, height), nil)
}

// notesShown is how many notes of an import are shown; a folder of old files may
// bring thousands of the same kind.
const notesShown = 100

// importNotes says what a person should look at after an import, a note a
// paragraph.
func importNotes(r project.ImportReport, home string) string {
	var notes []string
	for _, note := range r.Notes[:min(len(r.Notes), notesShown)] {
		notes = append(notes, "• "+sentence(shortPath(note, home))) // a note begins with its file
	}
	if more := len(r.Notes) - notesShown; 0 < more {
		notes = append(notes, "And "+counted(more, "more note")+".")
	}
	return strings.Join(notes, "\n")
}

// importSummary says in sentences what an import did.
func importSummary(r project.ImportReport) string {
	lines := []string{counted(r.Documents, "new document") + "."}
	if 0 < r.Known {
		lines = append(lines, upperFirst(counted(r.Known, "document"))+" were here already.")
	}
	if 0 < r.Spans || 0 < r.Merged {
		lines = append(lines, counted(r.Spans, "new span")+", "+grouped(r.Merged)+" here already.")
	}
	if 0 < r.Relations {
		lines = append(lines, counted(r.Relations, "new relation")+".")
	}
	if 0 < len(r.Labels) {
		lines = append(lines, "Labels added to the scheme: "+strings.Join(r.Labels, ", ")+".")
	}
	if n := replacedIn(r); 0 < n {
		lines = append(lines, counted(n, "character")+" that text cannot hold became U+FFFD (�).")
	}
	return strings.Join(lines, "\n")
}

// replacedIn counts the characters that were replaced in all files.
func replacedIn(r project.ImportReport) int {
	n := 0
	for _, f := range r.Files {
		n += f.Replaced
	}
	return n
}

// fileNotes says how a file was read: "text · UTF-8 · 3 characters replaced".
func fileNotes(f project.ImportedFile) string {
	replaced := ""
	if 0 < f.Replaced {
		replaced = counted(f.Replaced, "character") + " replaced"
	}
	return joined(f.Format, f.Charset, replaced)
}

// reportRow is one file in the report of an import.
type reportRow struct {
	widget.BaseWidget
	name, notes *widget.Label
}

func newReportRow() *reportRow {
	r := &reportRow{name: widget.NewLabel(""), notes: widget.NewLabel("")}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.notes.Importance = widget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of Fyne's widget interface.
func (r *reportRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, nil, r.notes, r.name))
}

// show fills the row.
func (r *reportRow) show(f project.ImportedFile) {
	r.name.SetText(filepath.Base(f.Path))
	r.notes.SetText(fileNotes(f))
}
