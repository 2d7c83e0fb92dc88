package window

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate/fold"
	"postil/annotate/segment"
	"postil/app/docview"
	"postil/app/project/settings"
)

// restoreFont sets the text in the font that is remembered. Where that has gone,
// the program's own takes its place until it is back, or another one chosen.
func (w *Window) restoreFont(family string) {
	if err := w.reading.view.SetFont(family); err != nil {
		w.status.say(sentence(err.Error() + "; the text is shown in " + docview.BuiltInFont))
	}
}

// fontChooser is the dialog in which the font of the text and its size are chosen.
type fontChooser struct {
	w      *Window
	all    []string // families; "" is the program's own
	shown  []string // those that the filter lets through
	at     int      // the row that is chosen, -1 for none
	filter *field
	list   *list
	size   *choice
	sample *docview.Sample
	bad    *widget.Label // says why a font cannot be shown
}

// textSizes are the sizes to choose from, in pixels per em.
var textSizes = []float32{8, 10, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32, 40, 48, 64}

// sampleText stands in the dialog while no document is open.
const sampleText = "Reading comes first. “Quotes”, names like Łódź, Ștefan and Ærø, and 1,234,567 figures: all should look well."

// sampleLength is how many bytes of the open document the dialog shows.
const sampleLength = 600

// askFont asks for the font of the text, of those that this machine has.
func (w *Window) askFont() {
	text := sampleText
	if w.page != nil {
		all, from := w.page.doc.Text, w.reading.view.Place().Offset
		if part := strings.TrimSpace(all[from:segment.GraphemeStart(all, from+sampleLength)]); part != "" {
			text = part
		}
	}
	w.jobs.do(func() (func(), error) {
		families, err := docview.FontFamilies(text)
		return func() { w.openFontChooser(families, text) }, err
	}, func(err error) { w.dialogs.fail("The fonts of this machine cannot be listed", err) })
}

// openFontChooser opens the dialog with the font that is used now chosen.
func (w *Window) openFontChooser(families []string, text string) *fontChooser {
	v := w.reading.view
	c := &fontChooser{w: w, all: append([]string{""}, families...), sample: docview.NewSample(text), bad: widget.NewLabel("")}
	c.filter = newField(w.keys, "Filter…")
	c.filter.OnChanged = func(string) { c.narrow(c.family()) }
	c.filter.onKey = c.key
	c.list = newList(w.keys, func() int { return len(c.shown) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(fontTitle(c.shown[i])) })
	c.list.OnSelected = c.choose
	c.size = newChoice(w.keys, func(string) { c.show() })
	c.size.Options, c.size.Selected = sizeOptions(v.FontSize())
	c.bad.Wrapping = fyne.TextWrapWord
	c.bad.Hide()
	sizes := container.NewHBox(widget.NewLabel("Size ("+plain(fyne.KeyF7).String()+", "+plain(fyne.KeyF8).String()+")"), c.size)
	left := container.NewBorder(withSearchIcon(c.filter), sizes, nil, nil, c.list)
	right := container.NewBorder(c.bad, nil, nil, nil, container.NewStack(newGround(theme.ColorNameBackground), container.NewClip(c.sample)))
	halves := container.NewHSplit(left, right)
	halves.Offset = 0.38
	room := w.win.Canvas().Size()
	w.dialogs.openForm(formSpec{title: "Text font", verb: "Use", content: halves, focus: c.filter, accept: c.accept,
		size: fyne.NewSize(min(860, room.Width-dialogMargin), min(560, room.Height-dialogMargin))})
	c.narrow(v.Font())
	return c
}

// fontTitle is what the list calls a family.
func fontTitle(family string) string {
	if family == "" {
		return docview.BuiltInFont + " (Postil's own)"
	}
	return family
}

// sizeOptions are the sizes as words, with the one that is used now.
func sizeOptions(now float32) (options []string, selected string) {
	selected = sizeWord(now)
	added := false
	for _, s := range textSizes {
		if !added && now < s && sizeWord(s) != selected {
			options = append(options, selected)
		}
		added = added || now <= s || sizeWord(s) == selected
		options = append(options, sizeWord(s))
	}
	return options, selected
}

// sizeWord writes a size to a tenth of a pixel.
func sizeWord(size float32) string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(size), 'f', 1, 32), ".0")
}

// family is the family that is chosen, "" for the program's own.
func (c *fontChooser) family() string {
	if c.at < 0 || len(c.shown) <= c.at {
		return ""
	}
	return c.shown[c.at]
}

// pixels is the size that is chosen.
func (c *fontChooser) pixels() float32 {
	size, err := strconv.ParseFloat(c.size.Selected, 32)
	if err != nil || c.size.Selected == sizeWord(c.w.reading.view.FontSize()) {
		return c.w.reading.view.FontSize() // not rounded
	}
	return float32(size)
}

// narrow lists the families that the filter lets through, with one of them chosen:
// the given one if it is there, else the first.
func (c *fontChooser) narrow(family string) {
	wanted := fold.String(strings.TrimSpace(c.filter.Text))
	c.shown, c.at = nil, -1
	first := 0
	for _, f := range c.all {
		if strings.Contains(fold.String(fontTitle(f)), wanted) {
			if f == family {
				first = len(c.shown)
			}
			c.shown = append(c.shown, f)
		}
	}
	c.list.UnselectAll()
	c.list.Refresh()
	c.move(first)
	if len(c.shown) == 0 {
		c.bad.SetText(sentence(c.none().Error()))
		c.bad.Show()
	}
}

// move chooses a row, if there is one.
func (c *fontChooser) move(row int) {
	if 0 <= row && row < len(c.shown) {
		c.list.Select(row)
	}
}

// choose takes a row and shows what the text looks like.
func (c *fontChooser) choose(row int) {
	c.at = row
	c.list.ScrollTo(row)
	c.show()
}

// show shows the sample in what is chosen.
func (c *fontChooser) show() {
	c.bad.Hide()
	if err := c.sample.Set(c.family(), c.pixels()); err != nil {
		c.bad.SetText(failureText(err))
		c.bad.Show()
	}
}

// resize chooses the next smaller or larger size.
func (c *fontChooser) resize(by int) {
	if i := c.size.SelectedIndex() + by; 0 <= i && i < len(c.size.Options) {
		c.size.SetSelectedIndex(i)
	}
}

// key moves in the list and changes the size while one types in the filter.
func (c *fontChooser) key(name fyne.KeyName) bool {
	const page = 10
	switch name {
	case fyne.KeyDown:
		c.move(c.at + 1)
	case fyne.KeyUp:
		c.move(c.at - 1)
	case fyne.KeyPageDown:
		c.move(min(c.at+page, len(c.shown)-1))
	case fyne.KeyPageUp:
		c.move(max(c.at-page, 0))
	case fyne.KeyF7:
		c.resize(-1)
	case fyne.KeyF8:
		c.resize(+1)
	default:
		return false
	}
	return true
}

// none is the error where the filter lets no family through.
func (c *fontChooser) none() error {
	return fmt.Errorf("no font has “%s” in its name", c.filter.Text)
}

// accept sets the text in what is chosen, and remembers it.
func (c *fontChooser) accept() (func(), error) {
	if len(c.shown) == 0 {
		return nil, c.none()
	}
	family, size := c.family(), c.pixels()
	if err := c.w.reading.view.SetFont(family); err != nil {
		return nil, err
	}
	c.w.reading.view.SetFontSize(size)
	return func() {
		c.w.remember(func(s *settings.Settings) { s.Font, s.Zoom = family, c.w.reading.zoom() })
	}, nil
}
