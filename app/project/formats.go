package project

import (
	"strings"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
)

// Format is one kind of file that can be read, written or both, as dialogs and
// the command line show it.
type Format struct {
	Name    string   // what --format takes
	Title   string   // what dialogs show
	Endings []string // of the files' names, with the dot; the usual one first
	Reads   bool
	Writes  bool
	Carries string   // what it holds, in words
	Loses   []string // what a project holds and it cannot carry
	Example string   // how a file begins

	// What can be chosen when it is written, of [ExportOptions].
	Folder bool     // the data set is a folder
	Units  bool     // what offsets count
	Pieces bool     // what an item is
	OneTag bool     // which of several overlapping spans stays
	Tags   bool     // how tokens are tagged, and whether each layer by itself
	Shapes []string // the usual one first; none where there is one only
}

// Formats returns what can be read and written, the native format first.
func Formats() []Format {
	var formats []Format
	for _, f := range export.Formats() {
		formats = append(formats, Format{Name: f.Name, Title: f.Title, Endings: f.Extensions, Reads: f.Reads, Writes: f.Writes,
			Carries: f.Description, Loses: f.Loses, Example: f.Example,
			Folder: f.Folder, Units: f.Units, Pieces: f.Pieces, OneTag: f.OneTag, Tags: f.Tags, Shapes: f.Shapes})
	}
	return formats
}

// formatNamed returns the format of that name. Where there is none, the error
// offers those that can do what is wanted.
func formatNamed(name string, can func(dataset.Format) bool) (dataset.Format, error) {
	f, err := export.FormatNamed(name)
	if err == nil {
		return f, nil // which says so itself where it cannot
	}
	var names []string
	for _, f := range export.Formats() {
		if can(f) {
			names = append(names, f.Name)
		}
	}
	what := "there is no format " + annotate.Excerpt(name)
	if name == "" {
		what = "no format was named"
	}
	return f, &annotate.Error{Code: annotate.NotFound, What: what, Hint: "choose one of " + strings.Join(names, ", ")}
}
