//go:build linux || darwin || freebsd || netbsd || openbsd

package files_test

import (
	"bufio"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"postil/export/files"
)

// TestWhatOthersLockIsNotWaitedFor replaces a file that a script has locked, as
// flock(1) does around a command.
func TestWhatOthersLockIsNotWaitedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	put(t, path, "old")
	locked, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer locked.Close()
	if err := unix.Flock(int(locked.Fd()), unix.LOCK_EX); err != nil {
		t.Skipf("there are no locks here: %v", err)
	}
	if err := files.Replace(path, func(to *bufio.Writer) error { _, err := to.WriteString("new"); return err }); err != nil {
		t.Fatal(err)
	}
	if got := stands(t, filepath.Dir(path)); got["x.jsonl"] != "new" || len(got) != 1 {
		t.Errorf("there stands %q", got)
	}
}
