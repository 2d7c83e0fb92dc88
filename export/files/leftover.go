package files

import (
	"os"
	"path/filepath"
	"strings"

	"postil/annotate"
)

// How names end that stand beside a target while an export is under way.
const (
	temporaryEnding = ".tmp"  // of what takes its place
	oldEnding       = ".old"  // of what stood there
	keptEnding      = ".kept" // of what stood there and cannot be put back, which stays
)

// beside returns a new hidden name in the folder that path stands in.
func beside(path, ending string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+annotate.NewUID().String()+ending)
}

// sweep removes what exports to a target have left beside it that were killed: what
// is not whole, and what they had put aside, where something stands in its place.
// It never touches what an export under way holds (see [hold]), and what it cannot
// remove does no harm.
func sweep(target string) {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return // which making the file will tell
	}
	_, err = os.Lstat(target)
	stands := err == nil
	for _, e := range entries {
		name, ours := strings.CutPrefix(e.Name(), "."+filepath.Base(target)+".")
		uid, whole := strings.CutSuffix(name, temporaryEnding)
		if !whole && stands {
			uid, whole = strings.CutSuffix(name, oldEnding)
		}
		if !ours || !whole {
			continue
		}
		if _, err := annotate.ParseUID(uid); err == nil {
			removeLeft(filepath.Join(filepath.Dir(target), e.Name()))
		}
	}
}
