package docview

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/textlayout"
)

// ShortText shows a title or an excerpt as the pane shows text: with every script's
// letters joined and in their order, where Fyne's own label sets the pieces of a
// text in two directions one after the other. It keeps the room around it that a
// label keeps, and takes no keys and clicks.
type ShortText struct {
	widget.BaseWidget

	Text   string              // what is shown; set it with SetText
	Colour fyne.ThemeColorName // of the text; set it before the text is shown

	size   fyne.ThemeSizeName
	rows   int // at most; one row begins on the left, as the window does
	strong [][2]int

	raster *canvas.Raster
	lines  []*textlayout.Line
	rise   float64  // of a row's top over its baseline
	set    shortKey // what lines were set for
}

// shortKey is what the lines of a short text depend on.
type shortKey struct {
	text        string
	size, width float64
}

// NewShortText makes an empty text of a size of the theme in one row, or in several
// (rows is how many at most), with an ellipsis where it is longer.
func NewShortText(size fyne.ThemeSizeName, rows int) *ShortText {
	t := &ShortText{Colour: theme.ColorNameForeground, size: size, rows: max(1, rows)}
	t.raster = canvas.NewRaster(t.draw)
	t.ExtendBaseWidget(t)
	return t
}

// SetText shows a text. Its byte ranges strong stand out; they are in order and
// apart. In one row, a line break ends it.
func (t *ShortText) SetText(text string, strong ...[2]int) {
	if t.Text == text && slices.Equal(t.strong, strong) {
		return
	}
	t.Text, t.strong = text, strong
	t.Refresh()
}

// CreateRenderer is called by Fyne.
func (t *ShortText) CreateRenderer() fyne.WidgetRenderer { return shortRenderer{t} }

type shortRenderer struct{ t *ShortText }

func (r shortRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.raster} }
func (r shortRenderer) Destroy()                     {}
func (r shortRenderer) Layout(size fyne.Size)        { r.t.raster.Resize(size) }

// MinSize asks for little width, and for the height of the rows that the text takes
// in the width that it has.
func (r shortRenderer) MinSize() fyne.Size {
	t := r.t
	rows := 1
	if 1 < t.rows && 0 < t.Size().Width {
		rows = max(1, len(t.laidOut()))
	}
	pad := 2 * theme.InnerPadding()
	return fyne.NewSize(pad, float32(rows)*t.rowHeight()+pad)
}

// Refresh is called when the text or the theme has changed.
func (r shortRenderer) Refresh() { canvas.Refresh(r.t.raster) }

// rowHeight is the height of a row, whatever script stands in it, so that lists
// keep their pace.
func (t *ShortText) rowHeight() float32 {
	return fyne.MeasureText("M", theme.Size(t.size), fyne.TextStyle{}).Height
}

// laidOut sets the text in its rows, unless it is set.
func (t *ShortText) laidOut() []*textlayout.Line {
	k := shortKey{t.Text, float64(theme.Size(t.size)), float64(t.Size().Width - 2*theme.InnerPadding())}
	switch {
	case k == t.set:
	case k.width <= 0 || k.text == "":
		t.lines = nil
	case t.rows == 1:
		t.lines = []*textlayout.Line{setRow(sharedFonts(), k)}
	default:
		t.lines = setNote(sharedFonts(), noteKey{text: k.text, size: k.size, width: k.width, rows: t.rows}).lines
	}
	latin := setRow(sharedFonts(), shortKey{"x", k.size, k.size})
	t.rise = latin.Baseline + (float64(t.rowHeight())-latin.Height)/2
	t.set = k
	return t.lines
}

// setRow sets a text in one row, cut at a character where it is too long.
func setRow(fonts *textlayout.Fonts, k shortKey) *textlayout.Line {
	set := func(text string) *textlayout.Line {
		const boundless = 1 << 20
		flow := textlayout.NewFlow(textlayout.NewDocument(text), fonts, textlayout.Style{Size: k.size}, boundless)
		return flow.Lines(0, 1)[0].Line
	}
	whole := set(k.text)
	if whole.Right-whole.Left <= k.width && len(k.text) <= whole.TextEnd {
		return whole
	}
	dots := set("…")
	room, end := k.width-(dots.Right-dots.Left), 0
	for _, c := range whole.Clusters {
		if room -= c.X1 - c.X0; room < 0 {
			break
		}
		end = c.End
	}
	return set(strings.TrimRight(k.text[:end], " ") + "…")
}

// emboldening is by how much of its size strong text is drawn a second time to
// the right.
const emboldening = 0.045

// draw makes the picture in device pixels.
func (t *ShortText) draw(w, h int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	size := t.Size()
	if size.Width <= 0 {
		return picture
	}
	scale := float64(w) / float64(size.Width)
	ground := opaque(theme.Color(theme.ColorNameBackground), color.NRGBA{A: 255})
	ink := textlayout.Ink{Text: opaque(theme.Color(t.Colour), ground)}
	pad := float64(theme.InnerPadding())
	for i, l := range t.laidOut() {
		x, baseline := pad, pad+float64(i)*float64(t.rowHeight())+t.rise
		if t.rows == 1 {
			x -= l.Left
		}
		top := math.Round((baseline-l.Baseline)*scale) / scale
		shortPainter.DrawLine(picture, l, -x, -top, scale, ink)
		if 0 < len(t.strong) {
			shortPainter.DrawLine(picture, l, -x-emboldening*t.set.size, -top, scale, t.strongInk(ink.Text))
		}
	}
	return picture
}

// strongInk draws nothing but what stands out.
func (t *ShortText) strongInk(colour color.NRGBA) (ink textlayout.Ink) {
	for _, r := range t.strong {
		ink.Ranges = append(ink.Ranges, textlayout.InkRange{Start: r[0], End: r[1], Colour: colour})
	}
	return ink
}

// Isolate keeps a text of any direction together within a sentence (UAX #9,
// section 2.4.2): for what a pane or a ShortText shows, Fyne's labels know nothing
// of it.
func Isolate(text string) string {
	const firstStrong, pop = "\u2068", "\u2069"
	return firstStrong + text + pop
}

// shortPainter draws all short texts: they are on Fyne's goroutine.
var shortPainter = textlayout.NewPainter()
