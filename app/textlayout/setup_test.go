package textlayout_test

import (
	"os"
	"path/filepath"
	"strings"
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

// readTest reads a file of testdata.
func readTest(t testing.TB, name ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", filepath.Join(name...)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// scriptFonts is a set pinned to subsets of Noto for many scripts, the same on every
// machine.
func scriptFonts(t testing.TB) *textlayout.Fonts {
	t.Helper()
	o := textlayout.FontOptions{Regular: readTest(t, "fonts", "NotoSans-subset.ttf")}
	for _, name := range strings.Fields(string(readTest(t, "fonts", "order.txt"))) {
		o.Fallbacks = append(o.Fallbacks, readTest(t, "fonts", name))
	}
	f, err := textlayout.NewFonts(o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// sets are the font sets that properties are checked with: Go's own face, which
// lacks most characters; the pinned ones of many scripts; and this machine's fonts.
// What is checked holds for all fonts.
func sets(t testing.TB) map[string]*textlayout.Fonts {
	t.Helper()
	system, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, System: true, CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*textlayout.Fonts{"pinned": fonts(t), "scripts": scriptFonts(t), "system": system}
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
