package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"postil/annotate"
)

func TestLabelPanelListsLabelsUnderTheirLayers(t *testing.T) {
	s := annotate.DefaultScheme()
	person := s.LabelNamed("PERSON").UID
	rows := labelRows(&s, map[annotate.UID]int{person: 3}, person)
	if len(rows) != len(s.Layers)+len(s.Labels) || !rows[0].heading() || rows[1].heading() {
		t.Fatalf("the panel has %d rows", len(rows))
	}
	for _, r := range rows {
		if isPerson := r.label.UID == person; isPerson != r.sticky || isPerson != (r.count == 3) {
			t.Errorf("the row of %q is %+v", r.label.Name, r)
		}
		if r.heading() && r.layer.Exclusion != (headingOf(r.layer) == r.layer.Name+" (excluded)") {
			t.Errorf("the heading reads %q", headingOf(r.layer))
		}
	}
}

func TestLabelIsAddedWithAFreeKey(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.askNewLabel()
	h.enter("PERSON", "EVENT")
	h.tap("Add")
	h.settle()
	l := h.scheme.LabelNamed("EVENT")
	if l == nil || l.Key != "e" || h.dialogs.open() {
		t.Fatalf("the scheme holds %+v", l)
	}
	h.selectText("sprak")
	h.typeLabel("e")
	if spans := h.spans(); len(spans) != 1 || spans[0].Label != l.UID {
		t.Errorf("its key tags %v", spans)
	}
	h.press(ctrl(fyne.KeyZ))
	h.press(ctrl(fyne.KeyZ))
	if h.scheme.LabelNamed("EVENT") != nil {
		t.Error("adding the label was more than one change")
	}
}

func TestLabelFormKeepsWhatIsWrongInTheDialog(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	person := *h.scheme.LabelNamed("PERSON")
	for _, c := range []struct {
		what   string
		change func(f *labelForm)
	}{
		{"no name", func(f *labelForm) { f.name.SetText(" ") }},
		{"a name that is taken", func(f *labelForm) { f.name.SetText("ORG") }},
		{"a key that is taken", func(f *labelForm) { f.key.SetText("q") }},
		{"two letters for a key", func(f *labelForm) { f.key.SetText("pe") }},
		{"a sign for a key", func(f *labelForm) { f.key.SetText("!") }},
		{"no colour", func(f *labelForm) { f.colour.code.SetText("red") }},
	} {
		f := h.newLabelForm(person, true)
		c.change(f)
		l, err := f.label(&h.scheme, person)
		if err == nil {
			err = fits(h.scheme, l)
		}
		if err == nil {
			t.Errorf("%s is accepted", c.what)
		}
	}
}

func TestLabelIsChangedInEveryPart(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	before := *h.scheme.LabelNamed("PERSON")
	h.askEditLabel(before)
	h.enter("PERSON", "HUMAN")
	h.enter("one letter or digit", "H")
	h.enter("#rrggbb", "#123456")
	h.enter("When to use this label", "People.")
	h.tap("Save")
	h.settle()
	l := h.scheme.LabelNamed("HUMAN")
	if l == nil || l.Key != "h" || l.Colour != 0x123456 || l.Guideline != "People." {
		t.Errorf("the scheme holds %+v", l)
	}
	h.press(ctrl(fyne.KeyZ))
	if after := h.scheme.Label(before.UID); *after != before {
		t.Errorf("one undo leaves %+v", after)
	}
}

func TestLayerIsAddedAndChanged(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.askNewLayer()
	h.enter("Entities", "Frames")
	h.tap("Add")
	h.settle()
	layer := h.scheme.LayerNamed("Frames")
	if layer == nil || layer.Look != annotate.Fill {
		t.Fatalf("the scheme holds %+v", layer)
	}
	h.askEditLayer(*layer)
	h.enter("Entities", "Claims")
	h.tap("Save")
	if !h.dialogs.open() {
		t.Fatal("a name that is taken is accepted")
	}
	h.enter("Entities", "Stories")
	h.tap("Save")
	h.settle()
	if h.scheme.LayerNamed("Stories") == nil || h.scheme.LayerNamed("Frames") != nil {
		t.Errorf("the layers are %v", layerNames(&h.scheme))
	}
	h.deleteLayer(*h.scheme.LayerNamed("Stories"))
	h.settle()
	if h.scheme.LayerNamed("Stories") != nil {
		t.Error("an empty layer is not deleted")
	}
}

func TestLabelInUseIsNotDeleted(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.selectText("Antwerpen")
	h.typeLabel("l")
	place := *h.scheme.LabelNamed("PLACE")
	h.deleteLabel(place)
	h.settle()
	if h.scheme.LabelNamed("PLACE") == nil || !h.dialogs.open() {
		t.Error("a label that spans carry was deleted, or nothing was said")
	}
	h.dialogs.dismiss()
	h.press(plain(fyne.KeyDelete))
	h.deleteLabel(place)
	h.settle()
	if h.scheme.LabelNamed("PLACE") != nil {
		t.Error("a label that nothing carries was not deleted")
	}
}
