package docview_test

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/annotate"
	"postil/app/docview"
)

var update = flag.Bool("update", false, "write the golden images anew")

// checkGolden compares what the window shows with testdata/NAME.png. Pixels may
// differ by what rounding of floating point numbers does on another processor.
func checkGolden(t *testing.T, name string, got image.Image) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	if *update {
		writePNG(t, path, got)
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no golden image (run the test with -update, and look at it): %v", err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if n := differing(flat(want), flat(got)); n > 0 {
		failed := filepath.Join(t.TempDir(), name+".png")
		if dir := os.Getenv("POSTIL_ARTIFACTS"); dir != "" {
			failed = filepath.Join(dir, name+".png")
		}
		writePNG(t, failed, got)
		t.Errorf("%d pixels differ from %s; the new picture is %s (kept where POSTIL_ARTIFACTS names a folder)", n, path, failed)
	}
}

func writePNG(t *testing.T, path string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func flat(img image.Image) *image.NRGBA {
	out := image.NewNRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// differing counts the pixels that don't look the same.
func differing(a, b *image.NRGBA) int {
	if a.Rect != b.Rect {
		return max(len(a.Pix), len(b.Pix)) / 4
	}
	n := 0
	for i := 0; i < len(a.Pix); i += 4 {
		for k := range 4 {
			if d := int(a.Pix[i+k]) - int(b.Pix[i+k]); d < -16 || 16 < d {
				n++
				break
			}
		}
	}
	return n
}

// overlaps are spans of every look in every relation to each other.
func overlaps(f *fixture) []annotate.Span {
	claim := f.span("CLAIM", "The load came from Port Verde and weighed 121 tonnes.")
	claim.Tag = annotate.UIDFromName("record load")
	return []annotate.Span{
		// Six on one word, nested.
		f.span("ORG", "Harbour police find a record load of bananas"),
		f.span("PLACE", "Harbour police find a record load"),
		f.span("DATE", "Harbour police find a record"),
		f.span("QUANTITY", "Harbour police find"),
		f.span("PERSON", "Harbour police"),
		f.span("ORG", "Harbour"),
		// A quote in two pieces, with a name between them and one in a name.
		f.span("QUOTE", "“We had never seen so many,”", "“and we have seen a lot.”"),
		f.span("ORG", "Inspector Ilse Ceulen of the Harbour Police"),
		f.span("PERSON", "Ilse Ceulen"),
		// Claims: one in another, crossing ones, more than there is room for.
		claim,
		f.span("CLAIM", "Port Verde and weighed 121 tonnes.\n\nIn 2023"),
		f.span("CLAIM", "weighed 121 tonnes.\n\nIn 2023 the harbour"),
		f.span("CLAIM", "121 tonnes"),
		// The same range twice.
		f.span("PLACE", "Zandvoorde"), f.span("ORG", "Zandvoorde"),
		f.span("PERSON", "Ștefan Țăran"),
		f.span("FURNITURE", "Share this article"),
	}
}

func TestOverlapsLook(t *testing.T) {
	for name, theme := range docview.Themes {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, article)
			test.ApplyTheme(t, theme)
			f.window.Resize(fyne.NewSize(900, 420))
			f.open(overlaps(f)...)
			checkGolden(t, "overlaps-"+name, f.window.Canvas().Capture())
		})
	}
}

func TestSelectionLooks(t *testing.T) {
	for name, theme := range docview.Themes {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, article)
			test.ApplyTheme(t, theme)
			f.window.Resize(fyne.NewSize(900, 420))
			f.open(overlaps(f)...)
			f.drag(f.at("Ilse"), f.at("have seen"))
			f.view.KeepFragment()
			f.drag(f.at("the harbour"), f.at("tonnes, says"))
			f.view.MouseMoved(f.mouse(f.at("Harbour"), 0, 0))
			f.clock.Advance(time.Second) // the mouse rests
			checkGolden(t, "selection-"+name, f.window.Canvas().Capture())
		})
	}
}

func TestCurrentSpanLooks(t *testing.T) {
	f := newFixture(t, article)
	test.ApplyTheme(t, docview.Themes["light"])
	f.window.Resize(fyne.NewSize(900, 420))
	spans := overlaps(f)
	f.open(spans...)
	f.view.SelectSpan(spans[6].UID)
	checkGolden(t, "current-quote", f.window.Canvas().Capture())
	f.view.SelectSpan(spans[9].UID)
	checkGolden(t, "current-claim", f.window.Canvas().Capture())
	f.view.SelectSpan(spans[len(spans)-1].UID)
	checkGolden(t, "current-furniture", f.window.Canvas().Capture())
}

func TestMovingBordersLook(t *testing.T) {
	for name, theme := range docview.Themes {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, article)
			test.ApplyTheme(t, theme)
			f.window.Resize(fyne.NewSize(900, 420))
			spans := overlaps(f)
			f.open(spans...)
			f.view.SelectSpan(spans[8].UID)
			f.press(fyne.KeyReturn)
			checkGolden(t, "border-end-"+name, f.window.Canvas().Capture())
			f.press(fyne.KeyTab)
			checkGolden(t, "border-start-"+name, f.window.Canvas().Capture())
		})
	}
}

func TestNarrowPaneLooks(t *testing.T) {
	f := newFixture(t, article)
	test.ApplyTheme(t, docview.Themes["light"])
	f.window.Resize(fyne.NewSize(360, 420))
	f.open(overlaps(f)...)
	checkGolden(t, "narrow", f.window.Canvas().Capture())
}
