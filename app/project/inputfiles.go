package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export"
)

// inputFiles finds the files of an import: those that are named, and in folders
// those whose ending a format knows, in alphabetical order. What cannot be read
// is among them, with its error.
func inputFiles(paths []string, format string) ([]*inputFile, error) {
	if len(paths) == 0 {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "no file to import was named"}
	}
	formats, err := formatsToRead(format)
	if err != nil {
		return nil, err
	}
	var files []*inputFile
	for _, path := range paths {
		found, err := filesAt(path, formats)
		if err != nil {
			files = append(files, &inputFile{ImportedFile: ImportedFile{Path: path}, err: err})
		}
		for _, f := range found {
			files = append(files, newInputFile(f, formats))
		}
	}
	return files, nil
}

// filesAt returns the file that is named, or those in the folder.
func filesAt(path string, formats []export.Format) ([]string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such file or folder"}
	case err != nil:
		return nil, &annotate.Error{Code: annotate.Internal, Where: path, What: "it cannot be read", Err: errors.Unwrap(err)}
	case info.IsDir():
		return filesIn(path, formats)
	}
	return []string{path}, nil
}

// newInputFile returns a file to read, with an error where that cannot be.
func newInputFile(path string, formats []export.Format) *inputFile {
	f := &inputFile{ImportedFile: ImportedFile{Path: path}, format: formats[0]}
	if 1 < len(formats) {
		f.format, f.err = export.Recognise(path)
	}
	f.Format = f.format.Name
	if info, err := os.Stat(path); err == nil {
		f.size = info.Size()
	} else if f.err == nil {
		f.err = &annotate.Error{Code: annotate.Internal, Where: path, Err: errors.Unwrap(err)}
	}
	return f
}

// mostFaults is how many bad files an error lists.
const mostFaults = 10

// joinFaults returns one error for what is wrong with several files, nil for
// none; beyond mostFaults it only counts them.
func joinFaults(faults []error) error {
	if len(faults) == 1 {
		return faults[0]
	}
	if more := len(faults) - mostFaults; 0 < more {
		words := fmt.Sprintf("and %d more files", more)
		if more == 1 {
			words = "and 1 more file"
		}
		faults = append(faults[:mostFaults:mostFaults], &annotate.Error{Code: annotate.Invalid, What: words})
	}
	return errors.Join(faults...)
}

// filesIn returns the files of a folder and its sub-folders that can be read.
// Names that start with a dot are passed over, and links to folders are not
// followed.
func filesIn(folder string, formats []export.Format) ([]string, error) {
	var endings []string
	for _, f := range formats {
		endings = append(endings, f.Extensions...)
	}
	var found []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return &annotate.Error{Code: annotate.Internal, Where: path, What: "it cannot be read", Err: errors.Unwrap(err)}
		case path != folder && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && slices.Contains(endings, strings.ToLower(filepath.Ext(path))):
			found = append(found, path)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = &annotate.Error{Code: annotate.Invalid, Where: folder, What: "the folder holds no text that could be imported",
			Hint: "files that end in " + strings.Join(endings, ", ") + " are"}
	}
	return found, err
}

// formatsToRead returns the format of that name, and for "" or "auto" all that
// can be read.
func formatsToRead(name string) ([]export.Format, error) {
	if name != "" && name != "auto" {
		f, err := formatNamed(name, func(f export.Format) bool { return f.Reads })
		return []export.Format{f}, err
	}
	return slices.DeleteFunc(export.Formats(), func(f export.Format) bool { return !f.Reads }), nil
}
