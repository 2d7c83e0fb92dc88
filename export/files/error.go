package files

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

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
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		e.What, e.Err, e.Hint = "the disk is full", nil, "make room, or choose another place"
	}
	return e
}

// Reason returns what an error of a path or two says, without them and the call.
func Reason(err error) error {
	var one *fs.PathError
	if errors.As(err, &one) {
		return one.Err
	}
	var two *os.LinkError
	if errors.As(err, &two) {
		return two.Err
	}
	return err
}
