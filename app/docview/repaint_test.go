package docview_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/textlayout"
)

// numbers is a text whose lines are all of one size and none of which says what
// another says.
var numbers = func() string {
	var b strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&b, "%07d ", i)
		if i%40 == 39 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}()

// openNumbers opens the numbers with spans of every label.
func openNumbers(t testing.TB, fonts *textlayout.Fonts) *fixture {
	f := newFixtureWith(t, numbers, fonts)
	var spans []annotate.Span
	for i := range 300 {
		start := i * 130 / 8 * 8
		fragments, err := annotate.Cover(numbers, [2]int{start, start + 7 + i%5*8})
		if err != nil {
			t.Fatal(err)
		}
		spans = append(spans, annotate.Span{UID: annotate.UIDFromName(fmt.Sprint(i)), Document: f.doc.UID,
			Label: f.scheme.Labels[i%len(f.scheme.Labels)].UID, Fragments: fragments})
	}
	f.open(spans...)
	return f
}

// anyHand does something that changes what is in view.
func (f *fixture) anyHand(t *rapid.T) {
	switch rapid.IntRange(0, 8).Draw(t, "hand") {
	case 0, 1:
		f.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(rapid.IntRange(-300, 200).Draw(t, "wheel")))})
	case 2:
		f.press(rapid.SampledFrom([]fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyDown}).Draw(t, "key"))
	case 3:
		f.view.ScrollTo(rapid.IntRange(0, len(numbers)-1).Draw(t, "to"))
	case 4:
		f.view.SetFontSize(float32(rapid.IntRange(12, 30).Draw(t, "size")))
	case 5:
		f.window.Resize(fyne.NewSize(float32(rapid.IntRange(400, 900).Draw(t, "width")), float32(rapid.IntRange(300, 600).Draw(t, "height"))))
	case 6:
		f.shortcut(fyne.KeyA, 0)
	case 7:
		f.press(fyne.KeyTab)
	case 8:
		f.window.Canvas().Capture()
	}
}

// Whatever was in view before, the text looks as in a pane that never showed anything
// else: pictures that are used again don't show old lines.
func TestUsedPaneLooksLikeAFreshOne(t *testing.T) {
	fonts := pinnedFonts(t)
	rapid.Check(t, func(rt *rapid.T) {
		used := openNumbers(t, fonts)
		for range rapid.IntRange(1, 20).Draw(rt, "hands") {
			used.anyHand(rt)
		}
		used.press(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape)
		place, size := used.view.Place(), used.window.Canvas().Size()
		used.view.Restore(place)
		got := used.pixels()
		fresh := openNumbers(t, fonts)
		fresh.view.SetFontSize(used.view.FontSize())
		fresh.window.Resize(size)
		fresh.view.Restore(place)
		if n := differingText(fresh.pixels(), got, int(size.Width)); n > 0 {
			rt.Fatalf("%d pixels of the text differ at %+v", n, place)
		}
	})
}

// differingText counts the pixels that differ left of the scroll bar. The bar's thumb
// may stand elsewhere: it is placed by heights that a used pane knows better.
func differingText(a, b []byte, width int) (n int) {
	const bar = 30
	for i := 0; i < len(a); i += 4 {
		if i/4%width < width-bar && !slices.Equal(a[i:i+4], b[i:i+4]) {
			n++
		}
	}
	return n
}

// refreshes are the objects that a canvas was asked to paint anew. The canvas of the
// tests paints everything each time; the one of a screen keeps what it was not asked
// for.
type refreshes struct {
	app fyne.App
	of  map[fyne.CanvasObject]bool
}

// watchRefreshes notes what is refreshed from now on.
func watchRefreshes() *refreshes {
	r := &refreshes{app: fyne.CurrentApp(), of: map[fyne.CanvasObject]bool{}}
	fyne.SetCurrentApp(watchedApp{r.app, r})
	return r
}

type watchedApp struct {
	fyne.App
	watch *refreshes
}

func (a watchedApp) Driver() fyne.Driver { return watchedDriver{a.App.Driver(), a.watch} }

type watchedDriver struct {
	fyne.Driver
	watch *refreshes
}

func (d watchedDriver) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	return watchedCanvas{d.Driver.CanvasForObject(o), d.watch}
}

type watchedCanvas struct {
	fyne.Canvas
	watch *refreshes
}

func (c watchedCanvas) Refresh(o fyne.CanvasObject) {
	c.watch.of[o] = true
	c.Canvas.Refresh(o)
}

// Every picture that shows something else than before is asked for anew.
func TestChangedPicturesAreRefreshed(t *testing.T) {
	fonts := pinnedFonts(t)
	rapid.Check(t, func(rt *rapid.T) {
		f := openNumbers(t, fonts)
		docview.DrawRasters(f.view)
		watch := watchRefreshes()
		defer fyne.SetCurrentApp(watch.app)
		for range rapid.IntRange(1, 20).Draw(rt, "hands") {
			clear(watch.of)
			f.anyHand(rt)
			for _, r := range docview.StaleRasters(f.view) {
				if !watch.of[r] {
					rt.Fatal("a picture has changed and is not painted anew")
				}
			}
			docview.DrawRasters(f.view)
		}
	})
}
