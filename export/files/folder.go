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

// folder is a folder under a temporary name beside its target, full of files
// that take their places with it, by one renaming.
type folder struct {
	set       *Set
	temporary string
	asked     string // the path that was asked for
	path      string // the same, absolute
	target    string // where that leads
	old       string // where the folder that stood at target went; "" for none
	placed    bool

	files int // that it has
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
	target := absolute
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real // a link stays a link
	}
	if err := checkFolder(filepath.Dir(target)); err != nil {
		return err
	}
	if err := s.replaceable(target); err != nil {
		return err
	}
	f := &folder{set: s, asked: path, path: absolute, target: target, temporary: beside(target, ".tmp"), made: map[string]bool{".": true}}
	err = os.Mkdir(f.temporary, 0o777)
	if errors.Is(err, fs.ErrPermission) {
		return &annotate.Error{Code: annotate.Refused, Where: filepath.Dir(target), What: "no folder can be made in this folder",
			Hint: "check the folder's permissions, or choose another"}
	}
	if err != nil {
		return Error(path, err)
	}
	s.folders = append(s.folders, f)
	if info, err := os.Stat(target); err == nil {
		if err := os.Chmod(f.temporary, info.Mode().Perm()|0o700); err != nil {
			return Error(path, err)
		}
	}
	return nil
}

// beside returns a new hidden name in the folder that path stands in.
func beside(path, ending string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+annotate.NewUID().String()+ending)
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
	n := &File{Writer: f.buffer(), file: file, target: target, folder: f, fresh: true}
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
		return Error(n.target, Reason(err))
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

// place moves what stands at the target aside and the folder there.
func (f *folder) place() error {
	if err := f.set.replaceable(f.target); err != nil {
		return err // somebody has put something there meanwhile
	}
	if _, err := os.Lstat(f.target); err == nil {
		old := beside(f.target, ".old")
		if err := os.Rename(f.target, old); err != nil {
			return f.cannotMove(err)
		}
		f.old = old
	}
	if err := os.Rename(f.temporary, f.target); err != nil {
		return f.cannotMove(err)
	}
	f.placed = true
	return nil
}

func (f *folder) cannotMove(err error) error {
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err
	}
	return &annotate.Error{Code: annotate.Refused, Where: f.target, What: "the folder cannot be replaced", Err: err,
		Hint: "close whatever uses it, or choose another name"}
}

// retreat puts the folder back under its temporary name, and the one that stood
// at the target back there.
func (f *folder) retreat() {
	if f.placed && os.Rename(f.target, f.temporary) == nil {
		f.placed = false
	}
	if f.old != "" && !f.placed && os.Rename(f.old, f.target) == nil {
		f.old = ""
	}
}

// settle waits until the disk has the folder's name and removes the old folder.
func (f *folder) settle() error {
	if err := syncFolder(filepath.Dir(f.target)); err != nil {
		return Error(f.target, err)
	}
	if f.old == "" {
		return nil
	}
	if err := os.RemoveAll(f.old); err != nil {
		return &annotate.Error{Code: annotate.Internal, Where: f.old, What: "everything is written, but the folder that stood there before cannot be removed", Err: Reason(err),
			Hint: "remove it by hand"}
	}
	return nil
}

// discard removes the folder where it has found no place.
func (f *folder) discard() {
	for _, n := range f.open {
		n.file.Close()
	}
	f.open = nil
	if !f.placed {
		os.RemoveAll(f.temporary)
	}
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
