package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
	"postil/icons"
)

// documentRow is a document's two lines in the list, with its status before
// them: an empty circle, a half one, a full one.
type documentRow struct {
	widget.BaseWidget
	symbol *canvas.Image
	name   *docview.ShortText
	line   *widget.Label
	words  fyne.CanvasObject
	choose func() // called by a click
}

func newDocumentRow() fyne.CanvasObject {
	r := &documentRow{symbol: canvas.NewImageFromResource(icons.New), name: docview.NewShortText(theme.SizeNameText, 1), line: widget.NewLabel("")}
	r.symbol.FillMode = canvas.ImageFillContain
	r.line.Truncation = fyne.TextTruncateEllipsis
	r.line.SizeName = theme.SizeNameCaptionText
	r.line.Importance = widget.LowImportance
	r.words = container.New(stacked{overlap: 12}, r.name, r.line)
	r.ExtendBaseWidget(r)
	return r
}

// statusSymbols are the discs of the states.
var statusSymbols = map[annotate.Status]fyne.Resource{
	annotate.Unread:     icons.New,
	annotate.InProgress: icons.InProgress,
	annotate.Done:       icons.Done,
}

// Tapped chooses the row. The list would do that too, but keep the keyboard.
func (r *documentRow) Tapped(*fyne.PointEvent) { r.choose() }

// show fills the row; a click on it calls choose.
func (r *documentRow) show(d project.DocumentItem, choose func()) {
	r.choose = choose
	r.name.SetText(strings.Join(strings.Fields(d.Name), " "))
	r.line.SetText(summary(d))
	r.symbol.Resource = statusSymbols[d.Status]
	r.symbol.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (r *documentRow) CreateRenderer() fyne.WidgetRenderer {
	return &documentRowRenderer{r}
}

type documentRowRenderer struct{ row *documentRow }

const (
	statusRoom = 24 // width kept for the status
	statusSize = 16 // width and height of its symbol
)

func (r *documentRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.row.symbol, r.row.words}
}

func (r *documentRowRenderer) Destroy() {}

func (r *documentRowRenderer) MinSize() fyne.Size {
	words := r.row.words.MinSize()
	return fyne.NewSize(words.Width+statusRoom, words.Height-6)
}

func (r *documentRowRenderer) Layout(size fyne.Size) {
	r.row.words.Move(fyne.NewPos(statusRoom-6, -3))
	r.row.words.Resize(fyne.NewSize(size.Width-statusRoom+6, r.row.words.MinSize().Height))
	r.row.symbol.Move(fyne.NewPos(6, 6))
	r.row.symbol.Resize(fyne.NewSquareSize(statusSize))
}

// Refresh shows the row in the theme's colours.
func (r *documentRowRenderer) Refresh() {
	r.row.symbol.Refresh()
	r.row.words.Refresh()
}
