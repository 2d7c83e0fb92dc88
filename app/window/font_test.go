package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"postil/app/docview"
	"postil/app/project/settings"
)

// someFamily is a family that this machine has.
func someFamily(t *testing.T) string {
	t.Helper()
	families, err := docview.FontFamilies("")
	if err != nil {
		t.Fatal(err)
	}
	if len(families) == 0 {
		t.Skip("this machine has no font")
	}
	return families[0]
}

func TestFontIsChosenByKeys(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	family := someFamily(t)
	h.press(plain(fyne.KeyF9))
	h.enter("Filter…", "a")
	h.dialogs.dismiss()
	c := h.openFontChooser([]string{"Another", family}, "text")
	if got := c.family(); got != "" {
		t.Errorf("the dialog begins with %q", got)
	}
	c.filter.SetText(strings.ToUpper(family))
	if !slices.Equal(c.shown, []string{family}) || c.family() != family {
		t.Errorf("the filter lets %q through", c.shown)
	}
	c.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF8})
	if got := c.pixels(); got != 17 {
		t.Errorf("F8 chooses %v pixels", got)
	}
	c.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v := h.reading.view
	if v.Font() != family || v.FontSize() != 17 {
		t.Errorf("the text is set in %q at %v pixels", v.Font(), v.FontSize())
	}
	s, err := h.config.Settings.Load()
	if err != nil || s.Font != family || s.Zoom != 17.0/16 {
		t.Errorf("remembered is %+v, %v", s, err)
	}
}

func TestFontDialogChangesNothingUntilAccepted(t *testing.T) {
	h := newHarness(t)
	h.openNew(dutch)
	c := h.openFontChooser([]string{someFamily(t)}, "text")
	c.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if c.family() == "" {
		t.Error("Down does not move")
	}
	c.filter.SetText("no font is called this")
	if _, err := c.accept(); err == nil {
		t.Error("no font is accepted")
	}
	h.dialogs.dismiss()
	if got := h.reading.view.Font(); got != "" {
		t.Errorf("the text is set in %q", got)
	}
}

func TestFontThatHasGone(t *testing.T) {
	h := newHarness(t)
	if err := h.config.Settings.Change(func(s *settings.Settings) { s.Font = "Gone Serif" }); err != nil {
		t.Fatal(err)
	}
	again := New(fyne.CurrentApp(), h.config)
	defer again.jobs.end()
	if got := again.reading.view.Font(); got != "" {
		t.Errorf("the text is set in %q", got)
	}
	if got := again.status.text; !strings.Contains(got, "Gone Serif") || !strings.Contains(got, docview.BuiltInFont) {
		t.Errorf("the status line says %q", got)
	}
	if s, _ := again.config.Settings.Load(); s.Font != "Gone Serif" {
		t.Errorf("%q is remembered: the font may come back", s.Font)
	}
}

func TestSizesToChooseFrom(t *testing.T) {
	for _, test := range []struct {
		size     float32
		selected string
		before   string
	}{{16, "16", "15"}, {17.6, "17.6", "17"}, {64, "64", "48"}, {8, "8", ""}} {
		options, selected := sizeOptions(test.size)
		i := slices.Index(options, selected)
		if selected != test.selected || i < 0 || i > 0 && options[i-1] != test.before {
			t.Errorf("at %v, %q of %q", test.size, selected, options)
		}
	}
}
