package files

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postil/annotate"
)

// folder is a folder under a temporary name, full of files that take their places
// with it, by one renaming.
type folder struct {
	place
	set   *Set
	path  string // the one that was asked for, absolute
	files int    // that it has
	open  []*File
	made  map[string]bool // its sub-folders, relative
	spare []*bufio.Writer
}

// Folder begins a folder that is to stand at path. What stands there is replaced
// whole where it is an empty folder or an earlier export (see [Set.replaceable]), and
// refused otherwise. Files in it are made by [Set.Create].
func (s *Set) Folder(path string) error {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return Error(path, err)
	}
	at, err := newPlace(absolute, s.replaceable, func(temporary string) error { return os.Mkdir(temporary, 0o777) })
	if err != nil {
		return err
	}
	at.asked = path
	s.folders = append(s.folders, &folder{place: at, set: s, path: absolute, made: map[string]bool{".": true}})
	if info, err := os.Stat(at.target); err == nil {
		if err := os.Chmod(at.temporary, info.Mode().Perm()|0o700); err != nil {
			return Error(path, err)
		}
	}
	return nil
}

// nameOf returns the name, relative and with slashes, of a file that is to stand
// in the folder.
func (f *folder) nameOf(path string) (string, bool) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	name, err := filepath.Rel(f.path, absolute)
	return filepath.ToSlash(name), err == nil && name != "." && filepath.IsLocal(name)
}

// create begins a file of that name, with the sub-folders that the name has.
func (f *folder) create(name string) (*File, error) {
	target := filepath.Join(f.target, filepath.FromSlash(name))
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, &annotate.Error{Code: annotate.Internal, Where: target, What: "the file would not stand in the folder"}
	}
	path := filepath.Join(f.temporary, filepath.FromSlash(name))
	if parent := filepath.Dir(filepath.FromSlash(name)); !f.made[parent] {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return nil, Error(target, err)
		}
		f.made[parent] = true
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, Error(target, err)
	}
	n := &File{Writer: f.buffer(), file: file, place: place{target: target}, folder: f}
	n.Reset(f.set.summed(file, filepath.Join(f.path, filepath.FromSlash(name))))
	f.open = append(f.open, n)
	f.files++
	return n, nil
}

// buffer returns one that a closed file has left, else a new one.
func (f *folder) buffer() *bufio.Writer {
	if last := len(f.spare) - 1; 0 <= last {
		b := f.spare[last]
		f.spare = f.spare[:last]
		return b
	}
	return bufio.NewWriterSize(nil, 1<<16)
}

// close ends a file that is open. The disk gets it with the rest of the folder.
func (f *folder) close(n *File) error {
	i := slices.Index(f.open, n)
	if i < 0 {
		return nil
	}
	f.open = slices.Delete(f.open, i, i+1)
	err := errors.Join(n.Flush(), n.file.Close())
	n.Reset(nil)
	f.spare = append(f.spare, n.Writer)
	if err != nil {
		return Error(n.target, err)
	}
	return nil
}

// finish ends the files that are open and waits until the disk has them all.
func (f *folder) finish() error {
	for len(f.open) != 0 {
		if err := f.close(f.open[0]); err != nil {
			return err
		}
	}
	return syncTree(f.temporary, f.files)
}

// discard removes the folder where it has found no place.
func (f *folder) discard() {
	for _, n := range f.open {
		n.file.Close()
	}
	f.open = nil
	f.place.discard()
}

// syncEach waits until the disk has each file and folder in a folder.
func syncEach(folder string) error {
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return syncFolder(path)
		}
		file, err := os.OpenFile(path, os.O_RDWR, 0) // Windows flushes only what it may write
		if err != nil {
			return err
		}
		defer file.Close()
		return file.Sync()
	})
}

// CheckFolder refuses what [Set.Commit] would refuse of a folder at path in that
// format: to replace what no earlier export has written, and unless replace asks for it
// what another format has written or somebody has changed.
func CheckFolder(path, format string, replace bool) error {
	return (&Set{Format: format, Replace: replace}).replaceable(path)
}

// replaceable reports an error where what stands at path is not to be replaced by
// the folder: anything but an empty folder or an earlier export in the same format,
// as that has written it. An earlier export is a folder whose report lists every
// file in it, so that nothing is ever removed that no export has written; what file
// managers leave in any folder does not count. Where that is asked for, one in
// another format is replaced too, and what somebody has changed.
func (s *Set) replaceable(path string) error {
	refuse := func(what, hint string) error {
		return &annotate.Error{Code: annotate.Refused, Where: path, What: what, Hint: hint}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Error(path, err)
	case !info.IsDir():
		return refuse("a file stands where the folder should", "choose another name")
	}
	files, err := filesBelow(path)
	if err != nil || len(files) == 0 {
		return err
	}
	e, err := earlierAt(filepath.Join(path, ReportName))
	if err != nil {
		return err
	}
	if e == nil {
		return refuse("the folder is not empty, and no earlier export either", "choose another name, or an empty folder")
	}
	const asked = "choose another name, or ask for the folder to be replaced (--replace)"
	var changed error // less than what is never replaced
	for _, name := range files {
		if slices.Contains(hiddenBySystems, filepath.Base(name)) {
			continue
		}
		why, err := e.stranger(name, s.Format)
		switch {
		case err != nil:
			return err
		case why == foreign:
			return refuse("the folder holds a file "+why+": "+name, "choose another name, or an empty folder")
		case why != "" && !s.Replace && changed == nil:
			changed = refuse("the folder holds a file "+why+": "+name, asked)
		}
	}
	if e.format != s.Format && !s.Replace {
		return refuse("an export in the format "+e.format+" stands here", asked)
	}
	return changed
}

// hiddenBySystems are files that file managers leave in any folder.
var hiddenBySystems = []string{".DS_Store", "Thumbs.db", "desktop.ini", ".directory"}

// filesBelow returns the names of the files in a folder and its sub-folders,
// relative and with slashes.
func filesBelow(folder string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return Error(path, err)
		}
		if !e.IsDir() {
			name, _ := strings.CutPrefix(path, folder)
			names = append(names, strings.TrimPrefix(filepath.ToSlash(name), "/"))
		}
		return nil
	})
	return names, err
}
