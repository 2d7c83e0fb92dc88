package export

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// reportName is the name of the report in a folder that is a data set. It is a
// JSON object; its "files" are the names of all files of the data set, relative
// to the folder and with slashes, its own among them.
const reportName = "REPORT.json"

// exportedFiles returns the names of the files that the report of an earlier
// export in a folder lists, nil where there is no such report.
func exportedFiles(folder string) (map[string]bool, error) {
	path := filepath.Join(folder, reportName)
	raw, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fileError(path, err)
	}
	var report struct {
		Files []string `json:"files"`
	}
	if json.Unmarshal(raw, &report) != nil || len(report.Files) == 0 {
		return nil, nil // somebody else's report
	}
	listed := map[string]bool{reportName: true}
	for _, name := range report.Files {
		listed[name] = true
	}
	return listed, nil
}
