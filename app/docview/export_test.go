package docview

import (
	"image"
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"postil/annotate"
	"postil/app/textlayout"
)

// variantTheme is Fyne's theme, dark or light whatever the system says.
type variantTheme struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (v variantTheme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return v.Theme.Color(n, v.variant)
}

// Themes are those that the pane is tested in.
var Themes = map[string]fyne.Theme{
	"light": variantTheme{theme.DefaultTheme(), theme.VariantLight},
	"dark":  variantTheme{theme.DefaultTheme(), theme.VariantDark},
}

// NewWithFonts makes a pane that draws its text with given fonts.
var NewWithFonts = newView

// Hold has a view believe that modifiers are held down; the test driver has none.
func Hold(v *View, modifiers fyne.KeyModifier) {
	v.modifiers = func() fyne.KeyModifier { return modifiers }
}

// Clock is a clock that stands still until it is told to go.
type Clock struct {
	now time.Time
	due []*alarm
}

type alarm struct {
	at    time.Time
	every time.Duration // 0 for once
	call  func()
}

// SetClock gives a view a clock of its own.
func SetClock(v *View) *Clock {
	c := &Clock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	v.clock = c
	return c
}

// Now is the time to which the clock was advanced.
func (c *Clock) Now() time.Time { return c.now }

// After is due once.
func (c *Clock) After(d time.Duration, f func()) (cancel func()) {
	return c.add(&alarm{c.now.Add(d), 0, f})
}

// Every is due again and again.
func (c *Clock) Every(d time.Duration, f func()) (cancel func()) {
	return c.add(&alarm{c.now.Add(d), d, f})
}

func (c *Clock) add(a *alarm) (cancel func()) {
	c.due = append(c.due, a)
	return func() { c.due = slices.DeleteFunc(c.due, func(o *alarm) bool { return o == a }) }
}

// Advance lets time go by and makes the calls that become due.
func (c *Clock) Advance(d time.Duration) {
	end := c.now.Add(d)
	for {
		i := slices.IndexFunc(c.due, func(a *alarm) bool { return !a.at.After(end) })
		if i < 0 {
			break
		}
		a := c.due[i]
		c.now = a.at
		if a.at = a.at.Add(a.every); a.every == 0 {
			c.due = slices.Delete(c.due, i, i+1)
		}
		a.call()
	}
	c.now = end
}

// TestFaces are the faces that are part of the program.
var TestFaces = bundledFaces

// NoteRows is how many rows of notes stand in the margin.
func NoteRows(v *View) int { return len(v.pane.frame.notes) }

// Scripts is a text with what a pane may meet.
var Scripts = scripts

// DrawRasters draws the pictures that a canvas would ask for now: of lines and dots
// that show something else than before.
func DrawRasters(v *View) {
	for _, pool := range []*linePool{&v.screen.lines, &v.screen.notes, &v.screen.cardText} {
		for _, r := range pool.used {
			if size := r.raster.Size(); r.stale {
				r.draw(int(size.Width), int(size.Height))
			}
		}
	}
	for _, r := range v.screen.dots.used {
		if size := r.raster.Size(); r.stale {
			r.draw(int(size.Width), int(size.Height))
		}
	}
}

// StaleRasters are the pictures that show something else than what was drawn last.
func StaleRasters(v *View) (stale []fyne.CanvasObject) {
	for _, pool := range []*linePool{&v.screen.lines, &v.screen.notes, &v.screen.cardText} {
		for _, r := range pool.used {
			if r.stale {
				stale = append(stale, r.raster)
			}
		}
	}
	for _, r := range v.screen.dots.used {
		if r.stale {
			stale = append(stale, r.raster)
		}
	}
	return stale
}

// WholeLines are the bytes at which the first and the last line start that are in view
// from top to bottom.
func WholeLines(v *View) (first, last int) {
	view := v.pane.view
	first = -1
	for _, l := range view.Lines() {
		if l.Y < view.Top()-0.5 || view.Top()+view.Height()+0.5 < l.Y+l.Height {
			continue
		}
		if first < 0 {
			first = l.Start
		}
		last = l.Start
	}
	return first, last
}

// OffsetAt is the byte of the text nearest to a point of the pane.
func OffsetAt(v *View, x, y float32) int {
	return v.pane.hit(float64(x), float64(y)).Position.Offset
}

// LineAt is where on the pane the line of a byte stands.
func LineAt(v *View, offset int) (top, height float64) {
	l := v.pane.flow.LineAt(textlayout.At(offset))
	return l.Y - v.pane.top(), l.Height
}

// Card are the spans on the card, if it is in view, and the places of the rows of
// those that are.
func Card(v *View) (spans []annotate.UID, rows []image.Rectangle) {
	c := &v.pane.card
	for _, e := range c.entries {
		spans = append(spans, e.span.UID)
	}
	for _, b := range c.boxes {
		rows = append(rows, rectangle(b))
	}
	return spans, rows
}

// CardInView are the spans whose rows are in view.
func CardInView(v *View) []annotate.UID {
	c := &v.pane.card
	spans, rows := Card(v)
	return spans[c.first : c.first+len(rows)]
}

// Hotspots are the places beside the letters that stand for spans.
func Hotspots(v *View) []image.Rectangle {
	var places []image.Rectangle
	for _, s := range v.pane.frame.hotspots {
		places = append(places, rectangle(s.box))
	}
	return places
}

// Grips are the knobs of the borders that move, that of the range's start first.
func Grips(v *View) (knobs []image.Rectangle) {
	for _, g := range v.pane.frame.grips {
		knobs = append(knobs, rectangle(g.knob))
	}
	if len(knobs) == 2 && v.MovesStart() {
		slices.Reverse(knobs)
	}
	return knobs
}

func rectangle(b box) image.Rectangle {
	return image.Rect(int(b.x), int(b.y), int(b.x+b.w), int(b.y+b.h))
}

// HitBox is a mark of a hit, or a tick on the scroll bar, in pixels of the pane.
type HitBox struct {
	X, Y, W, H float64
	Current    bool
}

// HitBoxes are the marks of hits in the text that is in view.
func HitBoxes(v *View) []HitBox {
	var marks []HitBox
	for _, b := range v.pane.frame.below {
		switch b.fill {
		case v.pane.styles.palette.hits.fill:
			marks = append(marks, HitBox{b.x, b.y, b.w, b.h, false})
		case v.pane.styles.palette.hits.current:
			marks = append(marks, HitBox{b.x, b.y, b.w, b.h, true})
		}
	}
	return marks
}

// HitTicks are the marks of hits on the scroll bar.
func HitTicks(v *View) []HitBox {
	var ticks []HitBox
	for _, b := range v.pane.frame.above {
		if b.fill == v.pane.styles.palette.hits.edge {
			ticks = append(ticks, HitBox{b.x, b.y, b.w, b.h, false})
		}
	}
	return ticks
}

// HitContrasts are the contrasts, under the theme that is set, of text on hits, of
// text on the current one, of grey text on hits, and of their edges on the ground.
func HitContrasts() (text, current, grey, edge float64) {
	p := themePalette()
	return contrast(p.text, p.hits.fill), contrast(p.text, p.hits.current), contrast(p.grey, p.hits.fill), contrast(p.hits.edge, p.background)
}
