package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	if got := h.dialogText(); !strings.Contains(got, "1 document · 1 span") || !strings.Contains(got, "Test.scheme.json") {
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
