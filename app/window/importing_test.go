package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"postil/annotate"
	"postil/app/project"
)

// write writes a file for a test and returns its path.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDroppedFilesAreImported(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(write(t, "a.txt", dutch)), storage.NewFileURI(write(t, "b.txt", english))})
	if !h.dialogs.open() {
		t.Error("no progress is shown")
	}
	h.settle()
	if n := len(h.documents.items); n != 2 || h.page == nil {
		t.Errorf("%d documents are listed, shown: %v", n, h.page)
	}
	if !h.dialogs.open() {
		t.Fatal("nothing is reported")
	}
	h.dialogs.dismiss()
	h.press(ctrl(fyne.KeyZ))
	if n := len(h.documents.items); n != 0 || h.page != nil {
		t.Errorf("one undo leaves %d documents, shown: %v", n, h.page)
	}
}

func TestDroppedProjectIsOpened(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	first := h.project.Path()
	h.createProject(filepath.Join(h.home, "Second.postil"), nil)
	h.settle()
	h.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(first)})
	h.settle()
	if h.project.Path() != first {
		t.Errorf("open is %s, dropped was %s", h.project.Path(), first)
	}
}

func TestRefusedImportChangesNothingAndSaysWhy(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	bad := write(t, "bad.jsonl", "{\"text\":\"ok\"}\n{nonsense\n")
	h.importFiles([]string{write(t, "a.txt", dutch), bad}, project.ImportOptions{}, nil)
	h.settle()
	if n := len(h.documents.items); n != 0 {
		t.Errorf("%d documents came in", n)
	}
	if !h.dialogs.open() {
		t.Fatal("nothing is said")
	}
	if got := h.dialogText(); !strings.Contains(got, "bad.jsonl") || !strings.Contains(got, "2") {
		t.Errorf("the dialog says %q", got)
	}
}

func TestImportIsCancelled(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.runLong("Import", func(ctx context.Context, _ func(project.Progress)) (func(), error) {
		<-ctx.Done()
		return nil, annotate.At("import", ctx.Err())
	}, nil)
	if !h.keys.press(plain(fyne.KeyEscape)) || !h.dialogs.open() {
		t.Error("Esc does not cancel the work, or closes its progress before it has ended")
	}
	h.keys.press(plain(fyne.KeyEscape)) // which asks no second time
	h.settle()
	if h.dialogs.open() || !strings.HasPrefix(h.status.message.Text, "Cancelled") {
		t.Errorf("open: %v, the status line says %q", h.dialogs.open(), h.status.message.Text)
	}
}

func TestFailureDuringWorkIsShownAfterIt(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	goOn := make(chan struct{})
	h.runLong("Export", func(context.Context, func(project.Progress)) (func(), error) {
		<-goOn
		return func() {}, nil
	}, nil)
	h.dialogs.fail("Something went wrong in the background", errors.New("the disk is full"))
	if got := h.dialogText(); strings.Contains(got, "disk") {
		t.Error("the failure lies over the progress and would go with it")
	}
	close(goOn)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "The disk is full.") {
		t.Errorf("after the work the window says %q", got)
	}
	h.dialogs.dismiss()
	if h.dialogs.open() {
		t.Error("a dialog is left open")
	}
}

func TestImportFormNamesWhatIsNotThere(t *testing.T) {
	h := newHarness(t)
	for text, want := range map[string]string{
		"":                  "write the path",
		"~/nowhere.txt\n":   "no file or folder ~" + string(filepath.Separator) + "nowhere.txt",
		h.home + "\n~/gone": "~" + string(filepath.Separator) + "gone",
	} {
		if _, err := h.pathsIn(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %q in it", text, err, want)
		}
	}
	if paths, err := h.pathsIn("\n  " + h.home + "  \n\n"); err != nil || len(paths) != 1 || paths[0] != h.home {
		t.Errorf("the home folder is read as %v, %v", paths, err)
	}
}

func TestImportReport(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	again, fresh := write(t, "a.txt", dutch), write(t, "b.jsonl", `{"text":"A fair.","spans":[{"label":"EVENT","start":2,"end":6,"text":"fair"}]}`)
	h.importFiles([]string{again, fresh}, project.ImportOptions{}, nil)
	h.settle()
	got := h.dialogText()
	for _, want := range []string{"2 documents read: 1 new, 1 already there.", "1 span read: 1 new.", "Labels added to the scheme: EVENT."} {
		if !strings.Contains(got, want) {
			t.Errorf("the report lacks %q:\n%s", want, got)
		}
	}
	h.tap("Open the report")
	if _, err := os.Stat(project.ImportReportPath(h.project.Path())); err != nil {
		t.Errorf("what the button opens is not there: %v", err)
	}
}

func TestFilesOfAnImportSayHowTheyWereRead(t *testing.T) {
	for want, f := range map[string]project.ImportedFile{
		"text · windows-1250 · 2 characters replaced": {Format: "text", Charset: "windows-1250", Replaced: 2, Documents: 1},
		"jsonl · 3 skipped":                           {Format: "jsonl", Documents: 2, Skipped: 3},
		"skipped":                                     {Format: "jsonl", Skipped: 3},
	} {
		if got := fileNotes(f); got != want {
			t.Errorf("the file is described as %q, want %q", got, want)
		}
	}
}

func TestFilesOfWhichNothingCameInAreToldApart(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	good, bad := write(t, "good.jsonl", "{\"text\":\"This one is good.\"}\n"), write(t, "bad.jsonl", "{nonsense\n")
	h.importFiles([]string{good, bad}, project.ImportOptions{Format: "jsonl", SkipBad: true}, nil)
	h.settle()
	lines := h.dialogText()
	if !strings.Contains(lines, "bad.jsonl\nskipped") || !strings.Contains(lines, "good.jsonl\njsonl") {
		t.Errorf("the files are listed as\n%s", lines)
	}
}

func TestWhatIsBadCanBeSkipped(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	bad := write(t, "bad.jsonl", "{\"text\":\"This one is good.\"}\n{nonsense\n")
	h.importFiles([]string{bad, write(t, "a.txt", dutch)}, project.ImportOptions{}, nil)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "bad.jsonl, line 2") || len(h.documents.items) != 0 {
		t.Errorf("the dialog says %q, and %d documents came in", got, len(h.documents.items))
	}
	h.tap("Skip what is bad")
	if n := len(h.documents.items); n != 2 {
		t.Errorf("%d documents came in, want 2", n)
	}
	got := h.dialogText()
	for _, want := range []string{"Places that cannot be read, and were skipped: 1.", "Skipped: ", "bad.jsonl, line 2", "jsonl · 1 skipped"} {
		if !strings.Contains(got, want) {
			t.Errorf("the report lacks %q:\n%s", want, got)
		}
	}
}

func TestNothingIsLeftToSkip(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.importFiles([]string{write(t, "blank.txt", " ")}, project.ImportOptions{}, nil)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "blank.txt: no text") || strings.Contains(got, "The rest can be imported") {
		t.Errorf("the dialog says %q", got)
	}
	if !h.dialogs.dismiss() || h.dialogs.open() {
		t.Error("Esc does not leave the dialog")
	}
}

func TestColumnOfTheTextIsAskedFor(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.importFiles([]string{write(t, "shelf.csv", "id,inhalt\n1,Der Hafen war zu.\n")}, project.ImportOptions{}, nil)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "Which one holds the text?") {
		t.Fatalf("the dialog says %q", got)
	}
	column, ok := h.win.Canvas().Focused().(*choice)
	if !ok {
		t.Fatal("the columns have not got the keyboard")
	}
	if column.Selected != "inhalt" {
		t.Errorf("offered first is %q, which does not hold the longest values", column.Selected)
	}
	h.keys.press(plain(fyne.KeyReturn))
	h.settle()
	if h.page == nil || h.page.doc.Text != "Der Hafen war zu." {
		t.Errorf("shown is %+v", h.page)
	}
}

func TestImportSaysWhatToLookAt(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	path := filepath.Join(h.home, "old.txt")
	if err := os.WriteFile(path, []byte("\xcd\xe0\xf7\xe0\xeb\xfc\xed\xe8\xea \xef\xee\xf0\xf2\xe0 \xf1\xea\xe0\xe7\xe0\xeb \x01."), 0o600); err != nil {
		t.Fatal(err)
	}
	kept := write(t, "kept.jsonl", `{"text":"One.","editor":"Ana"}`)
	h.importFiles([]string{path, kept}, project.ImportOptions{}, nil)
	h.settle()
	said := h.dialogText()
	for _, want := range []string{"~" + string(filepath.Separator) + "old.txt: read as ", "replaced by U+FFFD: 1.", `columns kept in the metadata: "editor"`} {
		if !strings.Contains(said, want) {
			t.Errorf("the report lacks %q:\n%s", want, said)
		}
	}
}

func TestOfThousandsOfNotesSomeAreShown(t *testing.T) {
	r := project.ImportReport{Notes: slices.Repeat([]string{"/home/ana/a.txt: read as windows-1250"}, 1234)}
	got := importNotes(r, "/home/ana", notesShown)
	if n := strings.Count(got, "• "); n != notesShown || !strings.HasSuffix(got, "\nAnd 1134 more notes.") {
		t.Errorf("%d notes, and at the end %q", n, got[len(got)-40:])
	}
}

func TestProgressReadsAsWords(t *testing.T) {
	for _, c := range []struct {
		p    project.Progress
		want string
	}{
		{project.Progress{}, "Working…"},
		{project.Progress{Stage: "checking"}, "Checking…"},
		{project.Progress{Stage: "writing", Done: 12, Total: 11070}, "Writing (12 of 11\u202f070)"},
	} {
		if got := progressText(c.p); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.p, got, c.want)
		}
	}
}

// TestWhatIsCopiedOfAnImportIsAllOfIt skips more than the report shows.
func TestWhatIsCopiedOfAnImportIsAllOfIt(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	bad := write(t, "bad.jsonl", "{\"text\":\"This one is good.\"}\n"+strings.Repeat("{nonsense\n", 250))
	h.importFiles([]string{bad}, project.ImportOptions{SkipBad: true}, nil)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "And 150 more skipped items.") {
		t.Errorf("the report says %q", got)
	}
	h.tap("Copy")
	copied := fyne.CurrentApp().Clipboard().Content()
	for _, want := range []string{"251 documents read: 1 new, 250 left out.", "bad.jsonl, line 2:", "bad.jsonl, line 251:", "bad.jsonl · jsonl · 250 skipped"} {
		if !strings.Contains(copied, want) {
			t.Errorf("copied lacks %q", want)
		}
	}
	if n := strings.Count(copied, "• Skipped: "); n != 250 {
		t.Errorf("of 250 skipped places %d are copied", n)
	}
	s := h.dialogs.stack[0].scroll
	h.press(plain(fyne.KeyEnd))
	if end := s.Content.Size().Height - s.Size().Height; s.Offset.Y != end || end <= 0 {
		t.Errorf("End leads to %v of %v", s.Offset.Y, end)
	}
	h.press(plain(fyne.KeyHome))
	if s.Offset.Y != 0 {
		t.Errorf("Home leads to %v", s.Offset.Y)
	}
}
