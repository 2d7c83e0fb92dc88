package storage

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"postil/annotate"
)

// machine returns what names this machine and user in the history. Only what
// writes asks for it: a project can be read where there is no configuration
// folder. Where it fails once it fails again, until the cause is gone.
func (f *File) machine() (string, error) {
	f.machineName.Lock()
	defer f.machineName.Unlock()
	if f.machineName.is == "" {
		name, err := thisMachine()
		if err != nil {
			return "", explain(f.path, err)
		}
		f.machineName.is = name
	}
	return f.machineName.is, nil
}

// machineName is the name, "" where nobody has asked for it.
type machineName struct {
	sync.Mutex
	is string
}

// thisMachine returns the host's name and an id that is made once for each user
// and kept in the user's configuration folder: hosts share names, and two users
// of one host must not undo each other's work.
func thisMachine() (string, error) {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "localhost"
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return "", &annotate.Error{Code: annotate.Internal, What: "there is no configuration folder", Hint: "set HOME", Err: err}
	}
	path := filepath.Join(config, "postil", "machine")
	if id, err := os.ReadFile(path); err == nil && len(strings.TrimSpace(string(id))) != 0 {
		return host + " " + strings.TrimSpace(string(id)), nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	// O_EXCL: where two programs start at once, one of them makes the id.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return thisMachine()
	} else if err != nil {
		return "", err
	}
	id := annotate.NewUID().String()
	_, err = file.WriteString(id + "\n")
	return host + " " + id, cmp.Or(err, file.Close())
}
