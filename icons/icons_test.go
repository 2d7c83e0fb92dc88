package icons_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"postil/icons"
)

func TestIconIsA256PixelPicture(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(icons.PNG))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 256 || size.Y != 256 {
		t.Errorf("the icon is %v, want 256 by 256", size)
	}
	var drawing struct {
		XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	}
	source, err := os.ReadFile("postil.svg")
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(source, &drawing); err != nil {
		t.Errorf("the drawing is no SVG: %v", err)
	}
}

func TestSymbolsTakeTheThemesColour(t *testing.T) {
	test.NewTempApp(t)
	seen := map[string]bool{}
	for _, symbol := range []fyne.Resource{icons.New, icons.InProgress, icons.Done} {
		drawn := symbol.Content()
		if !bytes.Contains(drawn, []byte("<svg")) || bytes.Contains(drawn, []byte("#000000")) {
			t.Errorf("%s keeps the colour it was drawn in: %s", symbol.Name(), drawn)
		}
		seen[string(drawn)] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d different symbols, want 3", len(seen))
	}
}
