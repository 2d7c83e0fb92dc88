package window

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tickable is something of which some can be chosen: a name, or the heading of
// the names below it up to the next heading.
type tickable struct {
	name    string
	heading bool
}

// checkList is a list of names to tick. Space or a click ticks a name; on a
// heading, it ticks all below it, or none.
type checkList struct {
	list   *list
	names  []tickable
	ticked []bool // those of headings mean nothing
}

// newCheckList returns a list in which what is chosen is ticked, or all where
// nothing is.
func newCheckList(keys *dispatcher, names []tickable, chosen []string) *checkList {
	l := &checkList{names: names, ticked: make([]bool, len(names))}
	for i, n := range names {
		l.ticked[i] = len(chosen) == 0 || slices.Contains(chosen, n.name)
	}
	l.list = newList(keys, func() int { return len(l.names) }, func() fyne.CanvasObject { return newCheckRow() }, l.show)
	l.list.OnSelected = func(i int) {
		l.list.Unselect(i)
		l.toggle(i)
	}
	return l
}

// below returns where what a heading heads begins and ends; for a name, that is
// itself.
func (l *checkList) below(i int) (from, to int) {
	if !l.names[i].heading {
		return i, i + 1
	}
	to = i + 1
	for to < len(l.names) && !l.names[to].heading {
		to++
	}
	return i + 1, to
}

// toggle ticks a name or takes the tick away; all below a heading get one unless
// all have.
func (l *checkList) toggle(i int) {
	from, to := l.below(i)
	on := slices.Contains(l.ticked[from:to], false)
	for k := from; k < to; k++ {
		l.ticked[k] = on
	}
	l.list.Refresh()
}

// all ticks everything, or nothing.
func (l *checkList) all(on bool) {
	for i := range l.ticked {
		l.ticked[i] = on
	}
	l.list.Refresh()
}

// chosen returns the ticked names, none where all are ticked.
func (l *checkList) chosen() ([]string, error) {
	var chosen []string
	left := false
	for i, n := range l.names {
		switch {
		case n.heading:
		case l.ticked[i]:
			chosen = append(chosen, n.name)
		default:
			left = true
		}
	}
	switch {
	case !left:
		return nil, nil
	case len(chosen) == 0:
		return nil, errors.New("tick one at least")
	}
	return chosen, nil
}

// show fills a row.
func (l *checkList) show(i int, o fyne.CanvasObject) {
	from, to := l.below(i)
	box := theme.IconNameCheckButtonPartial
	switch {
	case !slices.Contains(l.ticked[from:to], false):
		box = theme.IconNameCheckButtonChecked
	case !slices.Contains(l.ticked[from:to], true):
		box = theme.IconNameCheckButton
	}
	o.(*checkRow).show(l.names[i], box, l.headed(i))
}

// headed tells whether a name stands below a heading.
func (l *checkList) headed(i int) bool {
	return slices.ContainsFunc(l.names[:i], func(n tickable) bool { return n.heading })
}

// checkRow is a line of a checkList: a box and a name.
type checkRow struct {
	widget.BaseWidget
	box  *widget.Icon
	name *widget.Label
	line *fyne.Container
}

// checkIndent is how far names stand behind their heading.
const checkIndent = 22

func newCheckRow() *checkRow {
	r := &checkRow{box: widget.NewIcon(nil), name: widget.NewLabel("")}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.line = container.New(&indented{}, r.box, r.name)
	r.ExtendBaseWidget(r)
	return r
}

// show fills the row.
func (r *checkRow) show(n tickable, box fyne.ThemeIconName, headed bool) {
	r.box.SetResource(theme.Icon(box))
	r.name.TextStyle.Bold = n.heading
	r.name.SetText(n.name)
	indent := float32(0)
	if headed && !n.heading {
		indent = checkIndent
	}
	r.line.Layout = &indented{indent}
	r.line.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (r *checkRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.line) }

// indented sets a box and a name behind it.
type indented struct{ by float32 }

const (
	boxSize   = 18
	boxMargin = 6
	tickRow   = 27 // the height of a row, as in the panel of labels
)

// MinSize keeps the rows close.
func (indented) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, tickRow) }

// Layout sets box and name in the middle of the height.
func (l indented) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	box, name := objects[0], objects[1]
	box.Resize(fyne.NewSquareSize(boxSize))
	box.Move(fyne.NewPos(l.by+boxMargin, (size.Height-boxSize)/2))
	left := l.by + boxMargin + boxSize
	height := name.MinSize().Height
	name.Resize(fyne.NewSize(max(0, size.Width-left), height))
	name.Move(fyne.NewPos(left, (size.Height-height)/2))
}

// tickButton shows how many of several names are chosen; pressed, it lets the
// person choose.
type tickButton struct {
	*button
	noun   string // of one
	names  []tickable
	chosen []string // none for all
}

// tickShown is how many code points of a name stand on the button: four of them
// stand beside each other.
const tickShown = 16

// newTickButton returns a button that stands for all names.
func (w *Window) newTickButton(noun string, names []tickable) *tickButton {
	b := &tickButton{noun: noun, names: names}
	b.button = newButton(w.keys, "", nil, func() { w.askTicks(b) })
	b.choose(nil)
	return b
}

// choose chooses names, all where none is given; those that are not there any
// more are forgotten.
func (b *tickButton) choose(chosen []string) {
	b.chosen = slices.DeleteFunc(slices.Clone(chosen), func(c string) bool {
		return !slices.ContainsFunc(b.names, func(n tickable) bool { return !n.heading && n.name == c })
	})
	total := 0
	for _, n := range b.names {
		if !n.heading {
			total++
		}
	}
	text := "All " + counted(total, b.noun)
	switch n := len(b.chosen); {
	case n == 1:
		text = excerpt(b.chosen[0], tickShown)
	case 1 < n:
		text = grouped(n) + " of " + counted(total, b.noun)
	case total == 1:
		text = "All"
	}
	b.SetText(asking(text))
}

// asking returns what a button says that opens a dialog: a text with three dots, also
// where those stand for the rest of a name.
func asking(text string) string { return strings.TrimSuffix(text, "…") + "…" }

// tickMargin is what the dialog of askTicks has beside the longest name.
const tickMargin = 110

// askTicks lets the person choose some of the button's names.
func (w *Window) askTicks(b *tickButton) {
	ticks := newCheckList(w.keys, b.names, b.chosen)
	buttons := container.NewHBox(newButton(w.keys, "All", nil, func() { ticks.all(true) }), newButton(w.keys, "None", nil, func() { ticks.all(false) }))
	width, height := float32(380), min(460, 190+float32(len(b.names))*(tickRow+theme.Padding()))
	for _, n := range b.names {
		width = max(width, textWidth(n.name)+tickMargin)
	}
	w.dialogs.openForm(formSpec{title: upperFirst(b.noun) + "s to export", verb: "Choose", size: w.dialogs.within(fyne.NewSize(min(width, reportWidth), height)), focus: ticks.list,
		content: container.NewBorder(nil, buttons, nil, nil, ticks.list),
		accept: func() (func(), error) {
			chosen, err := ticks.chosen()
			return func() { b.choose(chosen) }, err
		}})
}
