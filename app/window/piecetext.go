package window

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pieceText is one line of text with bold pieces, cut with an ellipsis where it
// is too long.
type pieceText struct {
	widget.BaseWidget
	pieces []piece
}

func newPieceText() *pieceText {
	p := &pieceText{}
	p.ExtendBaseWidget(p)
	return p
}

// show replaces the text.
func (p *pieceText) show(pieces []piece) {
	p.pieces = pieces
	p.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (p *pieceText) CreateRenderer() fyne.WidgetRenderer { return &pieceTextRenderer{text: p} }

type pieceTextRenderer struct {
	text    *pieceText
	size    fyne.Size
	objects []fyne.CanvasObject
}

func (r *pieceTextRenderer) Destroy()                     {}
func (r *pieceTextRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *pieceTextRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height+2*theme.InnerPadding())
}

// Refresh draws the pieces in the theme's colours.
func (r *pieceTextRenderer) Refresh() {
	r.Layout(r.size)
	canvas.Refresh(r.text)
}

// Layout sets the pieces one after the other, as far as there is room.
func (r *pieceTextRenderer) Layout(size fyne.Size) {
	r.size, r.objects = size, r.objects[:0]
	room, x := size.Width-2*theme.InnerPadding(), theme.InnerPadding()
	for i, p := range r.text.pieces {
		style := fyne.TextStyle{Bold: p.matched}
		text, whole := fit(p.text, style, room, i+1 < len(r.text.pieces))
		t := canvas.NewText(text, themed(theme.ColorNameForeground))
		t.TextSize, t.TextStyle = theme.TextSize(), style
		t.Move(fyne.NewPos(x, theme.InnerPadding()))
		t.Resize(t.MinSize())
		r.objects = append(r.objects, t)
		if !whole {
			return
		}
		x += t.MinSize().Width
		room -= t.MinSize().Width
	}
}

// fit cuts a text to the room there is and tells whether all of it fits; more
// tells that other text follows, for which an ellipsis must still fit.
func fit(text string, style fyne.TextStyle, room float32, more bool) (string, bool) {
	width := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), style).Width }
	need := width(text)
	if more {
		need += width("…")
	}
	if need <= room {
		return text, true
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool { return room < width(string(runes[:n+1])+"…") })
	return string(runes[:n]) + "…", false
}
