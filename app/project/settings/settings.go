// Package settings keeps what Postil remembers between two starts and no
// project holds: who annotates, which projects were open, how the window looks.
// It is one JSON file in the user's configuration folder that a person can read
// and edit.
package settings

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"

	"postil/annotate"
)

// Settings are what is remembered. The zero value is a first start.
type Settings struct {
	Annotator  string            `json:"annotator"`         // "" until the first start has asked
	Recent     []string          `json:"recent"`            // project files, absolute, the newest first
	Reading    map[string]Place  `json:"reading,omitempty"` // what was read last, by project file
	Window     Window            `json:"window"`
	Theme      string            `json:"theme"`                 // "light", "dark", or "" for the system's
	Zoom       float64           `json:"zoom,omitempty"`        // of the text; 0 stands for 1
	Font       string            `json:"font,omitempty"`        // the family of the text; "" for the program's own
	FindFolded bool              `json:"find_folded,omitempty"` // find ignores case and accents
	Keys       map[string]string `json:"keys,omitempty"`        // keys that the user changed, by command
}

// Place is where a person was in a project. The zero value is its beginning.
type Place struct {
	Document string `json:"document"` // a UID
	Top      int    `json:"top"`      // the byte of its text whose line is at the pane's top
	Caret    int    `json:"caret"`    // byte offset
}

// Window is the window's last size and the places of its dividers.
type Window struct {
	Width    float32 `json:"width,omitempty"`  // in Fyne's device-independent units
	Height   float32 `json:"height,omitempty"` // likewise
	Left     float64 `json:"left,omitempty"`   // the list's share of the width, 0 to 1
	Right    float64 `json:"right,omitempty"`  // the share left of the label panel, 0 to 1
	Labels   float64 `json:"labels,omitempty"` // the label panel's share of the height, 0 to 1
	FullSize bool    `json:"full_screen,omitempty"`
}

// maxRecent is how many projects are remembered.
const maxRecent = 10

// AddRecent puts a project file first among the recent ones.
func (s *Settings) AddRecent(path string) {
	s.ForgetRecent(path)
	s.Recent = slices.Insert(s.Recent, 0, path)
	s.Recent = s.Recent[:min(len(s.Recent), maxRecent)]
	maps.DeleteFunc(s.Reading, func(project string, _ Place) bool { return !slices.Contains(s.Recent, project) })
}

// RememberPlace keeps where a person was in a recent project.
func (s *Settings) RememberPlace(path string, at Place) {
	if !slices.Contains(s.Recent, path) {
		return
	}
	if s.Reading == nil {
		s.Reading = map[string]Place{}
	}
	s.Reading[path] = at
}

// ForgetRecent takes a project file, gone perhaps, out of the recent ones.
func (s *Settings) ForgetRecent(path string) {
	s.Recent = slices.DeleteFunc(s.Recent, func(old string) bool { return old == path })
}

// Name returns the annotator's name, before the first start has asked for it
// the login name.
func (s *Settings) Name() string {
	if s.Annotator != "" {
		return s.Annotator
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username[strings.LastIndex(u.Username, `\`)+1:] // Windows writes DOMAIN\name
	}
	return "annotator"
}

// File is the path of a settings file.
type File string

// Standard returns the user's settings file, postil/settings.json under
// os.UserConfigDir.
func Standard() (File, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", &annotate.Error{Code: annotate.NotFound, Where: "settings", What: "the system names no configuration folder", Err: err}
	}
	return File(filepath.Join(dir, "postil", "settings.json")), nil
}

// Load reads the settings; a file that isn't there is a first start.
func (f File) Load() (Settings, error) {
	var s Settings
	b, err := os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, &annotate.Error{Code: annotate.Internal, Where: "settings", Err: err}
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return Settings{}, &annotate.Error{Code: annotate.Invalid, Where: string(f), What: "the settings cannot be read",
			Hint: "correct the file, or remove it to start afresh", Err: err}
	}
	return s, nil
}

// Change reads the settings, lets change alter them and writes them whole: the
// file holds the old ones or the new ones, never a part. A file that cannot be
// read is not overwritten.
func (f File) Change(change func(*Settings)) error {
	s, err := f.Load()
	if err != nil {
		return err
	}
	change(&s)
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := f.write(append(b, '\n')); err != nil {
		return &annotate.Error{Code: annotate.Internal, Where: "settings", What: "they could not be saved", Err: err}
	}
	return nil
}

func (f File) write(b []byte) error {
	dir := filepath.Dir(string(f))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, "settings-*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(b)
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), string(f))
}
