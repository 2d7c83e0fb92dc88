package e2e_test

import (
	"cmp"
	"image"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// BenchmarkStart measures from exec to the first picture with something written
// in it: Postil with the article's first lines, beside a Fyne window that holds
// one word.
func BenchmarkStart(b *testing.B) {
	d := newDesktop(b)
	postil, err := program()
	if err != nil {
		b.Fatal(err)
	}
	empty := filepath.Join(b.TempDir(), "emptywindow")
	if out, err := exec.Command("go", "build", "-o", empty, "./testdata/emptywindow").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	home := b.TempDir()
	d.open(home).quit() // so that the sample project is there
	for _, c := range []struct {
		name, path string
		text       image.Rectangle // where writing is waited for, in hundredths of the window
	}{
		{"empty window", empty, image.Rect(0, 0, 100, 100)},
		{"Postil", postil, image.Rect(35, 20, 60, 60)},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				took = append(took, d.paint(b, home, c.path, c.text))
			}
			slices.SortFunc(took, cmp.Compare[time.Duration])
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median")
		})
	}
}

// paint runs a program until its window shows writing where text says, and
// returns how long that took.
func (d *desktop) paint(b *testing.B, home, path string, text image.Rectangle) time.Duration {
	display := ""
	for _, e := range d.env {
		if v, ok := strings.CutPrefix(e, "DISPLAY="); ok {
			display = v
		}
	}
	xgb.Logger.SetOutput(io.Discard) // it reports at length that it needs no password
	x, err := xgb.NewConnDisplay(display)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	root := xproto.Setup(x).DefaultScreen(x).Root
	cmd := d.command(path)
	cmd.Env = append(slices.Clone(d.env), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "FYNE_THEME=light", "FYNE_SCALE=1")
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	for time.Since(start) < patience {
		if written(b, x, root, text) {
			return time.Since(start)
		}
		time.Sleep(time.Millisecond)
	}
	b.Fatalf("%s painted nothing in %v", path, patience)
	return 0
}

// written tells whether the window, the bright part of the screen, has dark
// pixels on it in the given part, as text has.
func written(b *testing.B, x *xgb.Conn, root xproto.Window, part image.Rectangle) bool {
	screen, err := xproto.GetImage(x, xproto.ImageFormatZPixmap, xproto.Drawable(root), 0, 0, screenWidth, screenHeight, ^uint32(0)).Reply()
	if err != nil {
		b.Fatal(err)
	}
	brightness := func(x, y int) int {
		i := 4 * (y*screenWidth + x)
		return (int(screen.Data[i]) + int(screen.Data[i+1]) + int(screen.Data[i+2])) / 3
	}
	var window image.Rectangle
	for y := range screenHeight {
		for x := range screenWidth {
			if 200 < brightness(x, y) {
				window = window.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if window.Dx() < screenWidth/3 || window.Dy() < screenHeight/3 {
		return false
	}
	dark := 0
	for y := window.Min.Y + window.Dy()*part.Min.Y/100; y < window.Min.Y+window.Dy()*part.Max.Y/100; y++ {
		for x := window.Min.X + window.Dx()*part.Min.X/100; x < window.Min.X+window.Dx()*part.Max.X/100; x++ {
			if brightness(x, y) < 110 {
				dark++
			}
		}
	}
	return 20 <= dark
}
