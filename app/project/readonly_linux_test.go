package project_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"postil/annotate"
	"postil/app/project"
)

// A project of somebody else, which this user may only read, is searched,
// checked, counted and exported; what would change it is refused at once.
func TestProjectThatCannotBeWrittenIsRead(t *testing.T) {
	folder, err := os.MkdirTemp("", "postil-readonly-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path, out := filepath.Join(folder, "news.postil"), filepath.Join(t.TempDir(), "out.jsonl")
	if err := project.CreateSample(t.Context(), path, "Ana"); err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{path: 0o444, folder: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(folder, 0o755)
	var written string
	asStranger(t, func() {
		err = project.Visit(t.Context(), path, "Eva", func(p *project.Project) error {
			if !p.ReadOnly() {
				t.Error("it does not say that it can only be read")
			}
			if hits, err := p.SearchPastTags(t.Context(), "stef", 5, nil); err != nil || len(hits) == 0 {
				t.Errorf("found are %v, %v", hits, err)
			}
			if err := p.Check(t.Context(), func(f project.Finding) { t.Errorf("a fault: %+v", f) }); err != nil {
				t.Error(err)
			}
			_, err := p.NewTag(t.Context(), "New", annotate.UID{})
			refused(t, "a command", err)
			_, err = p.Import(t.Context(), []string{"nowhere.txt"}, project.ImportOptions{}, nil)
			refused(t, "an import", err)
			written = exported(t, p, out)
			return nil
		})
	})
	if err != nil {
		t.Error(err)
	}
	if !strings.Contains(written, `"spans"`) {
		t.Errorf("exported: %d bytes", len(written))
	}
}

func refused(t *testing.T, what string, err error) {
	t.Helper()
	if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), "can only be read") {
		t.Errorf("%s gives %v", what, err)
	}
}

// exported exports a project with the rights of whoever runs the tests.
func exported(t *testing.T, p *project.Project, path string) string {
	t.Helper()
	if os.Getuid() == 0 {
		defer syscall.Setfsuid(nobody)
		syscall.Setfsuid(0)
	}
	if _, err := p.Export(context.Background(), project.ExportOptions{Format: "jsonl", Path: path}, nil); err != nil {
		t.Error(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

const nobody = 65534

// asStranger does something as a user who owns none of the files: on this
// thread the system asks no administrator's rights (setfsuid(2)).
func asStranger(t *testing.T, do func()) {
	t.Helper()
	if os.Getuid() == 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}
	do()
}
