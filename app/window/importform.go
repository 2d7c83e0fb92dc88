package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// importForm is where an import is asked for: what to read, and what to take for
// granted where the files do not say it themselves.
type importForm struct {
	home      string
	formats   []project.Format // that can be read
	paths     *field
	format    *choice // by the content, or one of formats
	language  *field
	charset   *field
	annotator *field
	layer     *field
	unit      *choice
	text      *field // the column of a table that holds the text
	id        *field // the one that holds the id
	strict    *check
	skip      *check
	root      fyne.CanvasObject
}

// What the form calls what the command line says with a flag ([inDialogs]).
const (
	readAs       = "Read as"
	charset      = "Charset"
	offsetsCount = "Offsets count"
	columnNames  = "Columns"
	skipBad      = "Skip what is bad"
)

// importHint stands in the empty field of the paths.
const importHint = "One file or folder a line. Files can also be dropped on the window."

// countedIn is what offsets can count in files that don't say it.
var countedIn = append([]worded{{"", "what the files say; else code points"}}, units...)

// newImportForm returns the form with nothing to read yet.
func (w *Window) newImportForm() *importForm {
	f := &importForm{home: w.config.Home, formats: readers(), paths: newTextArea(w.keys, importHint)}
	f.paths.SetMinRowsVisible(2)
	f.format = newChoice(w.keys, nil)
	f.format.Options = []string{"what their content says"}
	for _, k := range f.formats {
		f.format.Options = append(f.format.Options, k.Title)
	}
	f.format.SetSelectedIndex(0)
	f.unit = w.newWorded(countedIn)
	f.language = newField(w.keys, "as the files say; else unknown")
	f.charset = newField(w.keys, "as the files say or look")
	f.annotator = newField(w.keys, "as the files say; else "+excerpt(w.project.Annotator().Name, labelShown))
	f.layer = newField(w.keys, "as the files say; else Imported")
	f.text = newField(w.keys, "text: one called so")
	f.id = newField(w.keys, "id: none")
	f.strict = newCheck(w.keys, "Refuse labels that the scheme lacks")
	f.skip = newCheck(w.keys, skipBad)
	files := newButton(w.keys, "Add a file…", theme.FileTextIcon(), func() { w.browseFile(readableEndings(), f.last(), f.add) })
	folder := newButton(w.keys, "Add a folder…", theme.FolderOpenIcon(), func() { w.browseFolder(f.last(), f.add) })
	f.build(files, folder)
	return f
}

// build arranges the form.
func (f *importForm) build(files, folder fyne.CanvasObject) {
	rows := container.New(layout.NewFormLayout())
	for _, r := range []struct {
		name    string
		content fyne.CanvasObject
	}{
		{readAs, f.format}, {"Language", f.language}, {"Annotator", f.annotator}, {"Layer", f.layer}, {charset, f.charset}, {offsetsCount, f.unit},
		{columnNames, container.NewGridWithColumns(2, f.text, f.id)}, {"", container.NewHBox(f.strict, f.skip)},
	} {
		rows.Add(formName(r.name))
		rows.Add(r.content)
	}
	hint := widget.NewLabel(ctrl(fyne.KeyReturn).String() + " begins the import")
	hint.Importance = widget.LowImportance
	f.root = container.NewBorder(nil, container.NewVBox(container.NewHBox(files, folder, layout.NewSpacer(), hint), rows), nil, nil, f.paths)
}

// add adds a path to those that are there.
func (f *importForm) add(path string) {
	text := strings.TrimRight(f.paths.Text, "\n")
	if text != "" {
		text += "\n"
	}
	f.paths.SetText(text + path)
}

// last returns the path that was added last, "" for none.
func (f *importForm) last() string {
	lines := strings.Split(strings.TrimSpace(f.paths.Text), "\n")
	return fullPath(lines[len(lines)-1], f.home, "")
}

// options reads how to import.
func (f *importForm) options() (project.ImportOptions, error) {
	written := func(f *field) string { return strings.TrimSpace(f.Text) }
	o := project.ImportOptions{Language: written(f.language), Annotator: written(f.annotator), Layer: written(f.layer), Charset: written(f.charset),
		Offsets: countedIn[f.unit.SelectedIndex()].name, TextField: written(f.text), IDField: written(f.id), Strict: f.strict.Checked, SkipBad: f.skip.Checked}
	if i := f.format.SelectedIndex(); 0 < i {
		o.Format = f.formats[i-1].Name
	}
	return o, o.Check()
}
