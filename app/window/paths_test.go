package window

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPathsBelowHomeAreShort(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "Postil", "A.postil")
	short := shortPath(path, home)
	if want := filepath.Join("~", "Postil", "A.postil"); short != want {
		t.Errorf("the path is shown as %q, want %q", short, want)
	}
	if got := fullPath(" "+short+"\n", home, ""); got != path {
		t.Errorf("%q is read as %q, want %q", short, got, path)
	}
	if got := shortPath(home+"stead", home); got != home+"stead" {
		t.Errorf("a folder beside the home folder is shown as %q", got)
	}
	for _, folder := range []string{"", home} {
		if got := fullPath("", home, folder); got != "" {
			t.Errorf("an empty path is read as %q", got)
		}
	}
	if got, want := fullPath("b.postil", home, filepath.Join(home, "Postil")), filepath.Join(home, "Postil", "b.postil"); got != want {
		t.Errorf("a relative path is read as %q, want %q", got, want)
	}
}

func TestProjectFilesGetTheirEnding(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "a.postil", "a.postil": "a.postil", "a.b": "a.b.postil"} {
		if got := withExtension(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestFreePathGoesRoundFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Untitled.postil")
	if got := freePath(path); got != path {
		t.Errorf("a free path becomes %q", got)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := filepath.Base(freePath(path)), "Untitled 2.postil"; got != want {
		t.Errorf("a taken path becomes %q, want %q", got, want)
	}
}

func TestBrowsingBeginsNearThePath(t *testing.T) {
	folder := t.TempDir()
	for path, want := range map[string]string{
		folder:                             folder,
		filepath.Join(folder, "set.jsonl"): folder,
		filepath.Join(folder, "no", "such", "file"): folder,
		"": "home",
	} {
		if got := folderNear(path, "home"); got != want {
			t.Errorf("for %q browsing begins in %q, want %q", path, got, want)
		}
	}
}
