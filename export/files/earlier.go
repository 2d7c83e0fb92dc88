package files

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// ReportName is the name of the report in a folder that is a data set. It is a
// JSON object; its "format" names the data set's format, its "files" are all other
// files of the data set, a [Summary] each, and its "files_of_earlier_exports" those
// that still stand there from before.
const ReportName = "REPORT.json"

// earlier is an export that stands somewhere, as its report tells.
type earlier struct {
	folder  string             // that the report stands in
	format  string             // of the export
	written time.Time          // when the report was, the last of all files
	files   map[string]Summary // by name, the report among them, without its digest
}

// earlierAt returns the export whose report stands at path, nil where none does: a
// report that somebody else has written is none.
func earlierAt(path string) (*earlier, error) {
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, Error(path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, Error(path, err)
	}
	e := &earlier{folder: filepath.Dir(path), written: info.ModTime(), files: map[string]Summary{}}
	e.read(json.NewDecoder(bufio.NewReader(file)))
	if len(e.files) == 0 {
		return nil, nil
	}
	e.files[filepath.Base(path)] = Summary{Name: filepath.Base(path)}
	return e, nil
}

// read reads no further than the head of a report: behind that stands the id of
// everything that a project holds.
func (e *earlier) read(report *json.Decoder) {
	if start, err := report.Token(); err != nil || start != json.Delim('{') {
		return
	}
	for report.More() {
		key, err := report.Token()
		if err != nil || key == "ids" {
			return
		}
		var value json.RawMessage
		if report.Decode(&value) != nil {
			return
		}
		switch key {
		case "format":
			_ = json.Unmarshal(value, &e.format) // of another kind it is no export's
		case "files", "files_of_earlier_exports":
			e.take(value)
		}
	}
}

// take takes a list of files.
func (e *earlier) take(list json.RawMessage) {
	var files []Summary
	if json.Unmarshal(list, &files) != nil {
		return
	}
	for _, f := range files {
		e.files[f.Name] = f
	}
}

// Left returns the files that the report at that path lists, that still stand, and
// that are not among the new ones: what earlier exports of other choices have left
// behind. Those of another format than the new ones say so.
func Left(report, format string, files []Summary) ([]Summary, error) {
	left := []Summary{}
	e, err := earlierAt(report)
	if e == nil || err != nil {
		return left, err
	}
	delete(e.files, filepath.Base(report)) // which is replaced
	for _, f := range files {
		delete(e.files, f.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if !filepath.IsLocal(filepath.FromSlash(name)) || standing(filepath.Join(e.folder, filepath.FromSlash(name))) == nil {
			continue
		}
		f := e.files[name]
		if f.Format = cmp.Or(f.Format, e.format); f.Format == format {
			f.Format = ""
		}
		left = append(left, f)
	}
	return left, nil
}
