package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// manyFiles is from how many files on it costs less to flush the whole file
// system once than each file.
const manyFiles = 64

// syncTree waits until the disk has a folder of so many files.
func syncTree(folder string, files int) error {
	if files < manyFiles {
		return syncEach(folder)
	}
	open, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer open.Close()
	return unix.Syncfs(int(open.Fd()))
}
