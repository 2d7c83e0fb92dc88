//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package files

import (
	"os"
	"time"
)

// longest is how long no export takes.
const longest = 24 * time.Hour

// hold does nothing: a file that is open for longer than it takes to lock it could
// not be renamed here.
func hold(string, bool) *os.File { return nil }

// removeLeft removes a file or folder that is older than an export takes.
func removeLeft(path string) {
	if info, err := os.Lstat(path); err == nil && longest < time.Since(info.ModTime()) {
		_ = os.RemoveAll(path)
	}
}
