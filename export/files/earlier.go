package files

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ReportName is the name of the report in a folder that is a data set. It is a
// JSON object; its "files" are the names of all files of the data set, relative
// to the folder and with slashes, its own among them.
const ReportName = "REPORT.json"

// exportedFiles returns the names of the files that the report of an earlier
// export in a folder lists, nil where there is no such report.
func exportedFiles(folder string) (map[string]bool, error) {
	path := filepath.Join(folder, ReportName)
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, Error(path, err)
	}
	defer file.Close()
	listed := map[string]bool{ReportName: true}
	for _, name := range filesOf(json.NewDecoder(bufio.NewReader(file))) {
		listed[name] = true
	}
	if len(listed) == 1 {
		return nil, nil // somebody else's report
	}
	return listed, nil
}

// filesOf returns the files that a report lists. It reads no further: behind them
// stands the id of everything that a project holds.
func filesOf(report *json.Decoder) []string {
	if start, err := report.Token(); err != nil || start != json.Delim('{') {
		return nil
	}
	for report.More() {
		key, err := report.Token()
		if err != nil {
			return nil
		}
		if key == "files" {
			var files []string
			if report.Decode(&files) != nil {
				return nil
			}
			return files
		}
		var other json.RawMessage
		if report.Decode(&other) != nil {
			return nil
		}
	}
	return nil
}
