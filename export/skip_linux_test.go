package export_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"postil/export"
	"postil/export/dataset"
	"postil/export/internal/specimen"
)

// TestSkipsNoFailingFiles reads, in each format, a file that opens and then fails, as
// one on a dying disk does: no reader takes that for something bad in the file.
func TestSkipsNoFailingFiles(t *testing.T) {
	const failing = "/proc/self/mem" // nothing is there at its start
	for _, f := range export.Formats() {
		if !f.Reads {
			continue
		}
		folder := t.TempDir()
		path := filepath.Join(folder, "x"+f.Extensions[0])
		if err := os.Symlink(failing, path); err != nil {
			t.Fatal(err)
		}
		if f.Name == "brat" {
			specimen.PutFile(t, folder, "x.txt", "Bart")
		}
		if err := lastOf(f, path); err == nil || err == io.EOF {
			t.Errorf("%s: it ended with %v", f.Name, err)
		}
	}
}

// TestSkipsNoFolders has a folder where the text of an .ann file should be.
func TestSkipsNoFolders(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "x.txt"), 0o777); err != nil {
		t.Fatal(err)
	}
	path := specimen.PutFile(t, folder, "x.ann", "T1\tPER 0 4\tBart\n")
	if err := lastOf(specimen.Named(t, "brat"), path); err == nil || err == io.EOF {
		t.Errorf("it ended with %v", err)
	}
}

// lastOf returns the error with which a file ends, of which what is bad is skipped.
func lastOf(f dataset.Format, path string) error {
	r, err := f.Open(path, dataset.ReadOptions{SkipBad: true})
	if err != nil {
		return err
	}
	defer r.Close()
	for err == nil {
		_, err = r.Next()
	}
	return err
}
