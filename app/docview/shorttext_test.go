package docview_test

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"postil/app/docview"
)

// shown draws a short text in a window of a size.
func shown(t *testing.T, short *docview.ShortText, width, height float32) *image.NRGBA {
	t.Helper()
	w := test.NewTempWindow(t, short)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return flat(w.Canvas().Capture())
}

// oneRow draws a text in one row of a width.
func oneRow(t *testing.T, width float32, text string, strong ...[2]int) *image.NRGBA {
	t.Helper()
	short := docview.NewShortText(theme.SizeNameText, 1)
	short.SetText(text, strong...)
	return shown(t, short, width, short.MinSize().Height)
}

// inked returns the box around what differs from the ground, which the left upper
// corner has, and how many pixels do.
func inked(img *image.NRGBA) (box image.Rectangle, n int) {
	ground := img.NRGBAAt(0, 0)
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			if img.NRGBAAt(x, y) != ground {
				box = box.Union(image.Rect(x, y, x+1, y+1))
				n++
			}
		}
	}
	return box, n
}

func TestShortTextKeepsToItsRow(t *testing.T) {
	test.NewTempApp(t)
	const width = 200
	pad := int(theme.InnerPadding())
	for _, text := range []string{"", " ", "x", "Ferry crews stay ashore for a third day as Karven counts its commuters",
		"إضراب العبّارات على نهر سيلنا يدخل يومه الثالث في كارفن", "שלום Selna Line (25%)", "分割できない長い見出しがここにあります、とても長い",
		strings.Repeat("Verschleppung", 5000), "two\nlines", "\u2068\u2069", "é👩‍👩‍👧‍👦🇷🇴"} {
		box, n := inked(oneRow(t, width, text))
		if blank := strings.Trim(text, " \u2068\u2069") == ""; blank && n > 0 {
			t.Errorf("%.20q: %d pixels are drawn", text, n)
		} else if blank {
			continue
		}
		// Letters may reach over their own width a little.
		if box.Min.X < pad-2 || pad+3 < box.Min.X || width-pad+2 < box.Max.X {
			t.Errorf("%.20q: drawn in %v of %d, with %d at both ends", text, box, width, pad)
		}
		if long := 60 < len(text); long && box.Max.X < width-pad-30 {
			t.Errorf("%.20q: cut at %d of %d already", text, box.Max.X, width)
		}
	}
}

// What stands first in a text that runs to the left stands on its right.
func TestShortTextStandsInReadingOrder(t *testing.T) {
	test.NewTempApp(t)
	latin, _ := inked(oneRow(t, 200, "Selna"))
	for text, want := range map[string]bool{"שלום Selna": true, "Selna שלום": true, "Line Selna": false} {
		mixed := oneRow(t, 200, text)
		begins := true // with the Latin word
		alone := oneRow(t, 200, "Selna")
		for y := latin.Min.Y; y < latin.Max.Y; y++ {
			for x := latin.Min.X; x < latin.Max.X; x++ {
				begins = begins && mixed.NRGBAAt(x, y) == alone.NRGBAAt(x, y)
			}
		}
		if begins != want {
			t.Errorf("%q begins on the left with the Latin word: %v", text, begins)
		}
	}
}

func TestShortTextStandsOut(t *testing.T) {
	test.NewTempApp(t)
	const text = "Ștefania Olănescu"
	plainBox, plain := inked(oneRow(t, 300, text))
	_, some := inked(oneRow(t, 300, text, [2]int{0, 10}))
	strongBox, all := inked(oneRow(t, 300, text, [2]int{0, len(text)}))
	if !(plain < some && some < all) {
		t.Errorf("%d pixels plain, %d with a strong word, %d strong", plain, some, all)
	}
	if strongBox.Min != plainBox.Min || 1 < strongBox.Max.X-plainBox.Max.X {
		t.Errorf("strong, it stands in %v; plain in %v", strongBox, plainBox)
	}
}

func TestShortTextInRows(t *testing.T) {
	test.NewTempApp(t)
	const width = 200
	pad := int(theme.InnerPadding())
	height := func(text string) float32 {
		short := docview.NewShortText(theme.SizeNameText, 3)
		short.SetText(text)
		short.Resize(fyne.NewSize(width, 10))
		return short.MinSize().Height
	}
	one, two, most := height("word"), height("words that take more than one row"), height(strings.Repeat("words that take many rows ", 50))
	row := two - one
	if row <= 0 || most != one+2*row {
		t.Errorf("a row is %v high, with a second %v, at most %v", one, two, most)
	}
	short := docview.NewShortText(theme.SizeNameText, 3)
	short.SetText("إضراب العبّارات على نهر سيلنا يدخل يومه الثالث")
	if box, _ := inked(shown(t, short, width, most)); box.Max.X < width-pad-3 || width-pad+2 < box.Max.X {
		t.Errorf("a paragraph that runs to the left is drawn in %v of %d", box, width)
	}
}

func TestShortTextFollowsTheTheme(t *testing.T) {
	test.NewTempApp(t)
	short := docview.NewShortText(theme.SizeNameText, 1)
	short.SetText("Selna Line")
	w := test.NewTempWindow(t, short)
	w.Resize(fyne.NewSize(200, 40))
	seen := map[string]*image.NRGBA{}
	for name, th := range docview.Themes {
		test.ApplyTheme(t, th)
		seen[name] = flat(w.Canvas().Capture())
		if _, n := inked(seen[name]); n < 50 {
			t.Errorf("%s: %d pixels of ink", name, n)
		}
	}
	if seen["light"].NRGBAAt(0, 0) == seen["dark"].NRGBAAt(0, 0) {
		t.Error("both themes have the same ground")
	}
}
