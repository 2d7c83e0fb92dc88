package window

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// showImported says what became of everything that was read, and offers the report
// that says it by id.
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
	var more []*button
	if r.Report != "" {
		more = append(more, newButton(w.keys, "Open the report", theme.DocumentIcon(), func() { w.openFile(r.Report) }))
	}
	w.dialogs.read("Imported", container.NewBorder(summary, nil, nil, nil, body), fyne.NewSize(640, height), nil, more...)
}

// notesShown is how many notes of an import are shown, and how many things that
// were skipped; a folder of old files may bring thousands of the same kind.
const notesShown = 100

// importNotes says what was skipped and what a person should look at after an
// import, a note a paragraph.
func importNotes(r project.ImportReport, home string) string {
	var notes []string
	list := func(n int, noun string, note func(i int) string) {
		for i := range min(n, notesShown) {
			notes = append(notes, "• "+note(i))
		}
		if more := n - notesShown; 0 < more {
			notes = append(notes, "And "+counted(more, "more "+noun)+".")
		}
	}
	list(len(r.Skipped), "skipped item", func(i int) string { return "Skipped: " + sentence(shortPath(r.Skipped[i].Error(), home)) })
	list(len(r.Notes), "note", func(i int) string { return sentence(shortPath(r.Notes[i], home)) }) // a note begins with its file
	return strings.Join(notes, "\n")
}

// importSummary says in sentences what became of everything that was read.
func importSummary(r project.ImportReport) string {
	lines := r.Summary()
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
