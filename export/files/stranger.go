package files

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"postil/annotate"
)

// What stands in the way of replacing a file unasked, after "a file stands here".
const (
	foreign = "that no earlier export has written"
	edited  = "that somebody has changed since the export"
)

// ofFormat is the same of a file of another format.
func ofFormat(format string) string { return "that an export in the format " + format + " has written" }

// stranger says why the file of that name, relative and with slashes, is not to be
// replaced unasked by an export in a format, "" where it may be: another one in this
// format has written it, as it stands there. One that is as long as the report says
// and no newer than that is taken for unchanged; any other is summed.
func (e *earlier) stranger(name, format string) (string, error) {
	if e == nil {
		return foreign, nil
	}
	listed, ok := e.files[name]
	written := cmp.Or(listed.Format, e.format)
	switch {
	case !ok:
		return foreign, nil
	case written != format:
		return ofFormat(written), nil
	case listed.SHA256 == "": // the report itself
		return "", nil
	}
	path := filepath.Join(e.folder, filepath.FromSlash(name))
	info := standing(path)
	if info == nil || info.Size() != listed.Bytes {
		return edited, nil
	}
	if !info.ModTime().After(e.written) {
		return "", nil
	}
	sum, err := sumOf(path)
	if err != nil || sum == listed.SHA256 {
		return "", err
	}
	return edited, nil
}

// standing describes the file at path, or the one that a link there leads to; nil
// where there is none, or a folder: no file takes its place.
func standing(path string) fs.FileInfo {
	info, err := os.Stat(path)
	if err != nil {
		info, err = os.Lstat(path) // a link to nowhere
	}
	if err != nil || info.IsDir() {
		return nil
	}
	return info
}

// CheckStrangers refuses to replace files at those paths that no earlier export in
// this format has written, as the report at that path tells, or that somebody has
// changed since. The error names all that stand in the way.
func CheckStrangers(report, format string, paths []string) error {
	var there []string
	for _, path := range paths {
		if standing(path) != nil {
			there = append(there, path)
		}
	}
	if len(there) == 0 {
		return nil
	}
	e, err := earlierAt(report)
	if err != nil {
		return err
	}
	var found strangers
	for _, path := range there {
		name, err := nameFrom(filepath.Dir(report), path)
		if err != nil {
			return err
		}
		why, err := e.stranger(name, format)
		if err != nil {
			return err
		}
		found.add(path, why)
	}
	return found.refusal()
}

// strangers are files that must not be replaced unasked.
type strangers struct {
	first string              // path
	why   []string            // in the order in which they were met
	names map[string][]string // the last parts of the paths, by why
}

func (s *strangers) add(path, why string) {
	if why == "" {
		return
	}
	if s.names == nil {
		s.first, s.names = path, map[string][]string{}
	}
	if s.names[why] == nil {
		s.why = append(s.why, why)
	}
	s.names[why] = append(s.names[why], filepath.Base(path))
}

// refusal says which files stand where, nil for none.
func (s *strangers) refusal() error {
	if len(s.why) == 0 {
		return nil
	}
	var what []string
	for i, why := range s.why {
		names := s.names[why]
		switch {
		case 0 < i:
			what = append(what, "also there: "+strings.Join(names, ", ")+", "+why)
		case len(names) == 1:
			what = append(what, "a file stands here "+why)
		default:
			what = append(what, "files stand here "+why+", this one and "+strings.Join(names[1:], ", "))
		}
	}
	return &annotate.Error{Code: annotate.Refused, Where: s.first, What: strings.Join(what, "; "),
		Hint: "choose another name, move what is there, or ask for it to be replaced (--replace)"}
}
