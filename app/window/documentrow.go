package window

import (
	"image/color"
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
	ground *canvas.Rectangle // behind a marked row
	story  *canvas.Rectangle // before a row that tells the story of the document shown
	choose func(fyne.KeyModifier)
	menu   func(at fyne.Position)
	shown  documentLine
}

// documentLine is what a row shows.
type documentLine struct {
	item    project.DocumentItem
	inStory int  // documents that share its story, itself among them
	sibling bool // whether the document shown is one of them
	marked  bool
	open    bool // whether it is the document shown
}

func newDocumentRow() fyne.CanvasObject {
	r := &documentRow{symbol: canvas.NewImageFromResource(icons.New), name: docview.NewShortText(theme.SizeNameText, 1), line: widget.NewLabel("")}
	r.ground, r.story = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
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
func (r *documentRow) Tapped(*fyne.PointEvent) { r.choose(held()) }

// TappedSecondary opens the row's menu.
func (r *documentRow) TappedSecondary(e *fyne.PointEvent) { r.menu(e.AbsolutePosition) }

// show fills the row; a click on it calls choose, one with the other button menu.
func (r *documentRow) show(l documentLine, choose func(fyne.KeyModifier), menu func(at fyne.Position)) {
	r.shown, r.choose, r.menu = l, choose, menu
	name := strings.Join(strings.Fields(l.item.Name), " ")
	if l.open {
		r.name.SetText(name, [2]int{0, len(name)}) // stands out among marked ones, too
	} else {
		r.name.SetText(name)
	}
	r.line.SetText(joined(summary(l.item), storyWords(l.inStory)))
	r.symbol.Resource = statusSymbols[l.item.Status]
	r.symbol.Refresh()
	r.colour()
}

// storyWords says that a document shares its story: "story of 3".
func storyWords(n int) string {
	if n < 2 {
		return ""
	}
	return "story of " + grouped(n)
}

// colour shows marks in the theme's colours.
func (r *documentRow) colour() {
	r.ground.Hidden, r.story.Hidden = !r.shown.marked, !r.shown.sibling
	r.ground.FillColor, r.story.FillColor = faint(themed(theme.ColorNameSelection)), themed(theme.ColorNamePrimary)
	r.ground.Refresh()
	r.story.Refresh()
}

// faint returns a colour at three fifths of its strength: a mark must not be taken for
// the selection of the list, which is the document shown.
func faint(c color.Color) color.Color {
	weak := color.NRGBAModel.Convert(c).(color.NRGBA)
	weak.A = uint8(int(weak.A) * 3 / 5)
	return weak
}

// CreateRenderer is part of Fyne's widget interface.
func (r *documentRow) CreateRenderer() fyne.WidgetRenderer {
	return &documentRowRenderer{r}
}

type documentRowRenderer struct{ row *documentRow }

const (
	statusRoom = 24 // width kept for the status
	statusSize = 16 // width and height of its symbol
	storyWidth = 3  // of the line before a story's documents
	storyInset = 3  // of that line from the row's top and bottom
)

func (r *documentRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.row.ground, r.row.story, r.row.symbol, r.row.words}
}

func (r *documentRowRenderer) Destroy() {}

func (r *documentRowRenderer) MinSize() fyne.Size {
	words := r.row.words.MinSize()
	return fyne.NewSize(words.Width+statusRoom, words.Height-6)
}

func (r *documentRowRenderer) Layout(size fyne.Size) {
	r.row.words.Move(fyne.NewPos(statusRoom-6, -3))
	r.row.words.Resize(fyne.NewSize(size.Width-statusRoom+6, r.row.words.MinSize().Height))
	r.row.ground.Move(fyne.NewPos(0, 0))
	r.row.ground.Resize(size)
	r.row.story.Move(fyne.NewPos(0, storyInset))
	r.row.story.Resize(fyne.NewSize(storyWidth, size.Height-2*storyInset))
	r.row.symbol.Move(fyne.NewPos(6, 6))
	r.row.symbol.Resize(fyne.NewSquareSize(statusSize))
}

// Refresh shows the row in the theme's colours.
func (r *documentRowRenderer) Refresh() {
	r.row.colour()
	r.row.symbol.Refresh()
	r.row.words.Refresh()
}
