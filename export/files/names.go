package files

import (
	"path"
	"path/filepath"
)

// Names returns the names of all files, with slashes, seen from a folder:
// a report says nothing of the machine.
func (s *Set) Names(from string) []string {
	names := []string{}
	for _, folder := range s.folders {
		near := filepath.Base(folder.path)
		if absolute, err := filepath.Abs(from); err == nil && absolute == folder.path {
			near = "."
		}
		for _, name := range folder.names {
			names = append(names, path.Join(near, name))
		}
	}
	for _, file := range s.files {
		names = append(names, nameFrom(from, file.target))
	}
	return names
}

// Targets returns the paths at which the files of the set are to stand, without
// those in its folders.
func (s *Set) Targets() []string {
	targets := make([]string, len(s.files))
	for i, f := range s.files {
		targets[i] = f.target
	}
	return targets
}

// nameFrom returns the name of a file, with slashes, seen from a folder: only its
// last part where it is not in there.
func nameFrom(from, path string) string {
	near, err := filepath.Rel(from, path)
	if err != nil || !filepath.IsLocal(near) {
		near = filepath.Base(path)
	}
	return filepath.ToSlash(near)
}
