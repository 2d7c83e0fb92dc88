package project

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"postil/annotate"
)

// databaseHead is how every SQLite database begins, a project among them
// (https://www.sqlite.org/fileformat2.html#magic_header_string).
var databaseHead = []byte("SQLite format 3\x00")

// companions are what SQLite adds to the name of a database for the files that
// belong to it while it is open: they hold work that is not in the database yet
// (https://www.sqlite.org/tempfiles.html).
var companions = []string{"-wal", "-shm", "-journal"}

// CheckTarget refuses an export that would write over a project, this one or
// another, over its backups or any other SQLite database, or over the files that
// belong to one; also through links. It refuses names that projects have, too. [Project.Export] checks the same before it
// writes anything; a dialog asks here before it offers to replace what is there.
func (p *Project) CheckTarget(o ExportOptions) error {
	scheme := p.Scheme()
	return p.checkTargets(o, &scheme)
}

func (p *Project) checkTargets(o ExportOptions, scheme *annotate.Scheme) error {
	for _, path := range targets(o, scheme) {
		if err := p.checkTarget(path); err != nil {
			return err
		}
	}
	return nil
}

func (p *Project) checkTarget(path string) error {
	target := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		target = real
	} else if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		target = filepath.Join(folder, filepath.Base(path))
	}
	for _, ending := range append([]string{""}, companions...) {
		database, belongs := strings.CutSuffix(target, ending)
		if !belongs {
			continue
		}
		what, err := p.databaseAt(database)
		if err != nil {
			return annotate.At(path, err)
		}
		if what == "" {
			continue
		}
		if ending != "" {
			what = "a part of " + what
		}
		return &annotate.Error{Code: annotate.Refused, Where: path, What: "this is " + what + ", which an export never replaces", Hint: "choose another name"}
	}
	if strings.EqualFold(filepath.Ext(path), Extension) {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: "this is the name of a project, and no data set is one", Hint: "choose another name"}
	}
	return nil
}

// databaseAt says in words which database stands at path, "" where none does. The
// project's own file is told by the system, not opened: closing it would take away
// the locks that SQLite holds on it (https://www.sqlite.org/howtocorrupt.html,
// section 2.2).
func (p *Project) databaseAt(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", nil // nothing is there, or nothing can be written there, which the export says
	}
	if own, err := os.Stat(p.path); err == nil && os.SameFile(own, info) {
		return "the project itself", nil
	}
	if !info.Mode().IsRegular() {
		return "", nil
	}
	file, err := os.Open(path)
	if err != nil {
		return "", &annotate.Error{Code: annotate.Refused, What: "it cannot be read, and might be a project", Err: errors.Unwrap(err), Hint: "choose another name"}
	}
	defer file.Close()
	head := make([]byte, len(databaseHead))
	if n, _ := io.ReadFull(file, head); !bytes.Equal(head[:n], databaseHead) {
		return "", nil
	}
	if filepath.Ext(path) == Extension {
		return "another project, or a backup of one", nil
	}
	return "a database", nil
}
