package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAnImportThatFillsTheDisk imports more than a small disk holds: a new project leaves
// nothing, one that was there can be read as it was, and is as small again once there is
// room.
func TestAnImportThatFillsTheDisk(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", folder)
	disk := filepath.Join(folder, "disk")
	if err := os.Mkdir(disk, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=9000k"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	article, records := filepath.Join(folder, "a.txt"), filepath.Join(folder, "a.jsonl")
	if err := os.WriteFile(article, []byte("An article."), 0o666); err != nil {
		t.Fatal(err)
	}
	writeCorpus(t, records, 500, false)
	postil := func(args ...string) (string, error) {
		output, err := exec.Command("postil", args...).CombinedOutput()
		return string(output), err
	}
	stands := func() string {
		entries, err := os.ReadDir(disk)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return strings.Join(names, " ")
	}

	project := filepath.Join(disk, "p.postil")
	if said, err := postil("import", project, records); err == nil || strings.Count(said, "\n") != 1 || !strings.Contains(said, "the disk is full") {
		t.Errorf("a new project: %v: %s", err, said)
	}
	if got := stands(); got != "" {
		t.Errorf("a new project leaves %s", got)
	}
	if said, err := postil("import", project, article); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	before := stands()
	if said, err := postil("import", project, records); err == nil || !strings.Contains(said, "the disk is full") {
		t.Errorf("%v: %s", err, said)
	}
	for _, command := range []string{"check", "stats"} {
		if said, err := postil(command, project); err != nil {
			t.Errorf("%s while the disk is full: %v: %s", command, err, said)
		}
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=90000k"); err != nil {
		t.Fatal(err)
	}
	if said, err := postil("check", project); err != nil || stands() != before {
		t.Errorf("with room again: %v: %s; there stands %s", err, said, stands())
	}
}
