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
	f.path = w.newPathField("", func(p *pathField) {
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
	return project.ExportOptions{Format: f.formats[f.format.SelectedIndex()].Name, Path: path, Unit: units[f.unit.SelectedIndex()].name, DoneOnly: f.done.Checked}, nil
}

// askExport asks what to export and where to.
func (w *Window) askExport() {
	f := w.newExportForm()
	content := container.NewVBox(widget.NewForm(
		widget.NewFormItem("Format", container.NewVBox(f.format, f.loses)),
		widget.NewFormItem("File", f.path.root),
		widget.NewFormItem("Offsets count", f.unit),
		widget.NewFormItem("", f.done)))
	w.dialogs.openForm(formSpec{title: "Export", verb: "Export", content: content, size: fyne.NewSize(660, 380), focus: f.path.field,
		accept: func() (func(), error) {
			o, err := f.options(w.path(f.path))
			return func() { w.confirmExport(o) }, err
		}})
	f.path.toEnd()
}

// confirmExport asks before a file that is there is replaced.
func (w *Window) confirmExport(o project.ExportOptions) {
	if _, err := os.Stat(o.Path); err != nil {
		w.export(o)
		return
	}
	w.dialogs.confirm("Replace the file?", shortPath(o.Path, w.config.Home)+" is there already. The export replaces it when everything is written.", "Replace",
		func() { w.export(o) })
}

// export writes a data set under a progress dialog and reports what it wrote.
func (w *Window) export(o project.ExportOptions) {
	p := w.project
	w.runLong("Export", func(ctx context.Context, report func(project.Progress)) (func(), error) {
		r, err := p.Export(ctx, o, report)
		return func() { w.showExported(r) }, err
	})
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
