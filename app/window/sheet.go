package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A sheet is a text that is read in a dialog: rows below each other, as close as the
// lines of a text. It scrolls where it is longer than the window, and what shows of it
// ends with a whole line.

// warning begins a line that a person should not miss.
const warning = "Warning: "

// bullet begins a paragraph of a list.
const bullet = "• "

// paragraphs makes a row of each line of a text. What stands in a list, or behind
// two spaces, stays behind that where it wraps.
func paragraphs(text string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for line := range strings.SplitSeq(text, "\n") {
		before, words := "", line
		if rest, listed := strings.CutPrefix(line, bullet); listed {
			before, words = strings.TrimSpace(bullet), rest
		}
		paragraph := widget.NewLabel(strings.TrimLeft(words, " "))
		paragraph.Wrapping = fyne.TextWrapWord
		if strings.HasPrefix(line, warning) {
			paragraph.Importance = widget.WarningImportance
		}
		if before == "" && !strings.HasPrefix(line, "  ") {
			rows = append(rows, paragraph)
			continue
		}
		rows = append(rows, container.NewBorder(nil, nil, widget.NewLabel(before), nil, paragraph))
	}
	return rows
}

// sheet returns rows to read on a dialog of a width, as high as they are or as the
// window allows.
func (d *dialogs) sheet(rows []fyne.CanvasObject, width float32) fyne.CanvasObject {
	text := container.New(closeRows{}, rows...)
	text.Resize(fyne.NewSize(width-sheetMargin, 0)) // wraps it, so that its height is known
	line := textLine()
	room := d.window.Canvas().Size().Height - dialogMargin - dialogChrome - theme.InnerPadding()
	height := text.MinSize().Height
	if lines := float32(int(room / line)); room < height {
		height = lines*line + theme.InnerPadding()
	}
	scroll := container.NewVScroll(text)
	scroll.SetMinSize(fyne.NewSize(0, height))
	return scroll
}

// textLine is the height of a line of a label.
func textLine() float32 {
	return fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height
}

const (
	sheetMargin  = 48  // what a dialog keeps of its width beside a sheet
	dialogChrome = 140 // what a dialog keeps of its height for title and buttons
)

// readText shows a text that only wants to be read, and that can be copied; the rest
// is as in read.
func (d *dialogs) readText(title, text string, width float32, then func(), more ...*button) {
	d.readRows(title, paragraphs(text), func() string { return text }, width, then, more...)
}

// readRows is readText for rows that are more than paragraphs; text returns what is
// copied.
func (d *dialogs) readRows(title string, rows []fyne.CanvasObject, text func() string, width float32, then func(), more ...*button) {
	more = append(more, newButton(d.keys, "Copy", theme.ContentCopyIcon(), func() { d.copy() }))
	s := d.read(title, d.sheet(rows, width), fyne.NewSize(width, 0), then, more...)
	s.copied = text
}

// closeRows sets rows one below the other without the padding between them.
type closeRows struct{}

// MinSize is as high as all rows in the width that they have.
func (closeRows) MinSize(rows []fyne.CanvasObject) fyne.Size {
	height := 2 * theme.InnerPadding()
	for _, row := range rows {
		height += row.MinSize().Height - 2*theme.InnerPadding()
	}
	return fyne.NewSize(0, height)
}

// Layout gives each row the width, and then the height that it needs in it.
func (closeRows) Layout(rows []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, row := range rows {
		row.Resize(fyne.NewSize(size.Width, row.MinSize().Height))
		height := row.MinSize().Height
		row.Resize(fyne.NewSize(size.Width, height))
		row.Move(fyne.NewPos(0, y))
		y += height - 2*theme.InnerPadding()
	}
}
