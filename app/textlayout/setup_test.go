package textlayout_test

import (
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"postil/app/textlayout"
)

// fonts is a set pinned to Go's own face, the same on every machine.
func fonts(t testing.TB) *textlayout.Fonts {
	t.Helper()
	f, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// flow sets a text in pinned fonts.
func flow(t testing.TB, text string, width float64) *textlayout.Flow {
	t.Helper()
	style := textlayout.Style{Size: 16, LineHeight: 1.5, Lane: 6}
	return textlayout.NewFlow(textlayout.NewDocument(text), fonts(t), style, width)
}
