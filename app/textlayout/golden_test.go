package textlayout_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"postil/app/textlayout"
)

var update = flag.Bool("update", false, "write the golden files anew")

// page is text written for this test.
const page = `The harbour master counted forty-one crates. "Nobody signed for them," he said, "and nobody will."
	tab	stops	line	up
Ștefan și Țuțea au băut apă; Zoë naïvely façade, Łódź, Þór.
Капитан порта насчитал сорок один ящик, но никто за них не расписался.
Ο λιμενάρχης μέτρησε σαράντα ένα κιβώτια και δεν υπέγραψε κανείς.

Pneumonoultramicroscopicsilicovolcanoconiosis-and-more`

// A page of Latin, Cyrillic and Greek looks as it did.
func TestPageGolden(t *testing.T) {
	compare(t, "page.png", picture(flow(t, page, 280), textlayout.InkRange{Start: 4, End: 18, Colour: color.NRGBA{R: 200, A: 255}}))
}

// A page of many scripts, and of all of them in one paragraph, looks as it did.
func TestScriptsGolden(t *testing.T) {
	text := string(readTest(t, "scripts.txt"))
	style := textlayout.Style{Size: 20, LineHeight: 1.2, Lane: 4}
	f := textlayout.NewFlow(textlayout.NewDocument(text), scriptFonts(t), style, 640)
	compare(t, "scripts.png", picture(f))
}

// picture draws a whole flow with a margin.
func picture(f *textlayout.Flow, ranges ...textlayout.InkRange) *image.RGBA {
	const margin = 10
	lines := allLines(f)
	img := image.NewRGBA(image.Rect(0, 0, int(f.Width())+2*margin, int(f.Height())+2*margin))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	painter := textlayout.NewPainter()
	for _, l := range lines {
		painter.DrawLine(img, l.Line, -margin, -margin-l.Y, 1, textlayout.Ink{Text: color.NRGBA{A: 255}, Ranges: ranges})
	}
	return img
}

// compare compares a picture with testdata/name, or writes it with -update.
func compare(t *testing.T, name string, img *image.RGBA) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds().Size() != img.Rect.Size() {
		t.Fatalf("size %v, want %v", img.Rect.Size(), want.Bounds().Size())
	}
	// Floating-point hardware may round a mask differently by a little.
	const tolerance = 3 << 8
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if r, g, b, _ := want.At(x, y).RGBA(); far(r, img.At(x, y), 0, tolerance) || far(g, img.At(x, y), 1, tolerance) || far(b, img.At(x, y), 2, tolerance) {
				t.Fatalf("%s differs first at %d,%d: run with -update and look at it", name, x, y)
			}
		}
	}
}

// far compares one channel.
func far(want uint32, c color.Color, channel int, tolerance uint32) bool {
	r, g, b, _ := c.RGBA()
	got := [3]uint32{r, g, b}[channel]
	return max(want, got)-min(want, got) > tolerance
}
