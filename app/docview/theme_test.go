package docview_test

import (
	"bytes"
	"image"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2/test"

	"postil/app/docview"
)

// A pane that is open when the theme changes looks as if it had been opened in the
// new one, and nothing in it has moved.
func TestThemeChangesWhileThePaneIsOpen(t *testing.T) {
	opened := func(theme string) *fixture {
		f := newFixture(t, article)
		test.ApplyTheme(t, docview.Themes[theme])
		f.open(f.span("PERSON", "Ilse Ceulen"), f.span("CLAIM", "In 2023 the harbour of Zandvoorde took in 116 tonnes"),
			f.span("QUOTE", "“We had never seen so many,”", "“and we have seen a lot.”"), f.span("FURNITURE", "Share this article"))
		f.view.Select(f.at("record"), f.at("of bananas"))
		return f
	}
	seen := map[string][]byte{}
	for theme := range docview.Themes {
		seen[theme] = opened(theme).pixels()
	}
	if bytes.Equal(seen["light"], seen["dark"]) {
		t.Fatal("light and dark look the same")
	}
	f := opened("light")
	place, selected := f.view.Place(), f.selected()
	for _, theme := range []string{"dark", "light", "dark"} {
		test.ApplyTheme(t, docview.Themes[theme])
		if !bytes.Equal(seen[theme], f.pixels()) {
			t.Errorf("changed to %s, the pane looks otherwise than opened in it", theme)
		}
	}
	if f.view.Place() != place || f.selected() != selected {
		t.Error("the theme moved the text or the selection")
	}
}

// pixels is what the window shows.
func (f *fixture) pixels() []byte {
	shown := f.window.Canvas().Capture()
	p := image.NewNRGBA(shown.Bounds())
	draw.Draw(p, p.Rect, shown, p.Rect.Min, draw.Src)
	return p.Pix
}
