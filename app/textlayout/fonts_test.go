package textlayout_test

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"postil/app/textlayout"
)

func TestNewFontsRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		options textlayout.FontOptions
		want    string
	}{
		"nothing":       {textlayout.FontOptions{}, "no main face"},
		"no font":       {textlayout.FontOptions{Regular: []byte("text")}, "face 0"},
		"cut off":       {textlayout.FontOptions{Regular: goregular.TTF[:1000]}, "face 0"},
		"fallback":      {textlayout.FontOptions{Regular: goregular.TTF, Fallbacks: [][]byte{gomono.TTF, {}}}, "face 2"},
		"wrong version": {textlayout.FontOptions{Regular: []byte(strings.Repeat("\x00", 100))}, "face 0"},
	} {
		if _, err := textlayout.NewFonts(test.options); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want an error with %q", name, err, test.want)
		}
	}
}

// What no face has still shows, and takes up room.
func TestMissingGlyphsShowBoxes(t *testing.T) {
	painter := textlayout.NewPainter()
	for _, text := range []string{"漢", "\U000F0000", "\x01", "\xff"} {
		l := flow(t, text, 300).LineAt(textlayout.At(0))
		if c := l.Clusters[0]; !(c.X1 > c.X0) {
			t.Errorf("%q has no width", text)
		}
		if inkOf(drawLine(painter, l.Line, 2), color.RGBA{}) == 0 {
			t.Errorf("%q does not show", text)
		}
	}
}

// The list of system fonts can be made beforehand; a folder that cannot be made is
// an error here and nothing but boxes elsewhere.
func TestFindSystemFonts(t *testing.T) {
	if err := textlayout.FindSystemFonts("\x00/no such folder"); err == nil {
		t.Error("no error for a folder that cannot be made")
	}
	set, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, System: true, CacheDir: "\x00/no such folder"})
	if err != nil {
		t.Fatal(err)
	}
	checkLines(t, textlayout.NewFlow(textlayout.NewDocument("漢字 مرحبا"), set, textlayout.Style{}, 100))
}

// inkOf counts the pixels that were drawn in the given hue: those whose channels are
// zero where the hue's are. The zero hue counts all.
func inkOf(img *image.RGBA, hue color.RGBA) int {
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		r, g, b, a := img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3]
		all := hue == color.RGBA{}
		if a != 0 && (all || (r > 0) == (hue.R > 0) && (g > 0) == (hue.G > 0) && (b > 0) == (hue.B > 0)) {
			n++
		}
	}
	return n
}

// Ranges have their own colours, the rest has the text's.
func TestInkRanges(t *testing.T) {
	l := flow(t, "red green red", 300).LineAt(textlayout.At(0))
	img := image.NewRGBA(image.Rect(0, 0, 200, 40))
	green := color.NRGBA{G: 255, A: 255}
	ink := textlayout.Ink{Text: color.NRGBA{R: 255, A: 255}, Ranges: []textlayout.InkRange{{Start: 4, End: 9, Colour: green}}}
	textlayout.NewPainter().DrawLine(img, l.Line, 0, 0, 1, ink)
	rects := l.RangeRects(4, 9)
	if len(rects) != 1 {
		t.Fatalf("%d rectangles", len(rects))
	}
	x0, x1 := int(rects[0].X), int(rects[0].X+rects[0].W)
	for x := range 200 {
		for y := range 40 {
			c := img.RGBAAt(x, y)
			if c.G > 0 && (x < x0-1 || x > x1+1) || c.R > 0 && x > x0+1 && x < x1-1 {
				t.Fatalf("%v at %d,%d; green stands in [%d, %d)", c, x, y, x0, x1)
			}
		}
	}
	if inkOf(img, color.RGBA{R: 1}) == 0 || inkOf(img, color.RGBA{G: 1}) == 0 {
		t.Error("a colour is missing")
	}
}

// Glyphs of several layers are drawn in their colours and at their places, and their ink
// is within its bounds though it hangs far below the line.
func TestLayeredGlyphs(t *testing.T) {
	for _, name := range []string{"layers0.ttf", "layers1.ttf"} {
		set, err := textlayout.NewFonts(textlayout.FontOptions{Regular: goregular.TTF, Fallbacks: [][]byte{readTest(t, "fonts", name)}})
		if err != nil {
			t.Fatal(err)
		}
		f := textlayout.NewFlow(textlayout.NewDocument("\U0001F600"), set, textlayout.Style{Size: 40}, 300)
		l := f.LineAt(textlayout.At(0))
		img := image.NewRGBA(image.Rect(0, 0, 60, 100))
		textlayout.NewPainter().DrawLine(img, l.Line, 0, 0, 1, textlayout.Ink{Text: color.NRGBA{G: 255, A: 255}})
		base := int(math.Round(l.Baseline))
		for at, want := range map[image.Point]color.RGBA{
			{10, base - 10}: {R: 255, A: 255}, {30, base + 10}: {B: 255, A: 255}, {30, base - 10}: {}, {10, base + 10}: {},
		} {
			if got := img.RGBAAt(at.X, at.Y); got != want {
				t.Errorf("%s: %v at %v, the baseline is at %d; want %v", name, got, at, base, want)
			}
		}
		if b := l.InkBounds(); b.Y+b.H < l.Baseline+20 || b.Y > l.Baseline-20 {
			t.Errorf("%s: the ink is within %+v, its baseline at %v", name, b, l.Baseline)
		}
	}
}

// A broken font whose glyph branches at every step keeps nobody waiting.
func TestGlyphThatBranchesWithoutEnd(t *testing.T) {
	var paint tables.PaintTable = tables.PaintSolid{}
	for range 60 {
		paint = tables.PaintComposite{SourcePaint: paint, BackdropPaint: paint}
	}
	if n := textlayout.LayersOf(fonts(t), paint); n != 0 {
		t.Errorf("%d layers of nothing", n)
	}
}

// In a ligature each cluster has its own colour, in both directions.
func TestInkRangesInLigatures(t *testing.T) {
	for _, text := range []string{"\u0644\u0627", "ffi", "\u0d9a\u0dca\u200d\u0dc2", "ស្ត្រី"} {
		f := textlayout.NewFlow(textlayout.NewDocument(text), sets(t)["system"], textlayout.Style{Size: 40}, 300)
		l := f.LineAt(textlayout.At(0))
		if len(l.Clusters) < 2 {
			continue
		}
		first := l.Clusters[0]
		img := image.NewRGBA(image.Rect(0, 0, 300, 120))
		ink := textlayout.Ink{Text: color.NRGBA{R: 255, A: 255}, Ranges: []textlayout.InkRange{{Start: 0, End: first.End, Colour: color.NRGBA{G: 255, A: 255}}}}
		textlayout.NewPainter().DrawLine(img, l.Line, 0, 0, 1, ink)
		if inkOf(img, color.RGBA{R: 1}) == 0 || inkOf(img, color.RGBA{G: 1}) == 0 {
			t.Errorf("%q: a colour is missing", text)
		}
		overhang := 3.0 // what letters that are no ligature may leave their cluster by
		for x := range 300 {
			for y := range 120 {
				c := img.RGBAAt(x, y)
				outside := float64(x) < first.X0-overhang || float64(x) > first.X1+overhang
				if inside := float64(x) > first.X0+overhang && float64(x) < first.X1-overhang; c.G > 0 && outside || c.R > 0 && inside {
					t.Fatalf("%q: %v at %d; the first cluster is [%v, %v)", text, c, x, first.X0, first.X1)
				}
			}
		}
	}
}

// A language changes shapes only where a font says so, never the text.
func TestLanguage(t *testing.T) {
	f := flow(t, "Ștefan și Țuțea", 300)
	style := f.Style()
	style.Language = "ro"
	f.SetStyle(style)
	checkLines(t, f)
}

// Cyrillic і and ј have their dots in the face that the window is drawn with, and in
// the pinned one.
func TestCyrillicDots(t *testing.T) {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(module)), "theme", "font", "NotoSans-Regular.ttf"))
	if err != nil {
		t.Skip("the toolkit has its font elsewhere:", err)
	}
	bundled, err := textlayout.NewFonts(textlayout.FontOptions{Regular: data})
	if err != nil {
		t.Fatal(err)
	}
	painter := textlayout.NewPainter()
	for name, set := range map[string]*textlayout.Fonts{"bundled": bundled, "scripts": scriptFonts(t)} {
		for cyrillic, latin := range map[string]string{"\u0456": "i", "\u0458": "j"} {
			var drawn [2][]byte
			for i, text := range []string{cyrillic, latin} {
				f := textlayout.NewFlow(textlayout.NewDocument(text), set, textlayout.Style{Size: 40}, 300)
				img := image.NewRGBA(image.Rect(0, 0, 40, 60))
				painter.DrawLine(img, f.LineAt(textlayout.At(0)).Line, -10, 0, 1, textlayout.Ink{Text: color.NRGBA{A: 255}})
				drawn[i] = img.Pix
			}
			if !bytes.Equal(drawn[0], drawn[1]) {
				t.Errorf("%s: %s is not drawn like %s", name, cyrillic, latin)
			}
		}
	}
}

// All letters of a script come from one font of the system, though others may have some
// of them.
func TestScriptsHaveOneFont(t *testing.T) {
	set := sets(t)["system"]
	for _, letters := range []string{"கபெமிழுஸ்ரீ", "عدّمهی", "אבשׁ", "कखश्री", "กทน้ำ", "কখস্ত্রী", "ខស្ត្រី", "ကြွေ"} {
		families := map[string]bool{}
		for c := graphemes.FromString(letters); c.Next(); {
			families[textlayout.FamilyOf(set, c.Value())] = true
		}
		if len(families) != 1 {
			t.Errorf("%s is drawn in %v", letters, families)
		}
	}
}
