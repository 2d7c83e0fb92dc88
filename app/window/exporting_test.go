package window

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"postil/annotate"
	"postil/app/project"
)

func TestExportWritesWhatTheFormSays(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	f := h.newExportForm()
	if got, want := f.path.Text, filepath.Join("~", "Test.jsonl"); got != want {
		t.Errorf("the form proposes %q, want %q", got, want)
	}
	o, err := f.options(h.path(f.path))
	if err != nil {
		t.Fatal(err)
	}
	if o.Format != "jsonl" || o.Unit != "codepoint" || o.DoneOnly {
		t.Errorf("the form gives %+v", o)
	}
	h.confirmExport(o, func(error) {})
	h.settle()
	written, err := os.ReadFile(o.Path)
	if err != nil || !strings.Contains(string(written), "Antwerpen") {
		t.Errorf("written: %q, %v", written, err)
	}
	if got := h.dialogText(); !strings.Contains(got, "1 span held: 1 written.") || !strings.Contains(got, "Test.scheme.json") {
		t.Errorf("the report says %q", got)
	}
}

func TestExportAsksBeforeItReplaces(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	path := write(t, "there.jsonl", "precious")
	h.confirmExport(project.ExportOptions{Format: "jsonl", Path: path}, func(error) {})
	h.settle()
	if b, _ := os.ReadFile(path); string(b) != "precious" {
		t.Error("the file was replaced without asking")
	}
	if !h.dialogs.dismiss() {
		t.Error("nothing is asked")
	}
}

// TestExportSaysWhoseIsWhatItReplaces exports where nothing stands, there again, and
// there once more behind somebody who has changed a file: Enter agrees to replace only
// what the earlier export has left.
func TestExportSaysWhoseIsWhatItReplaces(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	path := filepath.Join(t.TempDir(), "own.jsonl")
	o := project.ExportOptions{Format: "jsonl", Path: path}
	h.confirmExport(o, func(err error) { t.Errorf("it is refused: %v", err) })
	h.settle()
	h.dialogs.dismiss()

	ask := func(says, not string) {
		t.Helper()
		h.confirmExport(o, func(error) {})
		if got := h.dialogText(); !strings.Contains(got, says) || strings.Contains(got, not) {
			t.Errorf("it asks %q", got)
		}
		h.dialogs.submit()
		h.settle()
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	ask("An earlier export in this format has written what is there.", "Warning")
	if after, err := os.Stat(path); err != nil || os.SameFile(before, after) {
		t.Errorf("Enter has not replaced the export's own file: %v", err)
	}
	h.dialogs.dismiss()

	if err := os.WriteFile(path, []byte("precious"), 0o666); err != nil {
		t.Fatal(err)
	}
	ask("own.jsonl: a file stands here that somebody has changed since the export.", "--replace")
	if b, _ := os.ReadFile(path); string(b) != "precious" {
		t.Error("Enter has replaced what somebody has changed")
	}
	if h.dialogs.open() {
		t.Error("Enter does not cancel")
	}
}

// TestExportProposesNoFileOfSomebodyElse has the file beside the project from which
// that was imported, and then one that an export has written.
func TestExportProposesNoFileOfSomebodyElse(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	source := filepath.Join(filepath.Dir(h.project.Path()), "Test.jsonl")
	if err := os.WriteFile(source, []byte("precious"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got, want := h.newExportForm().path.Text, filepath.Join("~", "Test-export.jsonl"); got != want {
		t.Errorf("the form proposes %q, want %q", got, want)
	}
	o := project.ExportOptions{Format: "jsonl", Path: source, Replace: true}
	if _, err := h.project.Export(t.Context(), o, nil); err != nil {
		t.Fatal(err)
	}
	if got, want := h.newExportForm().path.Text, filepath.Join("~", "Test.jsonl"); got != want {
		t.Errorf("the form proposes %q, want %q", got, want)
	}
}

// TestExportNeverReplacesAFolderOfFiles asks nothing where no answer would help.
func TestExportNeverReplacesAFolderOfFiles(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	path := filepath.Dir(write(t, "notes.txt", "precious"))
	var said error
	h.confirmExport(project.ExportOptions{Format: "brat", Path: path}, func(err error) { said = err })
	if annotate.CodeOf(said) != annotate.Refused || h.dialogs.open() {
		t.Errorf("it says %v", said)
	}
}

func TestExportDoesNotOfferToReplaceTheProject(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	var said error
	h.confirmExport(project.ExportOptions{Format: "jsonl", Path: h.project.Path()}, func(err error) { said = err })
	h.settle()
	if annotate.CodeOf(said) != annotate.Refused {
		t.Errorf("it says %v", said)
	}
	if h.dialogs.dismiss() {
		t.Error("something is asked")
	}
	if b, err := os.ReadFile(h.project.Path()); err != nil || !strings.HasPrefix(string(b), "SQLite format 3") {
		t.Errorf("the project is gone: %v", err)
	}
}

func TestExportFormRefusesWhatCannotBe(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := h.newExportForm()
	if _, err := f.options(""); err == nil {
		t.Error("no path is accepted")
	}
	if _, err := f.options(h.home); err == nil {
		t.Error("a folder is accepted")
	}
}

func TestExportThatFailsSaysWhere(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.export(project.ExportOptions{Format: "jsonl", Path: filepath.Join(h.home, "no", "such", "folder", "a.jsonl")}, nil)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "folder") {
		t.Errorf("the dialog says %q", got)
	}
}

func TestLongNamesNeverWidenAPanel(t *testing.T) {
	h := newHarness(t)
	h.openNew(strings.Repeat("Donaudampfschifffahrtsgesellschaft ", 40) + "\n\nText.")
	for name, panel := range map[string]fyne.CanvasObject{"documents": h.documents.root, "reading": h.reading.root, "labels": h.labels.root} {
		if w := panel.MinSize().Width; 300 < w {
			t.Errorf("the panel %s wants to be %v wide", name, w)
		}
	}
	if size := container.NewStack(h.win.Content()).MinSize(); 1000 < size.Width || 700 < size.Height {
		t.Errorf("the window cannot be smaller than %v", size)
	}
}

// TestEveryFormatIsWrittenAsItsFormProposes exports what the form gives for each
// format, with nothing chosen.
func TestEveryFormatIsWrittenAsItsFormProposes(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	f := h.newExportForm()
	for i, format := range f.formats {
		f.format.SetSelectedIndex(i)
		o, err := f.options(h.path(f.path))
		if err != nil {
			t.Errorf("%s: %v", format.Name, err)
			continue
		}
		r, err := h.project.Export(t.Context(), o, nil)
		if err != nil || r.Spans != 1 {
			t.Errorf("%s: %d spans are written, %v", format.Name, r.Spans, err)
		}
	}
}

// TestExportFormSuitsEveryFormat exports in each format what the form gives at
// first: it must ask for nothing that the format refuses.
func TestExportFormSuitsEveryFormat(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := h.newExportForm()
	for i, format := range f.formats {
		f.format.SetSelectedIndex(i)
		o, err := f.options(filepath.Join(t.TempDir(), "set"+f.endingOf(format)))
		if err != nil {
			t.Fatalf("%s: %v", format.Name, err)
		}
		if _, err := h.project.Export(t.Context(), o, nil); err != nil {
			t.Errorf("%s: %v", format.Name, err)
		}
		if got, want := slices.Contains(f.stays.Options, "each layer by itself"), format.Tags; got != want {
			t.Errorf("%s: tagging each layer by itself is offered: %v", format.Name, got)
		}
	}
}

func TestExportFormWritesFilesToFilesAndFoldersToFolders(t *testing.T) {
	there := write(t, "there.txt", "x")
	if _, err := exportPath(there, folderOnly); err == nil {
		t.Error("a file is taken for a folder")
	}
	if _, err := exportPath(filepath.Dir(there), everyChoice); err == nil {
		t.Error("a folder is taken for a file")
	}
	if path, err := exportPath(filepath.Dir(there), folderOnly); err != nil || path != filepath.Dir(there) {
		t.Errorf("the folder becomes %q, %v", path, err)
	}
}

func TestFormatsSayWhatTheyCannotCarry(t *testing.T) {
	for _, f := range writers() {
		notes := formatNotes(f)
		for _, lost := range f.Loses {
			if !strings.Contains(notes, lost) {
				t.Errorf("%s does not say that it cannot carry %s", f.Name, lost)
			}
		}
	}
}

func TestExportSaysFirstWhereAndWhatToKnow(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.export(project.ExportOptions{Format: "jsonl", Path: filepath.Join(h.home, "set.jsonl"), Split: "80/20"}, nil)
	h.settle()
	got := h.dialogText()
	from := 0
	for _, want := range []string{"Written:", "~" + string(filepath.Separator) + "set.train.jsonl", "Warning: ", "2 documents held: 2 written."} {
		at := strings.Index(got, want)
		if at < from {
			t.Errorf("%q is missing or stands too early:\n%s", want, got)
		}
		from = at
	}
}

func TestFileThatNoProgramOpensSaysWhatToDo(t *testing.T) {
	for want, err := range map[string]error{
		"~/a.json: this system has no program that opens files by their kind; open it yourself": fmt.Errorf("exec: %w", exec.ErrNotFound),
		"~/a.json: no program opens it: exit status 3; open it yourself":                        errors.New("exit status 3"),
	} {
		if got := notOpened("~/a.json", err).Error(); !strings.HasPrefix(got, want) {
			t.Errorf("it is said that %q, want %q", got, want)
		}
	}
}

func TestExportOverTheProjectIsRefusedInTheForm(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	before, err := os.ReadFile(h.project.Path())
	if err != nil {
		t.Fatal(err)
	}
	h.askExport()
	h.enter("Path", h.project.Path())
	h.tap("Export")
	got := h.dialogText()
	if !strings.Contains(got, "Test.postil") || strings.Contains(got, "Replace") || !strings.Contains(got, "Format") {
		t.Errorf("the dialog says %q", got)
	}
	if after, err := os.ReadFile(h.project.Path()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the project has changed, %v", err)
	}
	h.enter("Path", filepath.Join(h.home, "set.jsonl"))
	h.tap("Export")
	if got := h.dialogText(); !strings.Contains(got, "Written:") {
		t.Errorf("to another file it says %q", got)
	}
}

func TestExportThatIsRefusedLateShowsTheFormAgain(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.askExport()
	h.enter("Path", filepath.Join(h.home, "set.jsonl"))
	if err := os.Mkdir(filepath.Join(h.home, "set.jsonl.REPORT.json"), 0o700); err != nil { // a folder stands where the report goes
		t.Fatal(err)
	}
	h.tap("Export")
	h.tap("Replace")
	got := h.dialogText()
	if !strings.Contains(got, "Format") || !strings.Contains(got, "set.jsonl.REPORT.json") {
		t.Errorf("the dialog says %q", got)
	}
}

// TestReplacingIsUpToThePerson declines to replace a file, which stays as it is to
// the byte, and then agrees.
func TestReplacingIsUpToThePerson(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	path := write(t, "there.jsonl", "precious\r\n")
	ask := func() {
		h.enter("Path", path)
		h.tap("Export")
		if got := h.dialogText(); !strings.Contains(got, "there.jsonl") || !strings.Contains(got, "is there already") {
			t.Fatalf("the dialog says %q", got)
		}
	}
	h.askExport()
	for answer, decline := range map[string]func(){
		"Cancel": func() { h.tap("Cancel") },
		"Esc":    func() { h.keys.press(plain(fyne.KeyEscape)); h.settle() },
	} {
		ask()
		decline()
		if b, err := os.ReadFile(path); err != nil || string(b) != "precious\r\n" {
			t.Errorf("after %s the file holds %q, %v", answer, b, err)
		}
		if got := h.dialogText(); !strings.Contains(got, "Format") {
			t.Errorf("after %s the dialog says %q", answer, got)
		}
	}
	if _, err := os.Stat(path + ".REPORT.json"); err == nil {
		t.Error("a report of nothing was written")
	}
	ask()
	h.tap("Replace")
	b, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(b, []byte("{")) || !bytes.Contains(b, []byte("Antwerpen")) {
		t.Errorf("after Replace the file holds %q, %v", b, err)
	}
	if got := h.dialogText(); !strings.Contains(got, "Written:") {
		t.Errorf("after Replace the dialog says %q", got)
	}
}

func TestManyExclusionLayersAreCounted(t *testing.T) {
	s := annotate.DefaultScheme()
	if got := excludedLayers(&s); got != "Furniture" {
		t.Errorf("one is called %q", got)
	}
	for i := range s.Layers {
		s.Layers[i].Exclusion = true
	}
	if got := excludedLayers(&s); got != "4 excluded layers" {
		t.Errorf("four are called %q", got)
	}
}
