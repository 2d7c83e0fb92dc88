package textlayout_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"postil/app/textlayout"
)

func TestFamilies(t *testing.T) {
	cache := t.TempDir()
	families, err := textlayout.Families(cache)
	if err != nil {
		t.Fatal(err)
	}
	if len(families) == 0 {
		t.Skip("this machine has no font")
	}
	sorted := slices.IsSortedFunc(families, func(a, b textlayout.Family) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	if !sorted {
		t.Error("the families are not sorted")
	}
	for _, f := range families {
		found, ok, err := textlayout.FindFamily(strings.ToUpper(f.Name), cache)
		if err != nil || !ok || found.Sets("abc") != f.Sets("abc") {
			t.Errorf("%s is not found by its name: %v, %v", f.Name, ok, err)
		}
	}
	if _, ok, err := textlayout.FindFamily("no family is called this", cache); ok || err != nil {
		t.Errorf("a family that isn't there: %v, %v", ok, err)
	}
}

func TestTextSetInAFamily(t *testing.T) {
	cache := t.TempDir()
	families, err := textlayout.Families(cache)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(families, func(f textlayout.Family) bool { return f.Sets("abcdefghijklmnopqrstuvwxyz") })
	if i < 0 {
		t.Skip("this machine has no font for Latin text")
	}
	const text = "Latin, ქართული, 漢字, 😀 and \U0010FFFD"
	own, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := own.With(families[i])
	if err != nil {
		t.Fatal(err)
	}
	for name, fonts := range map[string]*textlayout.Fonts{"the program's own": own, families[i].Name: chosen} {
		flow := textlayout.NewFlow(textlayout.NewDocument(text), fonts, textlayout.Style{}, 400)
		end := 0
		for _, l := range flow.Lines(0, flow.Height()) {
			end = l.End
		}
		if end != len(text) {
			t.Errorf("in %s, %d of %d bytes are set", name, end, len(text))
		}
	}
}

func TestFamilySets(t *testing.T) {
	if (textlayout.Family{}).Sets("abc") {
		t.Error("nothing sets a text")
	}
	families, err := textlayout.Families(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const arabic = "وزارة الداخلية في محافظة"
	for _, f := range families {
		if f.Sets("") || f.Sets("2023 – 17") {
			t.Errorf("%s sets a text without letters", f.Name)
		}
		if either := f.Sets("abcdefghij") || f.Sets(arabic); f.Sets("abcdefghij "+arabic) != either {
			t.Errorf("%s: a mixed text is not set where one of its scripts is", f.Name)
		}
	}
}
