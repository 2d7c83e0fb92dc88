package files

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// ReportName is the name of the report in a folder that is a data set. It is a
// JSON object; its "files" are the names of all files of the data set, relative
// to the folder and with slashes, its own among them, and its
// "files_of_earlier_exports" those that still stand there from before.
const ReportName = "REPORT.json"

// Strangers returns those paths at which something stands that no earlier export
// has written: none but what the report at that path lists. It sees only that a
// name was written, not whether someone else has written there since. Folders do
// not count: no file takes their place.
func Strangers(report string, paths []string) ([]string, error) {
	var there, names []string
	for _, path := range paths {
		target := path
		if real, err := filepath.EvalSymlinks(path); err == nil {
			target = real
		}
		if info, err := os.Lstat(target); err == nil && !info.IsDir() {
			there, names = append(there, path), append(names, nameFrom(filepath.Dir(report), target))
		}
	}
	if len(there) == 0 {
		return nil, nil
	}
	listed, err := exportedFiles(report)
	if err != nil {
		return nil, err
	}
	var strangers []string
	for i, path := range there {
		if !listed[names[i]] {
			strangers = append(strangers, path)
		}
	}
	return strangers, nil
}

// Left returns the names of the files that the report at that path lists, that
// still stand, and that are not among the new names: what earlier exports of
// other choices have left behind.
func Left(report string, names []string) ([]string, error) {
	left := []string{}
	if _, err := os.Lstat(report); err != nil {
		return left, nil
	}
	listed, err := exportedFiles(report)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		if slices.Contains(names, name) || !filepath.IsLocal(filepath.FromSlash(name)) {
			continue
		}
		if info, err := os.Lstat(filepath.Join(filepath.Dir(report), filepath.FromSlash(name))); err == nil && !info.IsDir() {
			left = append(left, name)
		}
	}
	return left, nil
}

// exportedFiles returns the names of the files that the report of an earlier
// export lists, as seen from its folder, nil where there is no such report.
func exportedFiles(path string) (map[string]bool, error) {
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, Error(path, err)
	}
	defer file.Close()
	names := filesOf(json.NewDecoder(bufio.NewReader(file)))
	if len(names) == 0 {
		return nil, nil // somebody else's report
	}
	listed := map[string]bool{filepath.Base(path): true}
	for _, name := range names {
		listed[name] = true
	}
	return listed, nil
}

// filesOf returns the files that a report lists, of its own export and of earlier
// ones. It reads no further than its head: behind that stands the id of everything
// that a project holds.
func filesOf(report *json.Decoder) []string {
	if start, err := report.Token(); err != nil || start != json.Delim('{') {
		return nil
	}
	var all []string
	for report.More() {
		key, err := report.Token()
		if err != nil || key == "ids" {
			break
		}
		var value json.RawMessage
		if report.Decode(&value) != nil {
			break
		}
		var names []string
		if (key == "files" || key == "files_of_earlier_exports") && json.Unmarshal(value, &names) == nil {
			all = append(all, names...)
		}
	}
	return all
}
