package window

import (
	"math"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// showImported says what became of everything that was read, and offers the report
// that says it by id. What is copied lists all, however much that is.
func (w *Window) showImported(r project.ImportReport) {
	home := w.config.Home
	rows := paragraphs(joinedLines(importSummary(r), importNotes(r, home, notesShown)) + "\n")
	for i := range min(len(r.Files), notesShown) {
		rows = append(rows, newReportRow(&r.Files[i]))
	}
	if more := len(r.Files) - notesShown; 0 < more {
		rows = append(rows, paragraphs("And "+counted(more, "more file")+".")...)
	}
	whole := func() string {
		return joinedLines(importSummary(r), importNotes(r, home, math.MaxInt), importedFiles(r)) + "\n"
	}
	var more []*button
	if r.Report != "" {
		more = append(more, newButton(w.keys, "Open the report", theme.DocumentIcon(), func() { w.openFile(r.Report) }))
	}
	w.dialogs.readRows("Imported", rows, whole, reportWidth, nil, more...)
}

// importedFiles lists every file with how it was read.
func importedFiles(r project.ImportReport) string {
	var lines []string
	for i := range r.Files {
		lines = append(lines, joined(filepath.Base(r.Files[i].Path), fileNotes(r.Files[i])))
	}
	return strings.Join(lines, "\n")
}

// joinedLines puts the texts that are not empty below each other, with an empty line
// between them.
func joinedLines(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), "\n\n")
}

// notesShown is how many notes of an import are shown, and how many files and things
// that were skipped; a folder of old files may bring thousands of the same kind.
const notesShown = 100

// importNotes says what was skipped and what a person should look at after an
// import, a note a paragraph, at most so many of each.
func importNotes(r project.ImportReport, home string, most int) string {
	var notes []string
	list := func(n int, noun string, note func(i int) string) {
		for i := range min(n, most) {
			notes = append(notes, bullet+note(i))
		}
		if more := n - most; 0 < more {
			notes = append(notes, "And "+counted(more, "more "+noun)+".")
		}
	}
	list(len(r.Skipped), "skipped item", func(i int) string { return "Skipped: " + sentence(shortPath(inDialogs(r.Skipped[i].Error()), home)) })
	list(len(r.Notes), "note", func(i int) string { return sentence(shortPath(inDialogs(r.Notes[i]), home)) }) // a note begins with its file
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

// fileNotes says how a file was read: "text · UTF-8 · 3 characters replaced", or that
// nothing of it could be.
func fileNotes(f project.ImportedFile) string {
	replaced := ""
	if 0 < f.Replaced {
		replaced = counted(f.Replaced, "character") + " replaced"
	}
	skipped := ""
	switch {
	case f.Skipped == 0:
	case f.Documents == 0:
		return "skipped"
	default:
		skipped = grouped(f.Skipped) + " skipped"
	}
	return joined(f.Format, f.Charset, replaced, skipped)
}

// newReportRow returns a file's line in the report of an import. What was skipped
// stands back.
func newReportRow(f *project.ImportedFile) fyne.CanvasObject {
	name, notes := widget.NewLabel(filepath.Base(f.Path)), widget.NewLabel(fileNotes(*f))
	name.Truncation = fyne.TextTruncateEllipsis
	notes.Importance = widget.LowImportance
	if f.Documents == 0 && 0 < f.Skipped {
		name.Importance = widget.LowImportance
	}
	return container.NewBorder(nil, nil, nil, notes, name)
}
