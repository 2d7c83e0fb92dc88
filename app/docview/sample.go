package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// Sample shows a short text as a reading pane would in some font, to look at only.
// It draws below its own foot where the text is higher: put it into a clip.
type Sample struct {
	widget.BaseWidget
	view *View // never on the canvas itself: it takes no keys and no clicks
}

// NewSample makes a sample of a text.
func NewSample(text string) *Sample {
	s := &Sample{view: New()}
	s.view.Open(&annotate.Document{Text: text}, nil, nil, Names{})
	s.ExtendBaseWidget(s)
	return s
}

// Set shows the text in a family, "" for the program's own, at a size in pixels per
// em. Errors are those of [View.SetFont].
func (s *Sample) Set(family string, size float32) error {
	s.view.pane.measures.size = clampSize(float64(size))
	err := s.view.SetFont(family)
	s.layOut(s.Size())
	return err
}

// sampleHeight is more than a sample's text takes, so that it needs no scroll bar,
// in pixels. What is below the sample's own height is to be clipped.
const sampleHeight = 1e4

// layOut fits the text into a size.
func (s *Sample) layOut(size fyne.Size) {
	m := measure(float64(size.Width), sampleHeight, s.view.pane.measures.size, canvasScale(s))
	s.view.pane.setMeasures(m)
	s.view.screen.show(s.view.pane.compose(), size, m.scale)
}

// CreateRenderer is called by Fyne.
func (s *Sample) CreateRenderer() fyne.WidgetRenderer { return sampleRenderer{s} }

// sampleRenderer is Fyne's door to the sample's screen.
type sampleRenderer struct{ s *Sample }

func (r sampleRenderer) Layout(size fyne.Size)        { r.s.layOut(size) }
func (r sampleRenderer) MinSize() fyne.Size           { return fyne.NewSize(120, 60) }
func (r sampleRenderer) Objects() []fyne.CanvasObject { return r.s.view.screen.objects }
func (r sampleRenderer) Destroy()                     {}

// Refresh is called when the theme has changed, or the scale.
func (r sampleRenderer) Refresh() {
	r.s.view.pane.styles.setPalette(themePalette())
	r.s.layOut(r.s.Size())
}
