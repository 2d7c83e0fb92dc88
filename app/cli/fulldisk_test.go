package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"postil/app/project"
)

// TestAFullDisk lets files grow to no more than half a megabyte, which fails as a full
// disk does: every format names the file that was asked for, and nothing stays.
func TestAFullDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no limit for a program's files")
	}
	folder, file := importedCorpus(t)
	for _, f := range project.Formats() {
		if !f.Writes {
			continue
		}
		out := filepath.Join(folder, f.Name)
		if err := os.Mkdir(out, 0o777); err != nil {
			t.Fatal(err)
		}
		output, err := exec.Command("sh", "-c", `ulimit -f 512 && exec postil export "$0" --format "$1" --out "$2"`, file, f.Name, filepath.Join(out, "x")).CombinedOutput()
		names := regexp.MustCompile(`^postil: ` + regexp.QuoteMeta(out) + `/x[^ ]*: file too large\n$`)
		if left, gone := os.ReadDir(out); err == nil || !names.Match(output) || len(left) != 0 || gone != nil {
			t.Errorf("%s: %v, it says %s, it leaves %v", f.Name, err, output, left)
		}
	}
}
