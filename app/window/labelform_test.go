package window

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"postil/annotate"
)

func TestTypingReplacesTheSuggestedKey(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	h.askLabelIn(h.scheme.Layers[0].UID)
	h.enter("PERSON", "EVENT")
	var key *field
	for _, o := range h.onDialog() {
		if f, ok := o.(*field); ok && f.PlaceHolder == "one letter or digit" {
			key = f
		}
	}
	if key.Text != "e" {
		t.Fatalf("the suggested key is %q", key.Text)
	}
	h.win.Canvas().Focus(key)
	test.Type(key, "x")
	if key.Text != "x" {
		t.Errorf("typing x leaves %q", key.Text)
	}
	h.enter("PERSON", "EVENTS")
	if key.Text != "x" {
		t.Errorf("the key that was chosen becomes %q with the name", key.Text)
	}
}

func TestColoursMayBeShort(t *testing.T) {
	p := newColourPicker(nil, 0)
	for code, want := range map[string]annotate.Colour{"#e44": 0xee4444, "e44": 0xee4444, " #123456 ": 0x123456, "abcdef": 0xabcdef} {
		p.code.SetText(code)
		if got, err := p.value(); err != nil || got != want {
			t.Errorf("%q is read as %v, %v; want %v", code, got, err, want)
		}
	}
	for _, code := range []string{"", "#", "#e4", "#ggg", "#12345"} {
		p.code.SetText(code)
		if got, err := p.value(); err == nil {
			t.Errorf("%q is read as %v", code, got)
		}
	}
}
