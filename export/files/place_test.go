package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"postil/annotate"
)

// TestWhatCannotBePutBackIsKept has something in the way of both folders that are to
// go back: what the error says is kept still stands there afterwards, also when the
// next export has removed what earlier ones left.
func TestWhatCannotBePutBackIsKept(t *testing.T) {
	const uid = "01920700-0000-7000-8000-000000000001"
	folder := t.TempDir()
	p := place{target: filepath.Join(folder, "out"), taken: true,
		temporary: filepath.Join(folder, ".out."+uid+temporaryEnding), old: filepath.Join(folder, ".out."+uid+oldEnding)}
	lay(t, p.target, map[string]string{"new": ""})
	lay(t, p.temporary, map[string]string{"in the way": ""})
	lay(t, p.old, map[string]string{"precious": ""})
	err := p.retreat()
	p.discard()
	sweep(p.target)
	const kept = ".out." + uid + ".kept"
	var said *annotate.Error
	if !errors.As(err, &said) || said.Where != p.target || said.Hint != "it is kept as "+kept {
		t.Errorf("it says %v", err)
	}
	if got := tree(t, filepath.Join(folder, kept)); got != "precious=" {
		t.Errorf("there is kept %q", got)
	}
}

// TestNothingIsLeftOfWhatWasNotReplaced fails between the second name for what stands
// at the target and the new file's.
func TestNothingIsLeftOfWhatWasNotReplaced(t *testing.T) {
	folder := t.TempDir()
	p := place{target: filepath.Join(folder, "a"), temporary: filepath.Join(folder, "not there"), check: func(string) error { return nil }}
	if err := os.WriteFile(p.target, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := p.take(); !errors.Is(err, fs.ErrNotExist) || annotate.CodeOf(err) != annotate.Refused {
		t.Errorf("it says %v", err)
	}
	if err := p.retreat(); err != nil {
		t.Error(err)
	}
	p.discard()
	if got := tree(t, folder); got != "a=old" {
		t.Errorf("there stands %q", got)
	}
}
