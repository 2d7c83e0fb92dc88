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
	"postil/export/dataset"
)

// inputFiles finds the files of an import: those that are named, and in folders
// those whose ending a format knows, in alphabetical order. What cannot be read
// is among them, with its error; passed says in words what was passed over.
func inputFiles(paths []string, o ImportOptions) (files []*inputFile, passed []string, err error) {
	if len(paths) == 0 {
		return nil, nil, &annotate.Error{Code: annotate.Invalid, What: "no file to import was named"}
	}
	formats, err := formatsToRead(o.Format)
	if err != nil {
		return nil, nil, err
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			err = &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such file or folder"}
		case err != nil:
			err = &annotate.Error{Code: annotate.Internal, Where: path, What: "it cannot be read", Err: errors.Unwrap(err)}
		case !info.IsDir() && 1 < len(paths) && 1 < len(formats) && export.StandsAside(filepath.Base(path)):
			passed = append(passed, path+": passed over: it stands beside data sets; name it alone to read it") // as when a shell names all of a folder
		case !info.IsDir():
			files = append(files, newInputFile(path, formats, o))
		default:
			var in *folder
			if in, err = readFolder(path, formats, o); err == nil {
				files = append(files, in.files...)
				passed = append(passed, in.notes()...)
			}
		}
		if err != nil {
			files = append(files, &inputFile{ImportedFile: ImportedFile{Path: path}, err: err})
		}
	}
	if len(files) == 0 {
		return nil, nil, &annotate.Error{Code: annotate.Invalid, What: "no file to import was named, but some that stand beside data sets", Hint: "name one of them alone to read it"}
	}
	return files, passed, nil
}

// newInputFile returns a file to read, with an error where that cannot be.
func newInputFile(path string, formats []dataset.Format, o ImportOptions) *inputFile {
	f := &inputFile{ImportedFile: ImportedFile{Path: path}, format: formats[0]}
	if 1 < len(formats) {
		var err error
		if f.format, err = export.Recognise(path, dataset.ReadOptions{TextField: o.textField(path), Charset: o.Charset}); err != nil {
			f.refuse(err, o.SkipBad)
		}
		f.noteUnexpected(formats)
	}
	f.Format = f.format.Name
	if info, err := os.Stat(path); err == nil {
		f.size = info.Size()
	} else if f.err == nil {
		f.err = &annotate.Error{Code: annotate.Internal, Where: path, Err: errors.Unwrap(err)}
	}
	return f
}

// refuse keeps why a file is of no format. An import that skips what is bad opens it as
// any other, which then says why, and passes it over.
func (f *inputFile) refuse(err error, skipBad bool) {
	if !skipBad || !dataset.MaySkip(err) {
		f.err = err
		return
	}
	f.format = dataset.Format{Reads: true, OpenReader: func(string, dataset.ReadOptions) (dataset.Reader, error) { return nil, err }}
}

// noteUnexpected notes where a file was taken for plain text, as is what fits no
// format, although its name ends in what no format knows. Where it is named like
// another format, its reader says so.
func (f *inputFile) noteUnexpected(formats []dataset.Format) {
	ending := strings.ToLower(filepath.Ext(f.Path))
	known := slices.ContainsFunc(formats, func(other dataset.Format) bool { return slices.Contains(other.Extensions, ending) })
	if f.err == nil && f.format.Name == plainText && ending != "" && !known {
		f.notes = append(f.notes, f.Path+": read as plain text, since it holds no other format")
	}
}

// within tells a file of a data set that is a folder, and a table, where it stands
// in the folder that was named: its documents are named by it, so that two tables
// of one name may use the same ids. A file that was named itself stands nowhere.
func (f *inputFile) within(folder string) {
	if near, err := filepath.Rel(folder, f.Path); err == nil && near != "." && (f.format.Folder || f.format.Name == tables) {
		f.source = filepath.ToSlash(near)
	}
}

// mostFaults is how many bad files an error lists.
const mostFaults = 10

// joinFaults returns one error for what is wrong with several files, nil for
// none; beyond mostFaults it only counts them. What stands beside many files and is
// wrong is one fault.
func joinFaults(all []error) error {
	said := map[string]bool{}
	var faults []error
	for _, err := range all {
		if !said[err.Error()] {
			faults = append(faults, err)
		}
		said[err.Error()] = true
	}
	if len(faults) == 1 {
		return faults[0]
	}
	if more := len(faults) - mostFaults; 0 < more {
		words := fmt.Sprintf("and %d more files, %d in all", more, len(faults))
		if more == 1 {
			words = fmt.Sprintf("and 1 more file, %d in all", len(faults))
		}
		summary := &annotate.Error{Code: annotate.Invalid, What: words, Hint: "import them by themselves to see what is wrong"}
		var rest error = summary
		if !slices.ContainsFunc(faults[mostFaults:], func(err error) bool { return !CanSkip(err) }) {
			summary.Hint = "where bad files are skipped, the report of the import lists every one"
			rest = skippable{summary}
		}
		faults = append(faults[:mostFaults:mostFaults], rest)
	}
	return errors.Join(faults...)
}

// formatsToRead returns the format of that name, and for "" or "auto" all that
// can be read.
func formatsToRead(name string) ([]dataset.Format, error) {
	if name != "" && name != "auto" {
		f, err := formatNamed(name, func(f dataset.Format) bool { return f.Reads })
		return []dataset.Format{f}, err
	}
	return slices.DeleteFunc(export.Formats(), func(f dataset.Format) bool { return !f.Reads }), nil
}
