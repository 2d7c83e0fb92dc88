// Package dataset says what a format of data sets is: what it can do, the reader
// and the writer that it opens, their options, and what they report. Each format is
// a package that returns its Format; package export lists them.
package dataset

import (
	"os"

	"postil/annotate"
)

// Format is one kind of data set.
type Format struct {
	Name        string   // as the command line spells it
	Title       string   // as a dialog shows it
	Extensions  []string // of its files' names, with the dot, in lower case; the usual one first
	Description string   // what it is, in one sentence
	Loses       []string // what a project holds and the format cannot carry
	Example     string   // how a file begins
	Reads       bool     // whether it can be read
	Writes      bool     // whether it can be written

	// What can be chosen, of [WriteOptions].
	Folder bool     // a data set is a folder, not a file
	Units  bool     // offsets can count code points, bytes or UTF-16 units
	Pieces bool     // documents can be cut into paragraphs, sentences or tokens
	OneTag bool     // one span has room in each place: overlap must be resolved
	Masks  bool     // text that exclusion layers mark is masked, where it is not left out
	Tags   bool     // tokens have tags: there are taggings, and each layer can be tagged by itself
	Shapes []string // the usual one first; none where there is one only

	ListsIDs bool // the data set itself says the id of everything in it

	// The parts of a data set that is a folder are sub-folders, each a data set of
	// its own, or where this is set, files of one folder.
	Together bool

	Paths      func(to *Output) []string                        // the files that a writer makes, in the order in which they take their places; nil where that is a folder
	OpenReader func(path string, o ReadOptions) (Reader, error) // what [Format.Open] calls; nil where it cannot be read
	NewWriter  func(to *Output) (Writer, error)                 // nil where it cannot be written
}

// Open opens a data set of this format for reading.
func (f Format) Open(path string, o ReadOptions) (Reader, error) {
	if !f.Reads {
		return nil, &annotate.Error{Code: annotate.Refused, Where: path, What: "the format " + f.Name + " can only be written"}
	}
	return f.OpenReader(path, o)
}

// Placed returns where a data set stands that was asked for at path: a name without
// an ending gets the usual one, by which other programs tell what a file is. The
// name of a folder has none.
func (f Format) Placed(path string) string {
	if f.Folder || Ending(path) != "" || path == "" || os.IsPathSeparator(path[len(path)-1]) {
		return path
	}
	return path + f.Extensions[0]
}

// CutExtension cuts one of the format's extensions off a path, and returns both.
func (f Format) CutExtension(path string) (stem, extension string) {
	return CutExtension(path, f.Extensions...)
}
