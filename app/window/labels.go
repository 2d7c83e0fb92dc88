package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
)

// labelActions are what the label panel asks the window to do.
type labelActions struct {
	tag  func(label annotate.UID)             // tag the selection
	menu func(row labelRow, at fyne.Position) // show what can be done with a row
}

// labelRow is one line of the label panel: a layer's heading, or one of its
// labels.
type labelRow struct {
	layer  annotate.Layer
	label  annotate.Label // zero on a heading
	count  int            // spans with the label in the document shown
	sticky bool
}

// heading tells whether the row is a layer's heading.
func (r labelRow) heading() bool { return r.label.UID.IsZero() }

// sameAs tells whether two rows stand for the same layer or label.
func (r labelRow) sameAs(o labelRow) bool {
	return r.layer.UID == o.layer.UID && r.label.UID == o.label.UID
}

// labelRows lists a scheme's layers, each with its labels below it.
func labelRows(s *annotate.Scheme, counts map[annotate.UID]int, sticky annotate.UID) []labelRow {
	var rows []labelRow
	for _, layer := range s.Layers {
		rows = append(rows, labelRow{layer: layer})
		for _, l := range s.LabelsOf(layer.UID) {
			rows = append(rows, labelRow{layer: layer, label: l, count: counts[l.UID], sticky: l.UID == sticky})
		}
	}
	return rows
}

// labelPanel lists layers and labels, with keys, colours and counts. A click on
// a label tags.
type labelPanel struct {
	root   fyne.CanvasObject
	list   *list
	more   *button
	rows   []labelRow
	chosen int // the row that the keyboard is at, -1 for none
}

func newLabelPanel(keys *dispatcher, do labelActions) *labelPanel {
	p := &labelPanel{chosen: -1}
	p.list = newList(keys, func() int { return len(p.rows) },
		func() fyne.CanvasObject { return newLabelRow(do.menu) },
		func(i int, o fyne.CanvasObject) { o.(*labelLine).show(p.rows[i], func() { p.list.Select(i) }) })
	p.list.onMoved = func(i int) { p.chosen = i }
	p.list.OnSelected = func(i int) {
		p.chosen = i
		p.list.Unselect(i)
		if row := p.rows[i]; !row.heading() {
			do.tag(row.label.UID)
		}
	}
	p.list.onKey = func(name fyne.KeyName) bool {
		if name != fyne.KeyReturn && name != fyne.KeyEnter {
			return false
		}
		p.list.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		return true
	}
	p.more = newButton(keys, "", theme.MoreHorizontalIcon(), nil)
	p.more.Importance = widget.LowImportance
	p.more.OnTapped = func() {
		row, _ := p.row()
		do.menu(row, fyne.CurrentApp().Driver().AbsolutePositionForObject(p.more).AddXY(0, p.more.Size().Height))
	}
	head := container.NewHBox(newCaption("LABELS"), layout.NewSpacer(), p.more)
	p.root = container.NewBorder(head, nil, nil, nil, p.list)
	return p
}

// row returns the row that the keyboard is at, if there is one.
func (p *labelPanel) row() (labelRow, bool) {
	if p.chosen < 0 || len(p.rows) <= p.chosen {
		return labelRow{}, false
	}
	return p.rows[p.chosen], true
}

// update shows a scheme with the counts of the document shown. What is new in
// the same scheme is scrolled into view.
func (p *labelPanel) update(s *annotate.Scheme, counts map[annotate.UID]int, sticky annotate.UID) {
	before := p.rows
	p.rows = labelRows(s, counts, sticky)
	p.list.Refresh()
	if i := addedRow(before, p.rows); 0 <= i {
		p.list.ScrollTo(i)
	}
}

// addedRow returns the last row that was added to others, -1 for none.
func addedRow(before, now []labelRow) int {
	added, same := -1, false
	for i, row := range now {
		if slices.ContainsFunc(before, row.sameAs) {
			same = true
		} else {
			added = i
		}
	}
	if !same {
		return -1
	}
	return added
}

// updateLabels brings the label panel up to date.
func (w *Window) updateLabels() {
	var counts map[annotate.UID]int
	if w.page != nil {
		counts = w.page.counts
	}
	w.labels.update(&w.scheme, counts, w.sticky)
	w.menus.update()
}

// newCaption returns the small heading of a panel.
func newCaption(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	l.TextStyle.Bold = true
	return l
}
