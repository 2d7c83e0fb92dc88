package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// findBar is the slim bar under the text in which one types what is to be found.
type findBar struct {
	root   fyne.CanvasObject
	field  *field
	count  *widget.Label // which hit of how many
	folded *check
}

// findActions are what the bar asks for.
type findActions struct {
	typed  func()
	folded func(on bool)
	step   func(back bool)
	close  func()
}

func newFindBar(keys *dispatcher, folded bool, do findActions) *findBar {
	b := &findBar{field: newField(keys, "Find in this text"), count: widget.NewLabel(""), folded: newCheck(keys, "")}
	b.folded.Checked = folded
	b.folded.OnChanged = do.folded
	b.field.OnChanged = func(string) { do.typed() }
	b.field.onKey = func(name fyne.KeyName) bool {
		switch name {
		case fyne.KeyReturn, fyne.KeyEnter:
			do.step(heldShift() != 0)
		case fyne.KeyEscape:
			do.close()
		default:
			return false
		}
		return true
	}
	b.count.SizeName = theme.SizeNameCaptionText
	b.count.Truncation = fyne.TextTruncateEllipsis
	icon := func(symbol fyne.Resource, tapped func()) *button {
		tool := newButton(keys, "", symbol, tapped)
		tool.Importance = widget.LowImportance
		return tool
	}
	parts := container.New(&findLayout{bar: b}, withSearchIcon(b.field), b.count, b.folded,
		icon(theme.MoveUpIcon(), func() { do.step(true) }), icon(theme.MoveDownIcon(), func() { do.step(false) }),
		icon(theme.CancelIcon(), do.close))
	ground := newTouchGround(colourPanel, func() { fyne.CurrentApp().Driver().CanvasForObject(b.field).Focus(b.field) })
	b.root = container.NewStack(ground, container.NewBorder(widget.NewSeparator(), nil, nil, nil, parts))
	b.root.Hide()
	return b
}

// What the box says, as there is room.
const (
	foldedWords  = "Ignore case and accents"
	foldedSymbol = "É=e"
)

// findLayout sets the parts of the bar side by side: the field takes what the
// others leave. Where that is little, words make way for a symbol, and then what
// has a key besides goes, the arrows first.
type findLayout struct {
	bar   *findBar
	count float32 // the width of the count
}

// The parts of the bar.
const (
	findField = iota
	findCount
	findFolded
	findUp
	findDown
	findClose
)

// Widths, in Fyne's units.
const (
	countWidth     = 75  // "213 of 214"
	longCountWidth = 165 // "513 000 of 514 000…"
	roomyBar       = 560 // from which on there is room for long counts
	fieldWidth     = 100 // the least that the field is given, with its icon
)

// MinSize asks for little width: the bar must not push the panels apart.
func (l *findLayout) MinSize(parts []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(fieldWidth, parts[findField].MinSize().Height+2*theme.Padding())
}

// Layout sets the parts.
func (l *findLayout) Layout(parts []fyne.CanvasObject, size fyne.Size) {
	l.count = countWidth
	if size.Width >= roomyBar {
		l.count = longCountWidth
	}
	l.choose(parts, size.Width-fieldWidth-4*theme.Padding())
	right := size.Width - theme.Padding()
	for i := findClose; i > findField; i-- {
		if !parts[i].Visible() {
			continue
		}
		width := l.partWidth(parts, i)
		right -= width
		middle(parts[i], right, width, size.Height)
	}
	left := 2 * theme.Padding()
	middle(parts[findField], left, max(0, right-left), size.Height)
}

// choose shows the parts for which there is room.
func (l *findLayout) choose(parts []fyne.CanvasObject, room float32) {
	words := foldedWords
	if all := l.partWidth(parts, findCount) + checkWidth(foldedWords) + 3*l.partWidth(parts, findClose); room < all {
		words = foldedSymbol
	}
	if l.bar.folded.Text != words {
		l.bar.folded.SetText(words)
	}
	for _, i := range []int{findClose, findCount, findFolded, findUp, findDown} {
		room -= l.partWidth(parts, i)
		if room >= 0 {
			parts[i].Show()
		} else {
			parts[i].Hide()
		}
	}
}

// partWidth is the width of a part other than the field.
func (l *findLayout) partWidth(parts []fyne.CanvasObject, i int) float32 {
	if i == findCount {
		return l.count
	}
	return parts[i].MinSize().Width
}

// middle puts an object into the middle of a height.
func middle(o fyne.CanvasObject, x, width, height float32) {
	own := o.MinSize().Height
	o.Resize(fyne.NewSize(width, own))
	o.Move(fyne.NewPos(x, (height-own)/2))
}

// checkWidth is the width of a box to tick with its words.
func checkWidth(words string) float32 { return widget.NewCheck(words, nil).MinSize().Width }
