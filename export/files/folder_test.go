package files

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"postil/annotate"
)

// tree returns the files below a folder, each with what it holds.
func tree(t *testing.T, folder string) string {
	t.Helper()
	names, err := filesBelow(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, name+"="+string(b))
	}
	return strings.Join(all, " ")
}

func lay(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// writeFolder writes a folder with a report at path, and whatever else is to be
// done before it takes its place.
func writeFolder(path string, before func(*Set) error) ([]string, error) {
	set := Set{Format: "notes"}
	defer set.Discard()
	if err := set.Folder(path); err != nil {
		return nil, err
	}
	for _, name := range []string{"01/data.ann", "01/data.txt", "REPORT.json"} {
		f, err := set.Create(filepath.Join(path, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		content := "new"
		if name == ReportName {
			content = report("notes", map[string]string{"01/data.ann": "new", "01/data.txt": "new"})
		}
		if _, err := f.WriteString(content); err != nil {
			return nil, err
		}
		if name == "01/data.ann" { // the others stay open
			if err := f.Close(); err != nil {
				return nil, err
			}
		}
	}
	if before != nil {
		if err := before(&set); err != nil {
			return nil, err
		}
	}
	return set.Commit()
}

// report returns the report of an export of these files.
func report(format string, contents map[string]string) string {
	files := []Summary{}
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		files = append(files, Summary{Name: name, Bytes: int64(len(contents[name])), SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(contents[name])))})
	}
	b, err := json.Marshal(map[string]any{"format": format, "files": files})
	if err != nil {
		panic(err)
	}
	return string(b)
}

var written = "01/data.ann=new 01/data.txt=new REPORT.json=" + report("notes", map[string]string{"01/data.ann": "new", "01/data.txt": "new"})

func TestFolderTakesItsPlace(t *testing.T) {
	for name, before := range map[string]map[string]string{
		"nothing":         nil,
		"an empty folder": nil,
		"an export":       {"out/REPORT.json": report("notes", map[string]string{"gone/data.txt": "old"}), "out/gone/data.txt": "old", "out/.DS_Store": ""},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			lay(t, parent, before)
			out := filepath.Join(parent, "out")
			if name == "an empty folder" {
				if err := os.MkdirAll(filepath.Join(out, "empty"), 0o777); err != nil {
					t.Fatal(err)
				}
			}
			places, err := writeFolder(out, func(*Set) error {
				if _, err := os.Stat(filepath.Join(out, "01")); err == nil {
					t.Error("it stands there before its time")
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := tree(t, out); got != written {
				t.Errorf("there stands %s", got)
			}
			if len(places) != 1 || places[0] != out {
				t.Errorf("it took the places %v", places)
			}
			onlyOut(t, parent)
		})
	}
}

// onlyOut checks that a folder holds nothing but "out".
func onlyOut(t *testing.T, parent string) {
	t.Helper()
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) != 1 || entries[0].Name() != "out" {
		t.Errorf("%s holds %v, %v", parent, entries, err)
	}
}

func TestFolderIsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		before map[string]string
		want   string
	}{
		{"a file", map[string]string{"out": "x"}, "a file stands where the folder should; choose another name"},
		{"strange files", map[string]string{"out/thesis.odt": "x"}, "the folder is not empty, and no earlier export either; choose another name, or an empty folder"},
		{"a strange report", map[string]string{"out/REPORT.json": `{"files":7}`}, "the folder is not empty, and no earlier export either; choose"},
		{"a file more", map[string]string{"out/REPORT.json": report("notes", map[string]string{"a": ""}), "out/a": "", "out/b/mine.txt": ""}, "the folder holds a file that no earlier export has written: b/mine.txt; choose another name, or an empty folder"},
		{"of another format", map[string]string{"out/REPORT.json": report("songs", map[string]string{"a": ""}), "out/a": ""}, "an export in the format songs stands here; choose another name, or ask for the folder to be replaced (--replace)"},
		{"a longer file", map[string]string{"out/REPORT.json": report("notes", map[string]string{"a": "x"}), "out/a": "xy"}, "the folder holds a file that somebody has changed since the export: a; choose another name, or ask"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			lay(t, parent, c.before)
			before := tree(t, parent)
			_, err := writeFolder(filepath.Join(parent, "out"), nil)
			if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v", err)
			}
			if got := tree(t, parent); got != before {
				t.Errorf("there stands %s", got)
			}
			onlyOut(t, parent)
		})
	}
	if _, err := writeFolder(filepath.Join(t.TempDir(), "none", "out"), nil); annotate.CodeOf(err) != annotate.NotFound {
		t.Errorf("%v", err)
	}
}

// TestFolderFailsWhole checks that whatever fails leaves what stood there before.
func TestFolderFailsWhole(t *testing.T) {
	before := report("notes", map[string]string{"old.txt": "old"})
	for name, fail := range map[string]func(parent string) func(*Set) error{
		"while writing": func(string) func(*Set) error {
			return func(*Set) error { return os.ErrDeadlineExceeded }
		},
		"a file came meanwhile": func(parent string) func(*Set) error {
			return func(*Set) error { return os.WriteFile(filepath.Join(parent, "out", "mine.txt"), nil, 0o666) }
		},
		"the folder vanished": func(string) func(*Set) error {
			return func(s *Set) error { return os.RemoveAll(s.folders[0].temporary) }
		},
		"a file beside it has no place": func(parent string) func(*Set) error {
			return func(s *Set) error {
				f, err := s.Create(filepath.Join(parent, "beside"))
				if err != nil {
					return err
				}
				if _, err := f.WriteString("x"); err != nil {
					return err
				}
				return os.MkdirAll(filepath.Join(parent, "beside", "in the way"), 0o777)
			}
		},
		"a name that leaves it": func(string) func(*Set) error {
			return func(s *Set) error { _, err := s.folders[0].create("../stray"); return err }
		},
		"a name twice": func(string) func(*Set) error {
			return func(s *Set) error { _, err := s.folders[0].create("01/data.txt"); return err }
		},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			lay(t, parent, map[string]string{"out/REPORT.json": before, "out/old.txt": "old"})
			if _, err := writeFolder(filepath.Join(parent, "out"), fail(parent)); err == nil {
				t.Fatal("it did not fail")
			}
			os.Remove(filepath.Join(parent, "out", "mine.txt"))
			os.RemoveAll(filepath.Join(parent, "beside"))
			if got := tree(t, parent); got != "out/REPORT.json="+before+" out/old.txt=old" {
				t.Errorf("there stands %s", got)
			}
			onlyOut(t, parent)
		})
	}
}

func TestFolderKeepsLinksAndModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes, and links only for administrators")
	}
	parent := t.TempDir()
	real, link := filepath.Join(parent, "real"), filepath.Join(parent, "link")
	if err := os.Mkdir(real, 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	if _, err := writeFolder(link, nil); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if info, err := os.Stat(real); err != nil || info.Mode().Perm() != 0o750 || tree(t, real) != written {
		t.Errorf("%v, %v", info, err)
	}
}

// TestFolderOfManyFiles checks that thousands of files do not stay open, and that
// the disk gets them at once.
func TestFolderOfManyFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	const n = 3000
	var set Set
	defer set.Discard()
	if err := set.Folder(out); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		f, err := set.Create(filepath.Join(out, fmt.Sprint(i%10), fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, i)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if open := set.folders[0].open; len(open) != 0 {
		t.Errorf("%d files are open", len(open))
	}
	if _, err := set.Commit(); err != nil {
		t.Fatal(err)
	}
	names, err := filesBelow(out)
	if err != nil || len(names) != n {
		t.Errorf("%d files, %v", len(names), err)
	}
	if b, err := os.ReadFile(filepath.Join(out, "7", "2997")); err != nil || string(b) != "2997" {
		t.Errorf("%s, %v", b, err)
	}
}
