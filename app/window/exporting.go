package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// units are how offsets can count in a data set.
var units = []struct{ name, words string }{
	{"codepoint", "Unicode code points (as Python counts)"},
	{"byte", "UTF-8 bytes"},
	{"utf16", "UTF-16 units (as JavaScript counts)"},
}

// writers returns the formats that can be written.
func writers() []project.Format {
	var formats []project.Format
	for _, f := range project.Formats() {
		if f.Writes {
			formats = append(formats, f)
		}
	}
	return formats
}

// exportForm is where an export is asked for.
type exportForm struct {
	formats []project.Format
	format  *choice
	loses   *widget.Label
	path    *pathField
	unit    *choice
	done    *check
}

// newExportForm returns the form, filled with the project's usual export.
func (w *Window) newExportForm() *exportForm {
	f := &exportForm{formats: writers(), loses: widget.NewLabel(""), done: newCheck(w.keys, "Only documents that are done")}
	f.loses.Wrapping = fyne.TextWrapWord
	f.loses.SizeName = "helperText"
	f.loses.Importance = widget.LowImportance
	f.path = w.newPathField("", filepath.Dir(w.project.Path()), func(p *pathField) {
		w.browseFolder(func(folder string) { p.SetText(filepath.Join(folder, filepath.Base(w.path(p)))) })
	})
	f.unit = newChoice(w.keys, nil)
	for _, u := range units {
		f.unit.Options = append(f.unit.Options, u.words)
	}
	f.unit.SetSelectedIndex(0)
	stem := strings.TrimSuffix(w.project.Path(), project.Extension)
	f.format = newChoice(w.keys, func(string) {
		chosen := f.formats[f.format.SelectedIndex()]
		f.path.SetText(shortPath(stem+firstOf(chosen.Endings), w.config.Home))
		f.loses.SetText(formatNotes(chosen))
	})
	for _, k := range f.formats {
		f.format.Options = append(f.format.Options, k.Title)
	}
	if 0 < len(f.formats) {
		f.format.SetSelectedIndex(0)
	}
	return f
}

// firstOf returns the usual one of a format's endings.
func firstOf(endings []string) string {
	if len(endings) == 0 {
		return ""
	}
	return endings[0]
}

// formatNotes says what a format carries and what it cannot.
func formatNotes(f project.Format) string {
	notes := sentence(f.Carries)
	if f.Loses != "" {
		notes += " " + sentence("It cannot carry "+f.Loses)
	}
	return notes
}

// options reads the form.
func (f *exportForm) options(path string) (project.ExportOptions, error) {
	if f.format.SelectedIndex() < 0 {
		return project.ExportOptions{}, errors.New("choose a format")
	}
	if path == "" {
		return project.ExportOptions{}, errors.New("write the path of the file to export to")
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return project.ExportOptions{}, errors.New("this is a folder; add the name of a file")
	}
	format := f.formats[f.format.SelectedIndex()]
	if filepath.Ext(path) == "" {
		path += firstOf(format.Endings)
	}
	return project.ExportOptions{Format: format.Name, Path: path, Unit: units[f.unit.SelectedIndex()].name, DoneOnly: f.done.Checked}, nil
}

// askExport asks what to export and where to.
func (w *Window) askExport() {
	f := w.newExportForm()
	var shown *form
	content := container.NewVBox(widget.NewForm(
		widget.NewFormItem("Format", container.NewVBox(f.format, f.loses)),
		widget.NewFormItem("File", f.path.root),
		widget.NewFormItem("Offsets count", f.unit),
		widget.NewFormItem("", f.done)))
	shown = w.dialogs.openForm(formSpec{title: "Export", verb: "Export", content: content, size: fyne.NewSize(660, 380), focus: f.path.field,
		accept: func() (func(), error) {
			o, err := f.options(w.path(f.path))
			if err == nil {
				err = w.checkFolder(o.Path)
			}
			return func() { w.confirmExport(o, shown.again) }, err
		}})
	f.path.toEnd()
}

// confirmExport asks before files that are there are replaced. back shows the
// form again, with what went wrong.
func (w *Window) confirmExport(o project.ExportOptions, back func(error)) {
	there := o.Replaces()
	if len(there) == 0 {
		w.export(o, back)
		return
	}
	title, verb := "Replace the file?", "is"
	if 1 < len(there) {
		title, verb = "Replace the files?", "are"
	}
	for i, path := range there {
		there[i] = shortPath(path, w.config.Home)
	}
	w.dialogs.confirm(title, strings.Join(there, "\n")+"\n"+verb+" there already. The export replaces what is there when everything is written.", "Replace",
		func() { w.export(o, back) }, func() { back(nil) })
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

// showExported reports what an export wrote.
func (w *Window) showExported(r project.ExportReport) {
	w.dialogs.read("Exported", newMessage(exportSummary(r, w.config.Home)), fyne.NewSize(520, 220), nil)
}

// exportSummary says in sentences what an export wrote.
func exportSummary(r project.ExportReport, home string) string {
	lines := []string{joined(counted(r.Documents, "document"), counted(r.Spans, "span"), counted(r.Relations, "relation")), ""}
	for _, file := range r.Files {
		lines = append(lines, shortPath(file, home))
	}
	return strings.Join(lines, "\n")
}
