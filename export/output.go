package export

import (
	"postil/annotate"
	"postil/export/account"
)

// output is what a writer needs: where its files go, what records refer to, how
// to write, and whom to tell what is lost.
type output struct {
	files      *fileSet
	path       string   // of this writer's data set: that of its part, where it has one
	part       string   // its name, "" where the data set has no parts
	parts      []string // the names of all
	earlier    []Writer // those of the parts before
	vocabulary *annotate.Vocabulary
	options    WriteOptions
	account    *account.Account
}

// shared begins a file that all parts have in common.
func (to *output) shared(path string) (*newFile, error) {
	to.files.part = ""
	defer func() { to.files.part = to.part }()
	return to.files.create(path)
}
