package docview

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"postil/annotate"
)

// renderer is Fyne's door to the pane's screen. It keeps nothing: Fyne throws
// renderers away while their widget is out of sight.
type renderer struct{ v *View }

// CreateRenderer is called by Fyne.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return renderer{v} }

func (r renderer) Layout(size fyne.Size)        { r.v.layOut(size) }
func (r renderer) MinSize() fyne.Size           { return fyne.NewSize(240, 120) }
func (r renderer) Objects() []fyne.CanvasObject { return r.v.screen.objects }
func (r renderer) Destroy()                     {}

// Refresh is called when the theme has changed, or the scale.
func (r renderer) Refresh() {
	r.v.pane.styles.setPalette(themePalette())
	r.v.layOut(r.v.Size())
}

// layOut fits the pane into a size.
func (v *View) layOut(size fyne.Size) {
	m := measure(float64(size.Width), float64(size.Height), v.pane.measures.size, canvasScale(v))
	before := v.pane.measures
	if m != before {
		v.pane.setMeasures(m)
	}
	v.repaint()
	if v.OnLayout != nil && (m.columnX != before.columnX || m.columnW != before.columnW) {
		v.OnLayout()
	}
}

// repaint shows what the pane looks like now.
func (v *View) repaint() {
	start, laidOut := time.Now(), v.pane.fonts.Spent()
	v.screen.show(v.pane.compose(), v.Size(), v.pane.measures.scale)
	v.refreshing += time.Since(start) - (v.pane.fonts.Spent() - laidOut)
}

// canvasScale is the number of device pixels to a pixel where an object is.
func canvasScale(o fyne.CanvasObject) float64 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.Scale() > 0 {
		return float64(c.Scale())
	}
	return 1
}

// focus takes the keyboard.
func (v *View) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.Focused() != fyne.Focusable(v) {
		c.Focus(v)
	}
}

// heldModifiers asks the driver which modifiers are held down; events don't say.
func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// change does something to the pane, shows it, and tells the window what moved.
func (v *View) change(do func()) {
	p := v.pane
	caret, ranges, current := p.caret(), p.selected(), currentUID(p)
	do()
	v.repaint()
	if v.OnSelectionChanged != nil && (caret != p.caret() || !slices.Equal(ranges, p.selected())) {
		v.OnSelectionChanged()
	}
	if now := currentUID(p); now != current && v.OnSpanSelected != nil {
		v.OnSpanSelected(now, !now.IsZero())
	}
}

func currentUID(p *pane) annotate.UID {
	if p.current == nil {
		return annotate.UID{}
	}
	return p.current.span.UID
}
