//go:build linux || darwin || freebsd || netbsd || openbsd

package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// hold says to other processes that a file or folder is in use, until it is closed
// or this process ends, however it does. It returns nil where the file system
// cannot say so, and unless it is to wait, where somebody else has locked it: what
// stands at a target is other programs' to lock for as long as they like.
func hold(path string, wait bool) *os.File {
	open, err := os.Open(path)
	if err != nil {
		return nil
	}
	how := unix.LOCK_SH
	if !wait {
		how |= unix.LOCK_NB
	}
	if !lock(open, how) {
		open.Close()
		return nil
	}
	return open
}

// removeLeft removes a file or folder that no process holds.
func removeLeft(path string) {
	open, err := os.Open(path)
	if err != nil {
		return
	}
	defer open.Close()
	if lock(open, unix.LOCK_EX|unix.LOCK_NB) {
		_ = os.RemoveAll(path)
	}
}

// lock locks an open file or folder (flock(2)).
func lock(open *os.File, how int) bool {
	for {
		err := unix.Flock(int(open.Fd()), how)
		if err != unix.EINTR {
			return err == nil
		}
	}
}
