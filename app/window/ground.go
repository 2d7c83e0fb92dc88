package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// onPanel puts a panel's content on the panels' ground.
func onPanel(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newGround(colourPanel), content)
}

// newGround returns a rectangle in one of the theme's colours.
func newGround(name fyne.ThemeColorName) *ground {
	g := &ground{name: name}
	g.ExtendBaseWidget(g)
	return g
}

// ground is a rectangle in one of the theme's colours, which follows the theme.
type ground struct {
	widget.BaseWidget
	name fyne.ThemeColorName
}

// CreateRenderer is part of Fyne's widget interface.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	return &groundRenderer{ground: g, fill: canvas.NewRectangle(themed(g.name))}
}

type groundRenderer struct {
	ground *ground
	fill   *canvas.Rectangle
}

func (r *groundRenderer) Layout(s fyne.Size)           { r.fill.Resize(s) }
func (r *groundRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *groundRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.fill} }
func (r *groundRenderer) Destroy()                     {}

// Refresh takes the colour of the theme that is set now.
func (r *groundRenderer) Refresh() {
	r.fill.FillColor = themed(r.ground.name)
	r.fill.Refresh()
}

// touchGround is a ground that a click does something on, beside what stands on it.
type touchGround struct {
	ground
	tapped func()
}

// newTouchGround returns a ground that answers to clicks.
func newTouchGround(name fyne.ThemeColorName, tapped func()) *touchGround {
	g := &touchGround{ground: ground{name: name}, tapped: tapped}
	g.ExtendBaseWidget(g)
	return g
}

// Tapped is called by Fyne for a click.
func (g *touchGround) Tapped(*fyne.PointEvent) { g.tapped() }
