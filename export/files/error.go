package files

import (
	"errors"
	"io/fs"

	"postil/annotate"
)

// Error says in words what stands in the way of opening, writing or
// replacing a file.
func Error(path string, err error) error {
	e := &annotate.Error{Code: annotate.Internal, Where: path, Err: Reason(err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Code, e.What, e.Err = annotate.NotFound, "there is no such file or folder", nil
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.What, e.Err = annotate.Refused, "permission denied", nil
	}
	return e
}

// Reason returns what a path error says, without the path and the call.
func Reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
