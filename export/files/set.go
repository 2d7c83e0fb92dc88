// Package files writes the files of an export so that all of them take their places
// together, once they are on the disk, and a folder is replaced only where an earlier
// export has written all that it holds.
package files

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
}

// File is a file under a temporary name beside its target, or in a folder that
// is.
type File struct {
	*bufio.Writer
	file   *os.File
	target string
	folder *folder // that it stands in, nil for none
	fresh  bool    // nothing stood at target when the file was made
	placed bool
}

// Create begins a file that is to stand at path. In a folder that the set has
// begun, it makes the sub-folders.
func (s *Set) Create(path string) (*File, error) {
	for _, f := range s.folders {
		if name, ok := f.nameOf(path); ok {
			return f.create(name)
		}
	}
	if err := checkFolder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	target := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		target = real // a link stays a link
	}
	if slices.ContainsFunc(s.files, func(f *File) bool { return f.target == target }) {
		return nil, &annotate.Error{Code: annotate.Internal, Where: path, What: "two files of the data set would stand here", Hint: "choose another name"}
	}
	mode := fs.FileMode(0o666)
	info, err := os.Stat(target)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return nil, &annotate.Error{Code: annotate.Refused, Where: path, What: "it is no file that could be replaced", Hint: "choose another name"}
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return nil, Error(path, err)
	}
	fresh := err != nil
	temporary := beside(target, ".tmp")
	file, err := os.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if errors.Is(err, fs.ErrPermission) {
		return nil, &annotate.Error{Code: annotate.Refused, Where: filepath.Dir(target), What: "no file can be made in this folder",
			Hint: "check the folder's permissions, or choose another"}
	}
	if err != nil {
		return nil, Error(path, err)
	}
	f := &File{Writer: bufio.NewWriterSize(s.summed(file, path), 1<<16), file: file, target: target, fresh: fresh}
	s.files = append(s.files, f)
	return f, nil
}

// Paths returns the paths that files were made for.
func (s *Set) Paths() []string {
	paths := make([]string, len(s.digests))
	for i, d := range s.digests {
		paths[i] = d.path
	}
	return paths
}

// checkFolder tells where no folder is: not the file that was to be made is at
// fault then.
func checkFolder(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such folder", Hint: "make the folder first, or choose another"}
	case err != nil:
		return Error(path, err)
	case !info.IsDir():
		return &annotate.Error{Code: annotate.Refused, Where: path, What: "this is no folder", Hint: "choose another"}
	}
	return nil
}

// Commit flushes every file to the disk, then gives each its place, folders
// first, in the order of their creation, and returns the places. Where one cannot
// have its place, folders go back where they were, and those files that stand on
// new ground already are taken away again.
func (s *Set) Commit() ([]string, error) {
	for _, f := range s.folders {
		if err := f.finish(); err != nil {
			return nil, Error(f.target, Reason(err))
		}
	}
	for _, f := range s.files {
		if err := f.finish(); err != nil {
			return nil, Error(f.target, err)
		}
	}
	var places []string
	for _, f := range s.folders {
		if err := f.place(); err != nil {
			s.retreat()
			return nil, err
		}
		places = append(places, f.asked)
	}
	for _, f := range s.files {
		if err := os.Rename(f.file.Name(), f.target); err != nil {
			s.retreat()
			return nil, Error(f.target, Reason(err))
		}
		f.placed = true
		places = append(places, f.target)
	}
	for _, f := range s.files {
		if err := syncFolder(filepath.Dir(f.target)); err != nil {
			return nil, Error(f.target, err)
		}
	}
	for _, f := range s.folders {
		if err := f.settle(); err != nil {
			return nil, err
		}
	}
	s.folders, s.files = nil, nil
	return places, nil
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

// retreat takes placed files away again where nothing stood before, and brings
// back the folders that did.
func (s *Set) retreat() {
	for _, f := range s.folders {
		f.retreat()
	}
	for _, f := range s.files {
		if f.placed && f.fresh {
			os.Remove(f.target)
		}
	}
}

// Discard removes the temporary files and folders that have found no place. It
// does nothing after a commit.
func (s *Set) Discard() {
	for _, f := range s.folders {
		f.discard()
	}
	for _, f := range s.files {
		f.file.Close()
		if !f.placed {
			os.Remove(f.file.Name())
		}
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
