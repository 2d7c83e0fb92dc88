package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"postil/app/project"
)

func TestImportFormGivesWhatWasChosen(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	f := h.newImportForm()
	if o, err := f.options(); err != nil || cmp.Diff(project.ImportOptions{}, o, cmpopts.EquateEmpty()) != "" {
		t.Errorf("at first the form gives %+v, %v", o, err)
	}
	for i, k := range f.formats {
		if k.Name == "table" {
			f.format.SetSelectedIndex(1 + i)
		}
	}
	for field, text := range map[*field]string{f.charset: "windows-1251", f.language: " nl ", f.annotator: "Eva", f.layer: "Old", f.text: "body", f.id: "no"} {
		field.SetText(text)
	}
	f.unit.SetSelectedIndex(2)
	f.strict.SetChecked(true)
	f.skip.SetChecked(true)
	want := project.ImportOptions{Format: "table", Charset: "windows-1251", Language: "nl", Annotator: "Eva", Layer: "Old", TextField: "body", IDField: "no", Offsets: "byte", Strict: true, SkipBad: true}
	if o, err := f.options(); err != nil || cmp.Diff(want, o, cmpopts.EquateEmpty()) != "" {
		t.Errorf("the form gives %+v, %v", o, err)
	}
	f.language.SetText("no language")
	if _, err := f.options(); err == nil {
		t.Error("no language is taken for one")
	}
}

// TestEachTableHasItsOwnColumnOfText imports tables of which nobody knows the
// column of the text: those with the same columns are asked about once.
func TestEachTableHasItsOwnColumnOfText(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	dir := t.TempDir()
	for name, rows := range map[string]string{
		"a.csv": "id,inhalt,anriss\n1,Der Hafen war zu.,Der Anriss.\n",
		"b.csv": "id,inhalt,anriss\n1,Die Messe war offen.,Noch einer.\n",
		"c.csv": "id,anriss,kop,inhoud\n1,Nee,Ook niet,De haven was dicht.\n",
		"d.csv": "id,text\n1,The port was shut.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.importFiles([]string{dir}, project.ImportOptions{}, nil)
	h.settle()
	for _, step := range []struct{ files, column string }{{"a.csv, b.csv", "inhalt"}, {"c.csv", "inhoud"}} {
		if got := h.dialogText(); !strings.Contains(got, "No column of "+step.files+" is called") {
			t.Fatalf("the dialog says %q, want it to ask about %s", got, step.files)
		}
		h.win.Canvas().Focused().(*choice).SetSelected(step.column)
		h.pressOn(fyne.KeyReturn)
	}
	if got := h.dialogText(); !strings.Contains(got, "4 documents read: 4 new.") {
		t.Fatalf("the report says %q", got)
	}
	var texts []string
	for _, item := range h.documents.items {
		doc, _, err := h.project.OpenDocument(t.Context(), item.UID)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, doc.Text)
	}
	want := []string{"Der Hafen war zu.", "Die Messe war offen.", "De haven was dicht.", "The port was shut."}
	if d := cmp.Diff(want, texts); d != "" {
		t.Errorf("the documents have other texts (-want +got):\n%s", d)
	}
}

// TestTablesAreAskedAboutBeforeManyBadFiles has more bad files than an error lists.
func TestTablesAreAskedAboutBeforeManyBadFiles(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	var paths []string
	for range 12 {
		paths = append(paths, write(t, "bad.jsonl", "{\"text\":\"This one is good.\"}\n{nonsense\n"))
	}
	h.importFiles(append(paths, write(t, "z.csv", "id,inhalt\n1,Der Hafen war zu.\n")), project.ImportOptions{}, nil)
	h.settle()
	if got := h.dialogText(); !strings.Contains(got, "No column of z.csv") {
		t.Fatalf("the dialog says %q", got)
	}
	h.win.Canvas().Focused().(*choice).SetSelected("inhalt")
	h.pressOn(fyne.KeyReturn)
	h.tap("Skip what is bad")
	if got := h.dialogText(); !strings.Contains(got, "25 documents read: 2 new, 11 already there, 12 left out.") {
		t.Errorf("the report says %q", got)
	}
}

func TestCharsetOfFilesIsSaid(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.askImport()
	h.enter(importHint, write(t, "a.txt", "\xcf\xee\xf0\xf2")) // in windows-1251
	h.enter("as the files say or look", "klingon")
	h.tap("Import")
	if got := h.dialogText(); !strings.Contains(got, `nknown charset "klingon"`) {
		t.Fatalf("the dialog says %q", got)
	}
	h.enter("as the files say or look", "windows-1251")
	h.tap("Import")
	if got := h.dialogText(); !strings.Contains(got, "1 document read: 1 new.") {
		t.Fatalf("the report says %q", got)
	}
	if doc, _, err := h.project.OpenDocument(t.Context(), h.documents.items[0].UID); err != nil || doc.Text != "Порт" {
		t.Errorf("the text is %q: %v", doc.Text, err)
	}
}

func TestColumnThatATableLacksIsRefused(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.askImport()
	h.enter(importHint, write(t, "a.csv", "id,inhalt\n1,Der Hafen war zu.\n")+"\n"+write(t, "b.csv", "id,body\n1,The port was shut.\n"))
	h.enter("text: one called so", "inhalt")
	h.tap("Import")
	if got := h.dialogText(); !strings.Contains(got, "b.csv") || !strings.Contains(got, "inhalt") || len(h.documents.items) != 0 {
		t.Errorf("the dialog says %q, and %d documents came in", got, len(h.documents.items))
	}
}

func TestLeavingTheQuestionAboutColumnsLeadsBackToTheForm(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	path := write(t, "a.csv", "id,inhalt\n1,Der Hafen war zu.\n")
	h.askImport()
	h.enter(importHint, path)
	h.tap("Import")
	h.pressOn(fyne.KeyEscape)
	if got := h.dialogText(); !strings.Contains(got, "Offsets count") || len(h.documents.items) != 0 {
		t.Errorf("the dialog says %q, and %d documents came in", got, len(h.documents.items))
	}
	h.enter("text: one called so", "inhalt")
	h.tap("Import")
	if got := h.dialogText(); !strings.Contains(got, "1 document read: 1 new.") {
		t.Errorf("the report says %q", got)
	}
}

// TestLongFaultsLeaveRoomForTheForm shows many long faults in the smallest window
// that is supported.
func TestLongFaultsLeaveRoomForTheForm(t *testing.T) {
	h := newHarness(t)
	h.openNew()
	h.win.Resize(fyne.NewSize(900, 600))
	h.askImport()
	var paths []string
	for i := range 20 {
		paths = append(paths, "/nowhere/"+strings.Repeat("a long name ", 10)+string(rune('a'+i)))
	}
	h.enter(importHint, strings.Join(paths, "\n"))
	h.tap("Import")
	dialog := h.win.Canvas().Overlays().Top()
	for _, o := range h.onDialog() {
		if f, ok := o.(*field); ok && f.PlaceHolder == importHint && f.Size().Height < 50 {
			t.Errorf("the paths have a height of %v", f.Size().Height)
		}
		if b, ok := o.(*button); ok && b.Text == "Import" {
			if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b); 600 < at.Y+b.Size().Height {
				t.Errorf("the button ends at %v", at.Y+b.Size().Height)
			}
		}
	}
	if size := dialog.Size(); 900 < size.Width || 600 < size.Height {
		t.Errorf("the dialog is %v", size)
	}
}
