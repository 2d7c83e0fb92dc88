package settings_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"postil/annotate"
	"postil/app/project/settings"
)

func TestFirstStartHasNoFile(t *testing.T) {
	f := settings.File(filepath.Join(t.TempDir(), "postil", "settings.json"))
	s, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(settings.Settings{}, s); diff != "" {
		t.Error(diff)
	}
	if s.Name() == "" {
		t.Error("no name is proposed to a new annotator")
	}
}

func TestChangeKeepsTheRest(t *testing.T) {
	f := settings.File(filepath.Join(t.TempDir(), "postil", "settings.json"))
	if err := f.Change(func(s *settings.Settings) { s.Annotator, s.Theme = "Ana", "dark" }); err != nil {
		t.Fatal(err)
	}
	if err := f.Change(func(s *settings.Settings) { s.AddRecent("/a"); s.Keys = map[string]string{"find": "F4"} }); err != nil {
		t.Fatal(err)
	}
	got, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	want := settings.Settings{Annotator: "Ana", Theme: "dark", Recent: []string{"/a"}, Keys: map[string]string{"find": "F4"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Name() != "Ana" {
		t.Errorf("the annotator is %q", got.Name())
	}
	left, _ := os.ReadDir(filepath.Dir(string(f)))
	if len(left) != 1 {
		t.Errorf("%d files are left in the folder", len(left))
	}
}

func TestRecentProjects(t *testing.T) {
	var s settings.Settings
	for i := range 12 {
		s.AddRecent(fmt.Sprint(i))
	}
	s.AddRecent("5")
	s.ForgetRecent("9")
	want := []string{"5", "11", "10", "8", "7", "6", "4", "3", "2"}
	if diff := cmp.Diff(want, s.Recent); diff != "" {
		t.Error(diff)
	}
}

func TestPlacesAreOfRecentProjects(t *testing.T) {
	f := settings.File(filepath.Join(t.TempDir(), "settings.json"))
	at := settings.Place{Document: "0192", Top: 12_000, Caret: 12_345}
	if err := f.Change(func(s *settings.Settings) {
		s.AddRecent("/a")
		s.RememberPlace("/a", settings.Place{Document: "0191"})
		s.RememberPlace("/a", at)
		s.RememberPlace("/never opened", at)
	}); err != nil {
		t.Fatal(err)
	}
	s, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]settings.Place{"/a": at}, s.Reading); diff != "" {
		t.Error(diff)
	}
	for i := range 10 {
		s.AddRecent(fmt.Sprint(i))
	}
	if len(s.Reading) != 0 {
		t.Errorf("places of projects that are recent no more are kept: %v", s.Reading)
	}
}

func TestDamagedFileIsNotOverwritten(t *testing.T) {
	f := settings.File(filepath.Join(t.TempDir(), "settings.json"))
	if err := os.WriteFile(string(f), []byte("{nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Change(func(*settings.Settings) {}); annotate.CodeOf(err) != annotate.Invalid {
		t.Errorf("a damaged file gives %v", err)
	}
	if b, _ := os.ReadFile(string(f)); string(b) != "{nonsense" {
		t.Errorf("the file was changed to %q", b)
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := settings.File(filepath.Join(file, "postil", "settings.json"))
	if err := f.Change(func(*settings.Settings) {}); err == nil {
		t.Error("settings were saved below a file")
	}
}
