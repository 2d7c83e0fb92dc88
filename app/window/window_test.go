package window

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
	"postil/app/project/settings"
)

func indexOf(text, part string) int { return strings.Index(text, part) }

const (
	dutch   = "Burgemeester spreekt\n\nBart De Wever sprak in Antwerpen."
	english = "Mayor speaks\n\nBart De Wever spoke in Antwerp."
)

func TestFirstStartAsksTheNameAndOpensTheSample(t *testing.T) {
	h := newFirstStart(t)
	h.Open("")
	if !h.dialogs.open() {
		t.Fatal("the first start asks nothing")
	}
	if h.dialogs.dismiss() {
		t.Error("Esc goes round the question who annotates")
	}
	h.enter("Name", "  Ana   Pop ")
	h.tap("Start")
	if h.dialogs.open() {
		t.Fatal("the question stays open")
	}
	if got := h.project.Annotator().Name; got != "Ana Pop" {
		t.Errorf("the annotator is %q", got)
	}
	if want := filepath.Join(h.home, "Postil", "Sample.postil"); h.project.Path() != want {
		t.Errorf("the project is %s, want %s", h.project.Path(), want)
	}
	if h.page == nil || len(h.documents.items) < 6 {
		t.Errorf("%d documents are listed, shown: %v", len(h.documents.items), h.page)
	}
	if got := h.win.Title(); got != "Sample – Postil" {
		t.Errorf("the title is %q", got)
	}
}

func TestFirstStartOnAProjectAsksTheNameToo(t *testing.T) {
	h := newFirstStart(t)
	path := filepath.Join(h.home, "Given.postil")
	p, err := project.Create(context.Background(), path, "Somebody else")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	h.Open(path)
	h.enter("Name", "Ana")
	h.tap("Start")
	if h.project == nil || h.project.Path() != path || h.project.Annotator().Name != "Ana" {
		t.Errorf("open is %+v", h.project)
	}
}

func TestTextIsCopied(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("De Wever sprak")
	h.press(ctrl(fyne.KeyC))
	if got := fyne.CurrentApp().Clipboard().Content(); got != "De Wever sprak" {
		t.Errorf("the clipboard holds %q", got)
	}
	h.selectText("Antwerpen")
	h.typeLabel("l")
	h.press(ctrl(fyne.KeyC))
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Antwerpen" {
		t.Errorf("with a span and no selection the clipboard holds %q", got)
	}
}

func TestTaggingByKeyIsSavedAndUndone(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.selectText("Bart De Wever")
	h.typeLabel("p")
	spans := h.spans()
	if len(spans) != 1 || h.labelName(spans[0]) != "PERSON" || spans[0].Text() != "Bart De Wever" {
		t.Fatalf("the file holds %v", spans)
	}
	if s, ok := h.currentSpan(); !ok || s.UID != spans[0].UID {
		t.Error("the new span is not the current one")
	}
	if got := h.status.left.Text; !strings.HasPrefix(got, "saved · 1 span") {
		t.Errorf("the status line says %q", got)
	}
	if item, _ := h.project.Document(h.page.doc.UID); item.Status != annotate.InProgress || h.documents.items[0].Spans != 1 {
		t.Errorf("the list shows %+v", h.documents.items[0])
	}
	h.press(ctrl(fyne.KeyZ))
	if n := len(h.spans()); n != 0 || len(h.page.spans) != 0 {
		t.Errorf("after undo the file holds %d spans, the page %d", n, len(h.page.spans))
	}
	if got := h.status.message.Text; !strings.HasPrefix(got, "Undone: ") {
		t.Errorf("undo says %q", got)
	}
	h.press(ctrl(fyne.KeyY))
	if n := len(h.page.spans); n != 1 {
		t.Errorf("after redo the page holds %d spans", n)
	}
}

func TestKeyOnASpanChangesItsLabel(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("o")
	h.typeLabel("l")
	spans := h.spans()
	if len(spans) != 1 || h.labelName(spans[0]) != "PLACE" {
		t.Fatalf("the file holds %v", spans)
	}
	place, org := spans[0].Label, h.scheme.LabelNamed("ORG").UID
	if h.page.counts[place] != 1 || h.page.counts[org] != 0 {
		t.Errorf("the panel counts %v", h.page.counts)
	}
}

func TestShiftMakesALabelStick(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.reading.view.OnLabelKey(docview.LabelKey{Name: "l", Place: docview.NoPlace}, true)
	h.settle()
	h.selectText("Bart")
	h.press(plain(fyne.KeyReturn))
	if n := len(h.spans()); n != 2 {
		t.Fatalf("the file holds %d spans", n)
	}
	if !strings.Contains(h.status.left.Text, "Enter tags PLACE") {
		t.Errorf("the status line says %q", h.status.left.Text)
	}
	h.reading.view.OnLabelKey(docview.LabelKey{Name: "l", Place: docview.NoPlace}, true)
	h.settle()
	if h.hasSticky() {
		t.Error("the label still sticks")
	}
}

func TestKeyWithoutALabelOrTextSaysSo(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.typeLabel("z")
	if got := h.status.message.Text; got != "No label has the key Z." {
		t.Errorf("the status line says %q", got)
	}
	at := indexOf(h.page.doc.Text, "\n\n") + 1 // an empty line
	h.reading.view.Select(at, at)
	h.typeLabel("p")
	if got := h.status.message.Text; got != nothingSelected {
		t.Errorf("the status line says %q", got)
	}
	if n := len(h.spans()); n != 0 {
		t.Errorf("the file holds %d spans", n)
	}
}

func TestClickOnALabelTagsTheWordUnderTheCaret(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	at := indexOf(h.page.doc.Text, "Antwerpen") + 2
	h.reading.view.Select(at, at)
	for i, row := range h.labels.rows {
		if row.label.Name == "PLACE" {
			h.labels.list.Select(i)
		}
	}
	h.settle()
	if spans := h.spans(); len(spans) != 1 || spans[0].Text() != "Antwerpen" {
		t.Errorf("the file holds %v", spans)
	}
}

func TestDeleteRemovesTheCurrentSpan(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	h.press(plain(fyne.KeyDelete))
	if n := len(h.spans()); n != 0 || len(h.page.spans) != 0 {
		t.Errorf("the file holds %d spans, the page %d", n, len(h.page.spans))
	}
	if h.hasSpan() || h.inspector.body.Visible() {
		t.Error("the inspector shows a span that is gone")
	}
}

func TestNoteIsSavedWhenTheFieldIsLeft(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	h.win.Canvas().Focus(h.inspector.note)
	h.inspector.note.SetText("a harbour")
	h.reading.focus()
	h.settle()
	if spans := h.spans(); spans[0].Note != "a harbour" {
		t.Errorf("the file holds %+v", spans)
	}
}

func TestDoneGoesToTheNextDocument(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	first := h.page.doc.UID
	h.press(ctrl(fyne.KeyReturn))
	if h.page.doc.UID == first {
		t.Error("the same document is shown")
	}
	if item, _ := h.project.Document(first); item.Status != annotate.Done {
		t.Errorf("the first document is %s", item.Status)
	}
	if got := h.documents.figures.Text; got != "2 docs · 1 done" {
		t.Errorf("the list says %q", got)
	}
	h.press(ctrl(fyne.KeyReturn))
	if got := h.status.message.Text; got != "Every document of the list is done." {
		t.Errorf("at the end the status line says %q", got)
	}
}

func TestDocumentsAreSteppedThroughAndFiltered(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.press(ctrl(fyne.KeyPageDown))
	if h.page.doc.Text != english {
		t.Error("the next document is not shown")
	}
	h.press(ctrl(fyne.KeyPageDown))
	if got := h.status.message.Text; !strings.Contains(got, "last document") {
		t.Errorf("at the end the status line says %q", got)
	}
	h.documents.filter.SetText("SPRAK bart")
	h.settle()
	if n := len(h.documents.items); n != 1 || h.documents.figures.Text != "1 of 2 docs · 0 done" {
		t.Errorf("the filter leaves %d documents: %s", n, h.documents.figures.Text)
	}
	h.documents.filterKey(fyne.KeyReturn)
	h.settle()
	if h.page.doc.Text != dutch {
		t.Error("Enter in the filter does not open the document found")
	}
	h.documents.filterKey(fyne.KeyEscape)
	if len(h.documents.items) != 2 {
		t.Error("Esc does not clear the filter")
	}
}

func TestPlaceIsKeptForEachDocument(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch, english)
	h.reading.view.Select(10, 10)
	h.press(ctrl(fyne.KeyPageDown))
	h.press(ctrl(fyne.KeyPageUp))
	if got := h.reading.view.Caret(); got != 10 {
		t.Errorf("the caret is at %d", got)
	}
}

func TestAnothersChangesAreShown(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	ctx := context.Background()
	other, err := project.Open(ctx, h.project.Path(), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	at := indexOf(dutch, "Antwerpen")
	if _, err := other.Mark(ctx, h.page.doc.UID, h.scheme.LabelNamed("PLACE").UID, [][2]int{{at, at + 9}}, annotate.UID{}); err != nil {
		t.Fatal(err)
	}
	h.until("the page and the list show the other's span", func() bool {
		return len(h.page.spans) == 1 && h.documents.items[0].Spans == 1
	})
}

func TestClosingLeavesOneFileAndRemembersTheWindow(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	path := h.project.Path()
	h.columns.outer.SetOffset(0.3)
	h.Close()
	h.settle()
	left, err := filepath.Glob(path + "*")
	if err != nil || len(left) != 1 {
		t.Errorf("closing leaves %v, %v", left, err)
	}
	s, err := h.config.Settings.Load()
	if err != nil {
		t.Fatal(err)
	}
	if s.Window.Left != 0.3 || s.Window.Width != 1400 || len(s.Recent) != 1 || s.Recent[0] != path {
		t.Errorf("remembered: %+v", s)
	}
}

func TestProjectThatCannotBeOpenedLeavesTheOpenOne(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	wrong := filepath.Join(h.home, "Wrong.postil")
	if err := os.WriteFile(wrong, []byte("no database at all, but a text of some length"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := h.config.Settings.Change(func(s *settings.Settings) { s.AddRecent(filepath.Join(h.home, "Gone.postil")) }); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{wrong, filepath.Join(h.home, "Gone.postil")} {
		h.openProject(path, nil)
		h.settle()
		if !h.dialogs.open() {
			t.Errorf("%s: nothing is said", path)
		}
		h.dialogs.dismiss()
		if h.project.Name() != "Test" || h.page == nil {
			t.Errorf("%s: the open project is gone", path)
		}
	}
	if s, _ := h.config.Settings.Load(); len(s.Recent) != 1 {
		t.Errorf("the project that is gone is still offered: %v", s.Recent)
	}
}

func TestEmptyProjectSaysWhatToDo(t *testing.T) {
	h := newHarness(t)
	if !strings.Contains(h.reading.empty.Text, "No project is open") {
		t.Errorf("without a project the window says %q", h.reading.empty.Text)
	}
	h.openNew()
	if !strings.Contains(h.reading.empty.Text, "Drop text files here or press "+ctrl(fyne.KeyI).String()) || !h.reading.empty.Visible() {
		t.Errorf("an empty project says %q", h.reading.empty.Text)
	}
}

func TestMissingFontsAreSaidInTheStatusLine(t *testing.T) {
	h := newHarness(t)
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, "")
	}
	h.Show()
	h.until("the status line names the fonts", func() bool { return strings.Contains(h.status.message.Text, "fonts") })
}
