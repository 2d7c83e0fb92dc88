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
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

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

// everyChoice leaves every choice, folderOnly none.
var (
	everyChoice = project.Format{Name: "tokens", Title: "Tokens", Endings: []string{".conll"}, Writes: true, Pieces: true, OneTag: true, Tags: true, Units: true, Shapes: []string{"two", "four"}}
	folderOnly  = project.Format{Name: "leaf", Title: "Leaves", Endings: []string{".ann"}, Writes: true, Folder: true}
)

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

// formOf returns the export form of a project with two formats.
func formOf(h *harness) *exportForm {
	f := h.newExportForm()
	f.formats = []project.Format{everyChoice, folderOnly}
	f.format.Options = []string{everyChoice.Title, folderOnly.Title}
	f.path.SetText("")
	f.shown = -1
	f.format.SetSelectedIndex(1)
	f.format.SetSelectedIndex(0)
	return f
}

func TestExportFormShowsWhatAFormatLeavesToChoose(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := formOf(h)
	shown := func() (n int) {
		for _, o := range []fyne.CanvasObject{f.pieceRow[1], f.tagRow[1], f.unitRow[1], f.shape, f.dropRow[1]} {
			if o.Visible() {
				n++
			}
		}
		return n
	}
	if n := shown(); n != 5 {
		t.Errorf("%d of 5 choices are shown", n)
	}
	f.format.SetSelectedIndex(1)
	if n := shown(); n != 0 {
		t.Errorf("%d choices are shown that the format does not leave", n)
	}
	if got, want := f.path.Text, filepath.Join("~", "Test-leaf"); got != want {
		t.Errorf("a folder is proposed as %q, want %q", got, want)
	}
	f.path.SetText("~/elsewhere/mine-leaf")
	f.format.SetSelectedIndex(0)
	if got, want := f.path.Text, "~/elsewhere/mine.conll"; got != want {
		t.Errorf("the path is %q in the other format, want %q", got, want)
	}
}

// TestEndingThatWasWrittenIsNotDoubled writes a path before its format is chosen.
func TestEndingThatWasWrittenIsNotDoubled(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := formOf(h)
	for _, c := range []struct{ path, want string }{
		{"~/a-leaf", "~/a-leaf"}, {"~/a.conll", "~/a-leaf"}, {"~/a", "~/a-leaf"}, {"~/a.b", "~/a.b-leaf"}, {"", filepath.Join("~", "Test-leaf")},
	} {
		f.format.SetSelectedIndex(0)
		f.path.SetText(c.path)
		f.format.SetSelectedIndex(1)
		if f.path.Text != c.want {
			t.Errorf("%q becomes %q, want %q", c.path, f.path.Text, c.want)
		}
	}
}

func TestExportFormGivesWhatWasChosen(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	f := formOf(h)
	f.item.SetSelectedIndex(len(items) - 1)
	f.tokens.SetText("64")
	f.stays.SetSelectedIndex(1)
	f.tags.SetSelectedIndex(2)
	f.unit.SetSelectedIndex(1)
	f.shape.SetSelected("four")
	f.labels.choose([]string{"CLAIM", "QUOTE", "gone"})
	f.done.SetChecked(true)
	f.drop.SetChecked(true)
	o, err := f.options(h.path(f.path))
	want := project.ExportOptions{Format: "tokens", Path: filepath.Join(h.home, "Test.conll"), Labels: []string{"CLAIM", "QUOTE"}, DoneOnly: true, DropExcluded: true,
		Piece: "tokens:64", Overlap: "innermost", Tags: "bilou", Unit: "byte", Shape: "four"}
	if d := cmp.Diff(want, o, cmpopts.EquateEmpty()); d != "" || err != nil {
		t.Errorf("the form gives something else (-want +got), %v:\n%s", err, d)
	}
	again := formOf(h)
	again.fill(o)
	if o, err := again.options(h.path(again.path)); err != nil || cmp.Diff(want, o, cmpopts.EquateEmpty()) != "" {
		t.Errorf("filled again it gives %+v, %v", o, err)
	}
	for _, number := range []string{"0", "-1", "many"} {
		f.tokens.SetText(number)
		if _, err := f.options(h.path(f.path)); err == nil {
			t.Errorf("%q is taken for a number of tokens", number)
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
		o, err := f.options(filepath.Join(t.TempDir(), "set-"+format.Name+endingOf(format)))
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
	if path, err := exportPath(filepath.Join(filepath.Dir(there), "new"), everyChoice); err != nil || filepath.Ext(path) != ".conll" {
		t.Errorf("the file becomes %q, %v", path, err)
	}
}

func TestTicks(t *testing.T) {
	h := newHarness(t)
	l := newCheckList(h.keys, []tickable{{"Entities", true}, {"PERSON", false}, {"ORG", false}, {"Quotes", true}, {"QUOTE", false}}, nil)
	chosen := func() string {
		names, err := l.chosen()
		if err != nil {
			return err.Error()
		}
		return strings.Join(names, " ")
	}
	for _, step := range []struct {
		what string
		do   func()
		want string
	}{
		{"all are chosen at first, which needs no names", func() {}, ""},
		{"one is taken away", func() { l.list.OnSelected(2) }, "PERSON QUOTE"},
		{"a heading ticks what is missing below it", func() { l.list.OnSelected(0) }, ""},
		{"and then takes all away", func() { l.list.OnSelected(0) }, "QUOTE"},
		{"nothing is nothing to export", func() { l.all(false) }, "tick one at least"},
		{"all again", func() { l.all(true) }, ""},
	} {
		step.do()
		if got := chosen(); got != step.want {
			t.Errorf("%s: %q are chosen, want %q", step.what, got, step.want)
		}
	}
}

func TestLabelsToExportAreChosenWithKeys(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.askExport()
	for _, o := range h.onDialog() {
		if b, ok := o.(*button); ok && strings.HasPrefix(b.Text, "All 8 labels") {
			h.win.Canvas().Focus(b)
		}
	}
	labels, ok := h.win.Canvas().Focused().(*button)
	if !ok {
		t.Fatal("no button says how many labels are exported")
	}
	labels.TypedRune(' ')
	ticks := h.win.Canvas().Focused()
	ticks.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	ticks.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	ticks.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if labels.Text != "7 of 8 labels…" {
		t.Errorf("the button says %q", labels.Text)
	}
	if h.win.Canvas().Focused() != fyne.Focusable(labels) {
		t.Error("the button has lost the keyboard")
	}
}

func TestExportInPartsIsAskedForInOneField(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	f := formOf(h)
	f.split.SetText(" 80/20 ")
	f.seed.SetText("7")
	o, err := f.options(h.path(f.path))
	if err != nil || o.Split != "80/20" || o.Seed != 7 {
		t.Errorf("the form gives %+v, %v", o, err)
	}
	for _, wrong := range [][2]string{{"80", ""}, {"80/x", ""}, {"80/20", "x"}} {
		f.split.SetText(wrong[0])
		f.seed.SetText(wrong[1])
		if _, err := f.options(h.path(f.path)); err == nil {
			t.Errorf("%q are taken for ratios and a seed", wrong)
		}
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

func TestWhatBelongsToPartsIsChosenWithThem(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	f := h.newExportForm()
	if !f.seed.Disabled() || !f.anew.Disabled() {
		t.Error("without parts, a seed or what is pinned to parts can be chosen")
	}
	f.split.SetText("80/20")
	f.anew.SetChecked(true)
	o, err := f.options(h.path(f.path))
	if err != nil || !o.IgnorePins || f.seed.Disabled() || f.anew.Disabled() {
		t.Errorf("the form gives %+v, %v", o, err)
	}
	again := h.newExportForm()
	again.fill(o)
	if !again.anew.Checked || again.anew.Disabled() {
		t.Error("the form forgets what was chosen of parts")
	}
	f.split.SetText(" ")
	if o, err := f.options(h.path(f.path)); err != nil || o.IgnorePins {
		t.Errorf("without parts the form gives %+v, %v", o, err)
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
