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
	formats, err := formatsToRead(format)
	if err != nil {
		return nil, err
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
			if found, err = filesIn(path, formats); err != nil {
				return nil, err
			}
		}
		for _, f := range found {
			file, err := newInputFile(f, formats)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	return files, nil
}

func newInputFile(path string, formats []export.Format) (*inputFile, error) {
	format := formats[0]
	if 1 < len(formats) {
		var err error
		if format, err = export.Recognise(path); err != nil {
			return nil, err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, &annotate.Error{Code: annotate.Internal, Where: path, Err: errors.Unwrap(err)}
	}
	return &inputFile{ImportedFile: ImportedFile{Path: path, Format: format.Name}, format: format, size: info.Size()}, nil
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
