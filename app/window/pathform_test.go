package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/app/project/settings"
)

// pathOnDialog returns what the path field of the top dialog holds.
func (h *harness) pathOnDialog() string {
	h.t.Helper()
	for _, o := range h.onDialog() {
		if f, ok := o.(*field); ok && f.PlaceHolder == "Path" {
			return f.Text
		}
	}
	h.t.Fatal("the dialog asks for no path")
	return ""
}

func TestNewProjectGoesWhereThePersonSays(t *testing.T) {
	h := newHarness(t)
	folder := t.TempDir()
	in := func(parts ...string) string { return filepath.Join(append([]string{h.home, "Postil"}, parts...)...) }
	for written, want := range map[string]string{
		"Mine":                                  in("Mine.postil"),
		"~/Postil/Mine":                         in("Mine.postil"),
		filepath.Join(folder, "Mine.postil"):    filepath.Join(folder, "Mine.postil"),
		filepath.Join(folder, "The second one"): filepath.Join(folder, "The second one.postil"),
	} {
		if got, err := h.newProjectAt(written); err != nil || got != want {
			t.Errorf("%q becomes %q, %v; want %q", written, got, err, want)
		}
	}
	for written, want := range map[string]string{
		"":           "name",
		"~/Postil/":  "name",
		"~/Postil":   "name",
		folder:       "folder",
		folder + "/": "name",
		filepath.Join(folder, "no", "dir", "My Project"): "there is no folder " + filepath.Join(folder, "no", "dir"),
		"deeper/Mine": "there is no folder ~/Postil/deeper",
	} {
		if got, err := h.newProjectAt(written); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q becomes %q, %v; want an error with %q", written, got, err, want)
		}
	}
	if _, err := os.Stat(in()); err == nil {
		t.Error("asking makes the folder")
	}
	h.createProject(in("Mine.postil"), nil)
	h.settle()
	if h.project == nil || h.project.Path() != in("Mine.postil") {
		t.Error("the first project of the folder is not made")
	}
}

func TestPathThatFailsLateStaysWritten(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	for what, c := range map[string]struct {
		ask        func()
		file, verb string
		says       string
	}{
		"open":   {h.askOpen, write(t, "letter.postil", "I am a letter, no project."), "Open", "no Postil project"},
		"create": {h.askNew, filepath.Join("/proc", "x.postil"), "Create", "/proc/x.postil"},
		"export": {h.askExport, filepath.Join("/proc", "x.jsonl"), "Export", "/proc"},
	} {
		t.Run(what, func(t *testing.T) {
			if strings.HasPrefix(c.file, "/proc") {
				if _, err := os.Stat("/proc"); err != nil {
					t.Skip("no folder here refuses even an administrator")
				}
			}
			c.ask()
			h.enter("Path", c.file)
			h.tap(c.verb)
			if got := h.pathOnDialog(); got != c.file {
				t.Errorf("the dialog holds %q, want %q", got, c.file)
			}
			if got := h.dialogText(); !strings.Contains(got, c.says) {
				t.Errorf("the dialog says %q, want %q in it", got, c.says)
			}
			if !h.dialogs.dismiss() || h.dialogs.open() {
				t.Error("Esc does not leave the dialog")
			}
		})
	}
}

func TestImportThatFailsKeepsWhatWasWritten(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	bad := write(t, "bad.jsonl", "{\"text\":\"Goed.\"}\n{nonsense\n")
	h.askImport()
	h.enter(importHint, bad)
	h.enter("as the files say; else unknown", "nl")
	h.tap("Import")
	if got := h.dialogText(); !strings.Contains(got, "bad.jsonl") {
		t.Errorf("the dialog says %q", got)
	}
	h.dialogs.dismiss()
	if got := h.dialogText(); !strings.Contains(got, "bad.jsonl") {
		t.Errorf("the form says %q", got)
	}
	if err := os.WriteFile(bad, []byte(`{"text":"Goed zo."}`), 0o600); err != nil {
		t.Fatal(err)
	}
	h.tap("Import")
	h.dialogs.dismiss()
	if h.page == nil || h.page.doc.Language != "nl" {
		t.Errorf("after the file was mended %v is shown", h.page)
	}
}

func TestExportForm(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := h.newExportForm()
	f.path.SetText("out")
	if o, err := f.options(h.path(f.path)); err != nil || o.Path != filepath.Join(h.home, "out") {
		t.Errorf("a name alone becomes %q, %v", o.Path, err)
	}
	h.askExport()
	h.enter("Path", "~/nowhere/out.jsonl")
	h.tap("Export")
	if got := h.dialogText(); !strings.Contains(got, "There is no folder ~/nowhere; make it first") {
		t.Errorf("the dialog says %q", got)
	}
}

func TestExportAsksBeforeItReplacesTheScheme(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	scheme := filepath.Join(h.home, "there.scheme.json")
	if err := os.WriteFile(scheme, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.askExport()
	h.enter("Path", "there")
	h.tap("Export")
	if got := h.dialogText(); !strings.Contains(got, "~/there.scheme.json") || strings.Contains(got, "there.jsonl") {
		t.Errorf("the question is %q", got)
	}
	h.press(plain(fyne.KeyEscape))
	if got := h.pathOnDialog(); got != "there" {
		t.Errorf("who says no finds %q in the form", got)
	}
	h.tap("Export")
	h.tap("Replace")
	if b, err := os.ReadFile(scheme); err != nil || string(b) == "precious" {
		t.Errorf("after yes the scheme file holds %q, %v", b, err)
	}
}

func TestProjectsThatAreGoneAreNotOffered(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	kept := h.project.Path()
	gone := filepath.Join(h.home, "Gone.postil")
	h.remember(func(s *settings.Settings) { s.Recent = []string{gone, kept} })
	h.updateRecent(h.loadSettings())
	for item, c := range h.menus.items {
		if c.id == recentCommand && (len(item.ChildMenu.Items) != 1 || item.ChildMenu.Items[0].Label != shortPath(kept, h.home)) {
			t.Errorf("offered are %v", item.ChildMenu.Items)
		}
	}
	h.leaveProject()
	h.settle()
	h.Open("")
	h.settle()
	if h.project == nil || h.project.Path() != kept || h.dialogs.open() {
		t.Fatalf("the start opens %v", h.project)
	}
	if got := h.status.message.Text; !strings.Contains(got, "Gone.postil") {
		t.Errorf("the status line says %q", got)
	}
}

func TestNameOfAFileKeepsItsCase(t *testing.T) {
	for in, want := range map[string]string{
		"bogus: there is no such file":  "bogus: there is no such file.",
		"the disk is full":              "The disk is full.",
		"/a/b: there is no such folder": "/a/b: there is no such folder.",
	} {
		if got := sentence(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	h := newHarness(t)
	h.Open("bogus")
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, string(filepath.Separator)+"bogus: there is no such file") {
		t.Errorf("the dialog says %q", got)
	}
}

func TestImportThatFailsNamesEveryFile(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	blank, broken := write(t, "blank.txt", " "), write(t, "broken.jsonl", "{\"text\":\"Good.\"}\n{nonsense\n")
	h.askImport()
	h.enter(importHint, blank+"\n"+broken+"\n"+write(t, "good.txt", dutch))
	h.tap("Import")
	got := h.dialogText()
	for _, want := range []string{blank + ": no text", broken + ", line 2"} {
		if !strings.Contains(got, want) {
			t.Errorf("the dialog lacks %q:\n%s", want, got)
		}
	}
	if h.page != nil {
		t.Error("the good file came in")
	}
}
