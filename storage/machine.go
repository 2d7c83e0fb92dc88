package storage

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"postil/annotate"
)

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
