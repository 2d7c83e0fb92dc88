package window

import (
	"context"
	"errors"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"postil/annotate"
	"postil/app/project"
)

// askExport asks what to export and where to.
func (w *Window) askExport() {
	f := w.newExportForm()
	var shown *form
	shown = w.dialogs.openForm(formSpec{title: "Export", verb: "Export", content: f.root, size: w.dialogs.within(exportSize), focus: f.path.field,
		accept: func() (func(), error) {
			o, err := f.options(w.path(f.path))
			if err == nil {
				err = w.checkFolder(o.Path)
			}
			if err == nil {
				err = w.project.CheckTarget(o)
			}
			return func() {
				w.exported[w.project.Path()] = o
				w.confirmExport(o, shown.again)
			}, err
		}})
	f.path.toEnd()
}

// exportSize is the size of the dialog that asks what to export, where the window
// has the room.
var exportSize = fyne.NewSize(680, 600)

// confirmExport asks before files that are there are replaced, but never for a
// project, nor for a folder that holds files of no export. Where no earlier export has
// written what is there, Enter cancels. back shows the form again, with what went
// wrong.
func (w *Window) confirmExport(o project.ExportOptions, back func(error)) {
	if err := w.project.CheckTarget(o); err != nil {
		back(err)
		return
	}
	there := w.project.Replaces(o)
	if len(there) == 0 {
		w.export(o, back)
		return
	}
	strange := w.project.CheckReplace(o)
	o.Replace = true // it is asked for now
	if err := w.project.CheckReplace(o); err != nil {
		back(err) // that never is
		return
	}
	question := w.dialogs.confirm("Replace what is there?", replaceText(there, strange, w.config.Home), "Replace", func() { w.export(o, back) }, func() { back(nil) })
	if strange != nil {
		question.submit = question.leave // Enter is typed in passing
	}
}

// replaceText says which files an export would replace, and of whom they are: of an
// earlier export, or strange as the error says.
func replaceText(there []string, strange error, home string) string {
	verb, whose := "is", "An earlier export in this format has written what is there."
	if 1 < len(there) {
		verb = "are"
	}
	var lines []string
	for _, path := range there {
		lines = append(lines, shortPath(path, home))
	}
	if strange != nil {
		whose = warning + shortPath(unhinted(strange).Error(), home) + "."
	}
	return strings.Join(lines, "\n") + "\n" + verb + " there already. The export replaces what is there when everything is written.\n\n" + whose
}

// export writes a data set under a progress dialog and reports what it wrote;
// failed is told why it can't, nil for a dialog that tells it.
func (w *Window) export(o project.ExportOptions, failed func(error)) {
	p := w.project
	w.runLong("Export", func(ctx context.Context, report func(project.Progress)) (func(), error) {
		r, err := p.Export(ctx, o, report)
		return func() { w.showExported(r) }, err
	}, failed)
}

// showExported says what became of everything, and offers the report that says it
// by id.
func (w *Window) showExported(r project.ExportReport) {
	open := newButton(w.keys, "Open the report", theme.DocumentIcon(), func() { w.openFile(r.Report) })
	w.dialogs.readText("Exported", exportSummary(r, w.config.Home), reportWidth, nil, open)
}

// reportWidth is how wide a dialog is that says what became of everything.
const reportWidth = 640

// exportSummary says what was written where, what to know of it before it is used,
// and then in sentences what became of everything.
func exportSummary(r project.ExportReport, home string) string {
	lines := []string{"Written:"}
	for _, file := range r.Files {
		lines = append(lines, "  "+shortPath(file, home))
	}
	var warnings, account []string
	for _, line := range r.Summary() {
		if strings.HasPrefix(line, warning) {
			warnings = append(warnings, line)
		} else {
			account = append(account, line)
		}
	}
	return joinedLines(strings.Join(lines, "\n"), strings.Join(warnings, "\n"), strings.Join(account, "\n"))
}

// openFile shows a file in the program that the system has for it.
func (w *Window) openFile(path string) {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if err := fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}); err != nil {
		w.dialogs.fail("The file cannot be shown", notOpened(path, err))
	}
}

// notOpened says that no program shows a file, and what to do instead.
func notOpened(path string, err error) error {
	e := &annotate.Error{Code: annotate.Internal, Where: path, What: "no program opens it", Hint: "open it yourself, in a text editor or a browser", Err: err}
	if errors.Is(err, exec.ErrNotFound) {
		e.What, e.Err = "this system has no program that opens files by their kind", nil
	}
	return e
}
