package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"postil/annotate"
)

// place is where a new file or folder is to stand, and what stood there.
type place struct {
	asked     string                    // the path that was asked for
	target    string                    // where that leads
	check     func(target string) error // refuses to replace what stands there
	temporary string                    // where it stands until then, beside the target
	old       string                    // where what stood at the target is kept until all have their places; "" for nothing
	linked    bool                      // old is a second name of what stands at the target, until the new one is taken
	taken     bool
	held      []*os.File // see [hold]
}

// newPlace finds a place for what is asked for at path, and begins it by make under
// a temporary name. What killed exports have left there goes first.
func newPlace(path string, check, make func(string) error) (place, error) {
	p := place{asked: path, target: leadsTo(path), check: check}
	if err := checkFolder(filepath.Dir(path)); err != nil {
		return p, err
	}
	if err := check(p.target); err != nil {
		return p, err
	}
	sweep(p.target)
	for {
		p.temporary = beside(p.target, temporaryEnding)
		err := make(p.temporary)
		if errors.Is(err, fs.ErrPermission) {
			return p, &annotate.Error{Code: annotate.Refused, Where: filepath.Dir(p.target), What: "nothing can be made in this folder",
				Hint: "check the folder's permissions, or choose another"}
		}
		if err != nil {
			return p, Error(path, err)
		}
		held := hold(p.temporary, true)
		if _, err := os.Lstat(p.temporary); !errors.Is(err, fs.ErrNotExist) {
			p.held = append(p.held, held)
			return p, nil
		}
		held.Close() // another export has taken it for left behind, in the moment before it was held
	}
}

// leadsTo returns where a path leads: a link stays a link, but one to nowhere, which
// is replaced.
func leadsTo(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// checkFolder tells where no folder is: not the file that was to be made is at
// fault then.
func checkFolder(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &annotate.Error{Code: annotate.NotFound, Where: path, What: "there is no such folder", Hint: "make the folder first, or choose another"}
	case err != nil:
		return Error(path, err)
	case !info.IsDir():
		return &annotate.Error{Code: annotate.Refused, Where: path, What: "this is no folder", Hint: "choose another"}
	}
	return nil
}

// take gives the new one its place, and keeps what stood there.
func (p *place) take() error {
	if err := p.check(p.target); err != nil {
		return err // somebody has put something there meanwhile
	}
	if err := p.keep(); err != nil {
		return p.cannotTake(err)
	}
	if err := os.Rename(p.temporary, p.target); err != nil {
		return p.cannotTake(err)
	}
	p.taken = true
	return nil
}

// keep gives what stands at the target a second name, or where it can have but one,
// as a folder, moves it there.
func (p *place) keep() error {
	old := beside(p.target, oldEnding)
	err := os.Link(p.target, old)
	p.linked = err == nil
	if err != nil {
		err = os.Rename(p.target, old)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	p.old = old
	p.held = append(p.held, hold(old, false))
	return nil
}

func (p *place) cannotTake(err error) error {
	return &annotate.Error{Code: annotate.Refused, Where: p.target, What: "what stands here cannot be replaced", Err: Reason(err),
		Hint: "close whatever uses it, or choose another name"}
}

// retreat puts the new one back under its temporary name, and what stood at the
// target back there. What cannot be put back is no longer its own: it gets a name that
// no export removes.
func (p *place) retreat() error {
	old := p.old
	p.old = ""
	if old != "" && p.linked && !p.taken {
		os.Remove(old) // it still stands at the target; two names of one file are not renamed
		return nil
	}
	if p.taken && os.Rename(p.target, p.temporary) == nil {
		p.taken = false
	}
	if old == "" {
		return nil
	}
	if err := os.Rename(old, p.target); err != nil {
		return &annotate.Error{Code: annotate.Internal, Where: p.target, What: "what stood here cannot be put back", Err: Reason(err), Hint: "it is kept as " + filepath.Base(keepFor(old))}
	}
	p.taken = false
	return nil
}

// keepFor gives what was put aside under the name old one that no export removes, and
// returns it, or old where it has to keep that.
func keepFor(old string) string {
	kept := strings.TrimSuffix(old, oldEnding) + keptEnding
	if os.Rename(old, kept) != nil {
		return old
	}
	return kept
}

// settle waits until the disk has the new one's name, and removes what stood there.
func (p *place) settle() error {
	if err := syncFolder(filepath.Dir(p.target)); err != nil {
		return Error(p.target, err)
	}
	if p.old == "" {
		return nil
	}
	if err := os.RemoveAll(p.old); err != nil {
		return &annotate.Error{Code: annotate.Internal, Where: p.old, What: "everything is written, but what stood there before cannot be removed", Err: Reason(err),
			Hint: "remove it by hand"}
	}
	p.old = ""
	return nil
}

// discard removes the new one where it has found no place, and lets go of all.
func (p *place) discard() {
	if !p.taken {
		os.RemoveAll(p.temporary)
	} else if p.old != "" {
		os.RemoveAll(p.old)
	}
	for _, held := range p.held {
		held.Close()
	}
	p.held = nil
}
