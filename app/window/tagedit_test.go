package window

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
)

// openTagged opens a project with a span that carries a tag, as the current one.
func (h *harness) openTagged() annotate.Tag {
	h.t.Helper()
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	tag, err := h.project.NameSpans(context.Background(), "Antverp", h.spans()[0].UID)
	if err != nil {
		h.t.Fatal(err)
	}
	h.until("the window knows the tag", func() bool { return h.tags[tag.UID].Name != "" && h.hasTag() })
	return tag
}

func TestTagIsCorrectedInEveryPart(t *testing.T) {
	h := newHarness(t)
	tag := h.openTagged()
	h.press(ctrl(fyne.KeyT))
	if got := h.dialogText(); !strings.Contains(got, "Carried by 1 span in 1 document") {
		t.Errorf("the form says %q", got)
	}
	h.enter("Name of the tag", "  ")
	h.tap("Save")
	if got := h.dialogText(); !strings.Contains(got, "Write a name") {
		t.Errorf("an empty name gives %q", got)
	}
	h.enter("Name of the tag", " Antwerp,  the port ")
	h.enter("Q-number or URL", "Q12892")
	h.enter("What tells it from others", "The city, not the province.")
	h.chooseOnDialog("ORG")
	h.tap("Save")
	h.until("the window knows the new name", func() bool { return h.tags[tag.UID].Name == "Antwerp, the port" })
	want := annotate.Tag{UID: tag.UID, Name: "Antwerp, the port", Usual: h.scheme.LabelNamed("ORG").UID, Ref: "Q12892", Note: "The city, not the province."}
	if got, _ := h.project.Tag(tag.UID); got != want {
		t.Errorf("the project holds %+v, want %+v", got, want)
	}
	if got := h.inspector.tagged.Text; !strings.Contains(got, "Antwerp, the port") {
		t.Errorf("the inspector shows %q", got)
	}
	h.press(ctrl(fyne.KeyZ))
	if got, _ := h.project.Tag(tag.UID); got != tag {
		t.Errorf("one undo leaves %+v", got)
	}
}

// chooseOnDialog chooses an option of the top dialog that offers it.
func (h *harness) chooseOnDialog(option string) {
	h.t.Helper()
	for _, o := range h.onDialog() {
		if c, ok := o.(*choice); ok {
			c.SetSelected(option)
			return
		}
	}
	h.t.Fatalf("the dialog does not offer %q", option)
}

func TestTagIsDeletedAndBroughtBack(t *testing.T) {
	h := newHarness(t)
	tag := h.openTagged()
	test.Tap(h.inspector.edit)
	h.tap("Delete the tag")
	if h.dialogs.open() || h.hasTag() || len(h.project.Tags()) != 0 || len(h.spans()) != 1 {
		t.Errorf("after deleting: a dialog is open %v, the span has a tag %v, tags %v", h.dialogs.open(), h.hasTag(), h.project.Tags())
	}
	h.press(ctrl(fyne.KeyZ))
	if got, _ := h.project.Tag(tag.UID); got != tag || h.spans()[0].Tag != tag.UID {
		t.Errorf("one undo brings back %+v", got)
	}
}

func TestPaletteEditsATag(t *testing.T) {
	h := newHarness(t)
	h.openTagged()
	p := h.openPalette()
	h.settle()
	if p.rows[p.at].hit.IsTag != true {
		p.moveTo(1)
	}
	p.query.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	h.settle()
	h.enter("Name of the tag", "Antwerp")
	h.tap("Save")
	if tags := h.project.Tags(); len(tags) != 1 || tags[0].Name != "Antwerp" {
		t.Errorf("the tags are %v", tags)
	}
}

func TestSpanWithoutATagOffersNoEditing(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	h.press(ctrl(fyne.KeyT))
	if h.dialogs.open() || h.inspector.edit.Visible() {
		t.Error("a tag that is not there can be edited")
	}
}
