package files_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/export/files"
)

// stands returns the files in a folder with what they hold, and sub-folders with
// a slash.
func stands(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			all[e.Name()+"/"] = ""
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// begin begins a file in a set.
func begin(t *testing.T, s *files.Set, path, content string) {
	t.Helper()
	f, err := s.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(content); err != nil {
		t.Fatal(err)
	}
}

func TestFilesTakeTheirPlacesTogether(t *testing.T) {
	folder := t.TempDir()
	put(t, filepath.Join(folder, "a"), "old a")
	var set files.Set
	defer set.Discard()
	for _, name := range []string{"a", "b"} {
		begin(t, &set, filepath.Join(folder, name), "new "+name)
	}
	if b, err := os.ReadFile(filepath.Join(folder, "a")); err != nil || string(b) != "old a" {
		t.Errorf("before its time there stands %q: %v", b, err)
	}
	places, err := set.Commit()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Join(folder, "a"), filepath.Join(folder, "b")}; !cmp.Equal(places, want) {
		t.Errorf("they took the places %q", places)
	}
	if d := cmp.Diff(map[string]string{"a": "new a", "b": "new b"}, stands(t, folder)); d != "" {
		t.Errorf("there stands (-want +got):\n%s", d)
	}
}

// TestFilesFailTogether has something in the way of the last of several files: all
// that stood there before stands there again, and nothing else.
func TestFilesFailTogether(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"a", "c"} {
		put(t, filepath.Join(folder, name), "old "+name)
	}
	var set files.Set
	for _, name := range []string{"a", "b", "c"} {
		begin(t, &set, filepath.Join(folder, name), "new "+name)
	}
	c := filepath.Join(folder, "c")
	if err := os.Remove(c); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(c, 0o777); err != nil {
		t.Fatal(err)
	}
	_, err := set.Commit()
	set.Discard()
	if annotate.CodeOf(err) != annotate.Refused || err.Error() != c+": it is a folder, and a file is to stand here; add the name of a file" {
		t.Errorf("it says %v", err)
	}
	if d := cmp.Diff(map[string]string{"a": "old a", "c/": ""}, stands(t, folder)); d != "" {
		t.Errorf("there stands (-want +got):\n%s", d)
	}
}

// TestNewFilesAreOpenToTheSamePeople replaces files that others may write, or nobody
// else may read.
func TestNewFilesAreOpenToTheSamePeople(t *testing.T) {
	for _, mode := range []os.FileMode{0o666, 0o600} {
		path := filepath.Join(t.TempDir(), "x.jsonl")
		put(t, path, "old")
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		before, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := files.Replace(path, func(to *bufio.Writer) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if after, err := os.Stat(path); err != nil || after.Mode() != before.Mode() || after.Size() != 0 {
			t.Errorf("%v becomes %v: %v", before.Mode(), after.Mode(), err)
		}
	}
}

// What is said of a file that cannot take its place names neither of two paths twice.
func TestReasonOfTwoPaths(t *testing.T) {
	folder := t.TempDir()
	err := os.Rename(filepath.Join(folder, "a"), filepath.Join(folder, "b"))
	if got := files.Reason(err).Error(); strings.Contains(got, folder) {
		t.Errorf("it says %q", got)
	}
}

// TestWhatKilledExportsLeftIsRemoved lays what they leave beside a file that is
// written again: that goes, and nothing else does.
func TestWhatKilledExportsLeftIsRemoved(t *testing.T) {
	const uid = "01920700-0000-7000-8000-000000000001"
	for name, c := range map[string]struct {
		there, stays []string
	}{
		"not whole":                     {[]string{".x.jsonl." + uid + ".tmp"}, nil},
		"put aside":                     {[]string{"x.jsonl", ".x.jsonl." + uid + ".old"}, nil},
		"put aside, and nothing for it": {[]string{".x.jsonl." + uid + ".old"}, []string{".x.jsonl." + uid + ".old"}},
		"of another name":               {[]string{".x." + uid + ".tmp", ".x.jsonl.b." + uid + ".tmp"}, []string{".x." + uid + ".tmp", ".x.jsonl.b." + uid + ".tmp"}},
		"no export's":                   {[]string{".x.jsonl.swp", ".x.jsonl.mine.tmp", "x.jsonl." + uid + ".tmp"}, []string{".x.jsonl.swp", ".x.jsonl.mine.tmp", "x.jsonl." + uid + ".tmp"}},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for _, file := range c.there {
				put(t, filepath.Join(folder, file), "old")
			}
			if name == "not whole" { // of a folder, of which a part is written
				if err := os.MkdirAll(filepath.Join(folder, ".x.jsonl."+uid[:35]+"2.tmp", "train"), 0o777); err != nil {
					t.Fatal(err)
				}
			}
			long := time.Now().Add(-48 * time.Hour) // where no system says what is in use
			for file := range stands(t, folder) {
				if err := os.Chtimes(filepath.Join(folder, file), long, long); err != nil {
					t.Fatal(err)
				}
			}
			if err := files.Replace(filepath.Join(folder, "x.jsonl"), func(to *bufio.Writer) error { _, err := to.WriteString("new"); return err }); err != nil {
				t.Fatal(err)
			}
			want := map[string]string{"x.jsonl": "new"}
			for _, file := range c.stays {
				want[file] = "old"
			}
			if d := cmp.Diff(want, stands(t, folder)); d != "" {
				t.Errorf("there stands (-want +got):\n%s", d)
			}
		})
	}
}

// TestExportsUnderWayAreLeftAlone has two of one name, of a file and of a folder.
func TestExportsUnderWayAreLeftAlone(t *testing.T) {
	folder := t.TempDir()
	file, data := filepath.Join(folder, "x.jsonl"), filepath.Join(folder, "x")
	one, other := files.Set{Format: "notes"}, files.Set{Format: "notes"}
	for _, set := range []*files.Set{&one, &other} {
		defer set.Discard()
		if err := set.Folder(data); err != nil {
			t.Fatal(err)
		}
		begin(t, set, file, "mine")
	}
	for _, set := range []*files.Set{&one, &other} {
		if _, err := set.Commit(); err != nil {
			t.Error(err)
		}
	}
	if d := cmp.Diff(map[string]string{"x.jsonl": "mine", "x/": ""}, stands(t, folder)); d != "" {
		t.Errorf("there stands (-want +got):\n%s", d)
	}
}
