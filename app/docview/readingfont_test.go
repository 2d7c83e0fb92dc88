package docview_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"postil/app/docview"
)

// Whatever font, size and width are tried, the text that was at the pane's top is
// in the first line that is in view.
func TestTextAtTheTopStaysInAnyFontSizeAndWidth(t *testing.T) {
	families, err := docview.FontFamilies("")
	if err != nil {
		t.Fatal(err)
	}
	families = append([]string{""}, families[:min(3, len(families))]...)
	f := newFixture(t, strings.Repeat(article+"\n\n", 60))
	f.open(overlaps(f)...)
	rapid.Check(t, func(t *rapid.T) {
		f.window.Resize(fyne.NewSize(900, 600))
		f.view.SetFontSize(16)
		f.view.ScrollTo(0)
		f.view.ScrollTo(rapid.IntRange(0, len(f.doc.Text)*6/10).Draw(t, "place"))
		top := f.view.Place().Offset
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			switch rapid.IntRange(0, 2).Draw(t, "change") {
			case 0:
				f.view.SetFontSize(float32(rapid.IntRange(1, 100).Draw(t, "size")))
			case 1:
				f.window.Resize(fyne.NewSize(rapid.Float32Range(240, 3840).Draw(t, "width"), 600))
			case 2:
				if err := f.view.SetFont(rapid.SampledFrom(families).Draw(t, "family")); err != nil {
					t.Fatal(err)
				}
			}
			if got := f.view.Place().Offset; got != top {
				t.Fatalf("the pane begins at %d, want %d", got, top)
			}
		}
	})
}

func TestFontThatIsNotThere(t *testing.T) {
	f := newFixture(t, article)
	f.open()
	const family = "no family is called this"
	if err := f.view.SetFont(family); err == nil || !strings.Contains(err.Error(), family) || f.view.Font() != "" {
		t.Errorf("got %v, and the font %q", err, f.view.Font())
	}
}

func TestSample(t *testing.T) {
	test.NewTempApp(t)
	s := docview.NewSample(article)
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(300, 200))
	few := len(test.LaidOutObjects(s))
	if few < 10 {
		t.Errorf("the sample shows %d objects", few)
	}
	if err := s.Set("", 40); err != nil {
		t.Error(err)
	}
	if got := len(test.LaidOutObjects(s)); got <= few {
		t.Errorf("in a larger font the text takes no more lines: %d objects before, %d after", few, got)
	}
	if err := s.Set("no family is called this", 16); err == nil {
		t.Error("a family that isn't there is shown")
	}
}
