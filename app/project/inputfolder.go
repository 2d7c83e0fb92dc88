package project

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export"
	"postil/export/dataset"
)

// folder is what an import finds in a folder and its sub-folders: files to read,
// and what it passes over.
type folder struct {
	path    string
	files   []*inputFile
	hidden  int            // names that start with a dot; a hidden folder counts as one
	aside   []string       // files that stand beside data sets, by their names
	endings map[string]int // files of no format, by their ending
	strange []error        // what is wrong with files of a known ending, but of no format by their content
}

// readFolder finds the files of a folder, in alphabetical order. Links to folders
// are not followed.
func readFolder(path string, formats []dataset.Format, o ImportOptions) (*folder, error) {
	var endings []string
	for _, f := range formats {
		endings = append(endings, f.Extensions...)
	}
	in := &folder{path: path, endings: map[string]int{}}
	var found []string
	err := filepath.WalkDir(path, func(at string, e fs.DirEntry, err error) error {
		ending := strings.ToLower(filepath.Ext(at))
		switch {
		case err != nil:
			return &annotate.Error{Code: annotate.Internal, Where: at, What: "it cannot be read", Err: errors.Unwrap(err)}
		case at != path && strings.HasPrefix(e.Name(), "."):
			in.hidden++
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir():
		case export.StandsAside(e.Name()):
			in.aside = append(in.aside, e.Name())
		case slices.Contains(endings, ending):
			found = append(found, at)
		case ending == ".txt" && slices.Contains(endings, ".ann") && annotated(at):
			// the text of a pair of which the other file is read
		default:
			in.endings[ending]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	in.take(found, formats, o)
	switch {
	case len(in.files) == 0 && 0 < len(in.strange):
		return nil, joinFaults(in.strange)
	case len(in.files) == 0:
		return nil, &annotate.Error{Code: annotate.NotFound, Where: path, What: "the folder holds no text that could be imported",
			Hint: "files that end in " + strings.Join(endings, ", ") + " are"}
	}
	return in, nil
}

// take adds the files that were found. Of the two files of a pair of brat one
// stands for both.
func (in *folder) take(found []string, formats []dataset.Format, o ImportOptions) {
	there := make(map[string]bool, len(found))
	for _, path := range found {
		there[lowerEnding(path)] = true
	}
	for _, path := range found {
		if _, text := export.PairOf(path); text != path && there[lowerEnding(text)] {
			continue
		}
		f := newInputFile(path, formats, o)
		if annotate.CodeOf(f.err) == annotate.Invalid {
			in.strange = append(in.strange, f.err)
			continue
		}
		f.within(in.path)
		in.files = append(in.files, f)
	}
}

// lowerEnding returns a path with its ending in lower case, in which the two files of
// a pair may differ.
func lowerEnding(path string) string {
	ending := filepath.Ext(path)
	return strings.TrimSuffix(path, ending) + strings.ToLower(ending)
}

// annotated tells whether the annotations of a text stand beside it.
func annotated(text string) bool {
	ann, _ := export.PairOf(text)
	return !missing(ann)
}

// mostAside is how many of the files that stand beside data sets a note names.
const mostAside = 5

// notes says in words what was passed over.
func (in *folder) notes() []string {
	var all []string
	say := func(n int, one, many string) {
		if n == 1 {
			many = one
		}
		if 0 < n {
			all = append(all, fmt.Sprintf("%s: passed over: %d %s", in.path, n, many))
		}
	}
	others := 0
	var endings []string
	for _, ending := range slices.Sorted(maps.Keys(in.endings)) {
		n := in.endings[ending]
		others += n
		if ending == "" {
			ending = "none"
		}
		endings = append(endings, fmt.Sprintf("%s %d", ending, n))
	}
	of := " (by ending: " + strings.Join(endings, ", ") + ")"
	say(others, "file of no format"+of, "files of no format"+of)
	names := " (" + strings.Join(in.aside[:min(len(in.aside), mostAside)], ", ") + ")"
	if mostAside < len(in.aside) {
		names = strings.TrimSuffix(names, ")") + ", …)"
	}
	say(len(in.aside), "file that stands beside data sets"+names, "files that stand beside data sets"+names)
	say(in.hidden, "name that starts with a dot", "names that start with a dot")
	for _, err := range in.strange {
		all = append(all, "passed over: "+err.Error())
	}
	return all
}
