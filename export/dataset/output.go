package dataset

import (
	"postil/annotate"
	"postil/export/account"
	"postil/export/files"
)

// Output is what a writer needs: where its files go, what records refer to, how
// to write, and whom to tell what is lost.
type Output struct {
	Files      *files.Set           // all of the export's
	Path       string               // of this writer's data set: that of its part, where it has one
	Part       string               // its name, "" where the data set has no parts
	Parts      []string             // the names of all
	Earlier    []Writer             // those of the parts before
	Vocabulary *annotate.Vocabulary // that records refer to
	Options    WriteOptions
	Account    *account.Account // whom to tell what is left out or changed
}

// Shared begins a file that all parts have in common.
func (to *Output) Shared(path string) (*files.File, error) {
	to.Files.Part = ""
	defer func() { to.Files.Part = to.Part }()
	return to.Files.Create(path)
}
