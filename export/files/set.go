// Package files writes the files of an export so that all of them take their places
// together, once they are on the disk, and a folder is replaced only where an earlier
// export has written all that it holds.
package files

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"slices"

	"postil/annotate"
)

// Set is a group of new files and folders that take their places together,
// once all of them are on the disk.
type Set struct {
	folders []*folder
	files   []*File

	Format  string // of the data set, which replaces unasked what it has written itself
	Replace bool   // whether folders may be replaced that another format has written, or somebody has changed
	Part    string // that files belong to which are made now
	digests []*digest
	failed  error // see [Set.Failed]
}

// File is a file under a temporary name beside its target, or in a folder that
// is.
type File struct {
	*bufio.Writer
	place
	file   *os.File
	folder *folder // that it stands in, nil for none
}

// Create begins a file that is to stand at path. In a folder that the set has
// begun, it makes the sub-folders.
func (s *Set) Create(path string) (*File, error) {
	for _, f := range s.folders {
		if name, ok := f.nameOf(path); ok {
			return f.create(name)
		}
	}
	if target := leadsTo(path); slices.ContainsFunc(s.files, func(f *File) bool { return f.target == target }) {
		return nil, &annotate.Error{Code: annotate.Internal, Where: path, What: "two files of the data set would stand here", Hint: "choose another name"}
	}
	f := &File{}
	var stood fs.FileInfo // what is replaced, nil for nothing
	var err error
	f.place, err = newPlace(path, func(target string) error {
		info, err := os.Stat(target)
		switch {
		case err == nil && !info.Mode().IsRegular():
			what, hint := "it is no file that could be replaced", "choose another name"
			if info.IsDir() {
				what, hint = "it is a folder, and a file is to stand here", "add the name of a file"
			}
			return &annotate.Error{Code: annotate.Refused, Where: path, What: what, Hint: hint}
		case err == nil:
			stood = info
		case !errors.Is(err, fs.ErrNotExist):
			return Error(path, err)
		}
		return nil
	}, func(temporary string) error {
		f.file.Close() // of an earlier attempt
		var err error
		f.file, err = createLike(temporary, stood)
		return err
	})
	if err != nil {
		return nil, err
	}
	f.Writer = bufio.NewWriterSize(s.summed(f.file, path), 1<<16)
	s.files = append(s.files, f)
	return f, nil
}

// createLike makes a new file that the same people may read and write as what stood
// there, where that is not nil and the disk can say so.
func createLike(path string, stood fs.FileInfo) (*os.File, error) {
	mode := fs.FileMode(0o666)
	if stood != nil {
		mode = stood.Mode().Perm()
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err == nil && stood != nil {
		_ = os.Chmod(path, mode) // what the process denies to new files; else it stays the stricter one
	}
	return file, err
}

// Paths returns the paths that files were made for.
func (s *Set) Paths() []string {
	paths := make([]string, len(s.digests))
	for i, d := range s.digests {
		paths[i] = d.path
	}
	return paths
}

// Commit flushes every file to the disk, then gives each its place, folders
// first, in the order of their creation, and returns the places. Where one cannot
// have its place, all go back, and what stood there stands there again.
func (s *Set) Commit() ([]string, error) {
	for _, f := range s.folders {
		if err := f.finish(); err != nil {
			return nil, Error(f.target, err)
		}
	}
	for _, f := range s.files {
		if err := f.finish(); err != nil {
			return nil, Error(f.target, err)
		}
	}
	var asked []string
	for _, p := range s.places() {
		if err := p.take(); err != nil {
			return nil, errors.Join(err, s.retreat())
		}
		asked = append(asked, p.asked)
	}
	for _, p := range s.places() {
		if err := p.settle(); err != nil {
			return nil, err
		}
	}
	return asked, nil
}

// places returns the places of all folders, and of all files that stand in none.
func (s *Set) places() []*place {
	var all []*place
	for _, f := range s.folders {
		all = append(all, &f.place)
	}
	for _, f := range s.files {
		all = append(all, &f.place)
	}
	return all
}

// Replace writes a file that takes the place of what stood at path when it is
// whole and on the disk.
func Replace(path string, write func(*bufio.Writer) error) error {
	var set Set
	defer set.Discard()
	file, err := set.Create(path)
	if err != nil {
		return err
	}
	if err := write(file.Writer); err != nil {
		return Error(path, err)
	}
	_, err = set.Commit()
	return err
}

// finish writes what is left and waits until the disk has it.
func (f *File) finish() error {
	if err := f.Flush(); err != nil {
		return err
	}
	if err := f.file.Sync(); err != nil {
		return err
	}
	return f.file.Close()
}

// Close ends a file of a folder before its time: thousands cannot stay open
// until the folder takes its place.
func (f *File) Close() error {
	if f.folder == nil {
		return f.Flush()
	}
	return f.folder.close(f)
}

// retreat puts everything back where it was, the last first.
func (s *Set) retreat() error {
	var failed []error
	for _, p := range slices.Backward(s.places()) {
		failed = append(failed, p.retreat())
	}
	return errors.Join(failed...)
}

// Discard removes the temporary files and folders that have found no place.
func (s *Set) Discard() {
	for _, f := range s.folders {
		f.discard()
	}
	for _, f := range s.files {
		f.file.Close()
		f.discard()
	}
}

// syncFolder waits until the disk has the names in a folder. Windows offers no
// such call and does without.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}
