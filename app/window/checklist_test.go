package window

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

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

func TestLongListsAreLeaptThroughWithKeys(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	names := make([]tickable, 200)
	for i := range names {
		names[i].name = fmt.Sprint(i)
	}
	h.askTicks(h.newTickButton("label", names))
	l := h.win.Canvas().Focused().(*list)
	for _, step := range []struct {
		key fyne.KeyName
		ok  func(at int) bool
	}{
		{fyne.KeyPageDown, func(at int) bool { return 1 < at && at < 30 }}, {fyne.KeyPageUp, func(at int) bool { return at == 0 }},
		{fyne.KeyPageUp, func(at int) bool { return at == 0 }}, {fyne.KeyEnd, func(at int) bool { return at == 199 }},
		{fyne.KeyPageDown, func(at int) bool { return at == 199 }}, {fyne.KeyHome, func(at int) bool { return at == 0 }},
	} {
		h.pressOn(step.key)
		if !step.ok(l.at) {
			t.Errorf("%s leads to line %d", step.key, l.at)
		}
	}
}
