package storage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"postil/annotate"
	"postil/storage"
)

// asStranger does something as a user who owns none of the files: on this
// thread the system asks no administrator's rights (setfsuid(2)).
func asStranger(t *testing.T, do func()) {
	t.Helper()
	if os.Getuid() == 0 {
		const nobody = 65534
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}
	do()
}

// protect makes a file and its folder ones that can be read only.
func protect(t *testing.T, path string) {
	t.Helper()
	for name, mode := range map[string]os.FileMode{path: 0o444, filepath.Dir(path): 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o755) })
}

// openFolder returns a folder that everybody may enter.
func openFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "postil-readonly-")
	if err == nil {
		err = os.Chmod(folder, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		os.Chmod(folder, 0o755)
		os.RemoveAll(folder)
	})
	return folder
}

// project makes a project file with a label and closes it.
func closedProject(t *testing.T) string {
	t.Helper()
	path := filepath.Join(openFolder(t), "news.postil")
	f, err := storage.Create(ctx, path, storage.Options{Machine: "desk"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Do(ctx, storage.Action{Name: "make"}, func(w *storage.Writer) error { return w.PutScheme(annotate.DefaultScheme()) })
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// labels counts the labels of a file's scheme.
func labels(f *storage.File) (n int, err error) {
	err = f.View(ctx, func(r *storage.Reader) error {
		v, err := r.Vocabulary()
		n = len(v.Scheme.Labels)
		return err
	})
	return n, err
}

func TestFileThatCannotBeWrittenIsRead(t *testing.T) {
	for what, protect := range map[string]func(*testing.T, string){
		"file and folder": protect,
		"folder alone": func(t *testing.T, path string) {
			protect(t, path)
			if err := os.Chmod(path, 0o666); err != nil {
				t.Fatal(err)
			}
		},
		"file alone": func(t *testing.T, path string) {
			protect(t, path)
			if err := os.Chmod(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			path := closedProject(t)
			protect(t, path)
			asStranger(t, func() {
				f, err := storage.Open(ctx, path, storage.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if !f.ReadOnly() {
					t.Error("it does not say that it can only be read")
				}
				if n, err := labels(f); err != nil || n == 0 {
					t.Errorf("%d labels are read: %v", n, err)
				}
				_, err = f.Do(ctx, storage.Action{Name: "act"}, func(w *storage.Writer) error { return w.PutScheme(annotate.Scheme{}) })
				if annotate.CodeOf(err) != annotate.Refused || !strings.Contains(err.Error(), "can only be read") {
					t.Errorf("writing gives %v", err)
				}
				if changes, _, err := f.Foreign(ctx); err != nil || len(changes) != 0 {
					t.Errorf("foreign changes: %v, %v", changes, err)
				}
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			})
			left, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(left) != 1 {
				t.Errorf("left in the folder: %v, %v", left, err)
			}
		})
	}
}

// A file of an older version that cannot be brought up to date is read as it is,
// by every connection.
func TestOlderFileThatCannotBeWrittenIsRead(t *testing.T) {
	path := olderProject(t, openFolder(t))
	before, err := os.ReadFile(path)
	must(t, err)
	protect(t, path)
	asStranger(t, func() {
		f, err := storage.Open(ctx, path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := expectOlder(t, f)
		must(t, f.View(ctx, func(first *storage.Reader) error {
			return f.View(ctx, func(second *storage.Reader) error {
				d, err := second.Document(r.Document.UID)
				if d.Direction != annotate.Auto || d.Text != r.Document.Text {
					t.Errorf("a second connection reads %+v", d)
				}
				return err
			})
		}))
		_, err = f.Do(ctx, storage.Action{Name: "act"}, func(w *storage.Writer) error { return w.SetDirection(r.Document.UID, annotate.RightToLeft) })
		wantCode(t, err, annotate.Refused)
		must(t, f.Close())
	})
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("the folder holds %q", got)
	}
}

// Somebody who may write has the file open.
func TestReadOnlyFileIsReadBesideItsWriter(t *testing.T) {
	path := closedProject(t)
	writer, err := storage.Open(ctx, path, storage.Options{Machine: "desk"})
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	if _, err := writer.Do(ctx, storage.Action{Name: "act"}, func(w *storage.Writer) error { return w.PutScheme(annotate.Scheme{}) }); err != nil {
		t.Fatal(err)
	}
	protect(t, path)
	asStranger(t, func() {
		f, err := storage.Open(ctx, path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if n, err := labels(f); err != nil || n != 0 || !f.ReadOnly() {
			t.Errorf("%d labels are read, %v; want what the writer has written", n, err)
		}
	})
}

// What is read as unchanging and changes all the same is not believed.
func TestReadOnlyFileThatChangesIsNotBelieved(t *testing.T) {
	path := closedProject(t)
	protect(t, path)
	asStranger(t, func() {
		f, err := storage.Open(ctx, path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		change := func() error { return os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)) }
		if os.Getuid() == 0 {
			syscall.Setfsuid(0)
			err = change()
			syscall.Setfsuid(65534)
		} else {
			err = change()
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := labels(f); annotate.CodeOf(err) != annotate.Conflict || !strings.Contains(err.Error(), "open it again") {
			t.Errorf("reading gives %v", err)
		}
	})
}
