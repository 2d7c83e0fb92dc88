package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"postil/annotate"
	"postil/export"
)

// inputFiles finds the files of an import: those that are named, and in folders
// those whose ending a format knows, in alphabetical order.
func inputFiles(paths []string, format string) ([]*inputFile, error) {
	if len(paths) == 0 {
		return nil, &annotate.Error{Code: annotate.Invalid, What: "no file to import was named"}
	}
	var files []*inputFile
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such file or folder"}
		case err != nil:
			return nil, &annotate.Error{Code: annotate.Internal, Where: path, What: "it cannot be read", Err: errors.Unwrap(err)}
		}
		found := []string{path}
		if info.IsDir() {
			if found, err = filesIn(path, format); err != nil {
				return nil, err
			}
		}
		for _, f := range found {
			file, err := newInputFile(f, format)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	return files, nil
}

func newInputFile(path, format string) (*inputFile, error) {
	var f export.Format
	var err error
	if format == "" || format == "auto" {
		f, err = export.Recognise(path)
	} else {
		f, err = export.FormatNamed(format)
	}
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Internal, Where: path, Err: errors.Unwrap(err)}
	}
	return &inputFile{ImportedFile: ImportedFile{Path: path, Format: f.Name}, format: f, size: info.Size()}, nil
}

// filesIn returns the files of a folder and its sub-folders that can be read.
// Names that start with a dot are passed over, and links to folders are not
// followed.
func filesIn(folder, format string) ([]string, error) {
	endings := readableEndings(format)
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

// readableEndings returns the endings of one format's files, or of all formats'.
func readableEndings(format string) []string {
	var endings []string
	for _, f := range export.Formats() {
		if f.Reads && (format == "" || format == "auto" || format == f.Name) {
			endings = append(endings, f.Extensions...)
		}
	}
	return endings
}
