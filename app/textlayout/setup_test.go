package textlayout_test

import (
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"pgregory.net/rapid"
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

// sets are the font sets that properties are checked with: the pinned one, and one
// with this machine's fonts, which have ligatures, joined scripts and marks that
// the pinned face lacks. What is checked holds for all fonts.
func sets(t testing.TB) map[string]*textlayout.Fonts {
	t.Helper()
	system, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, System: true, CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*textlayout.Fonts{"pinned": fonts(t), "system": system}
}

// property checks something with all font sets.
func property(t *testing.T, check func(t *rapid.T, set *textlayout.Fonts)) {
	t.Helper()
	for name, set := range sets(t) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { check(t, set) })
		})
	}
}

// flow sets a text in pinned fonts.
func flow(t testing.TB, text string, width float64) *textlayout.Flow {
	t.Helper()
	style := textlayout.Style{Size: 16, LineHeight: 1.5, Lane: 6}
	return textlayout.NewFlow(textlayout.NewDocument(text), fonts(t), style, width)
}
