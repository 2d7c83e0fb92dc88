package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// documentsPanel is the left of the window: the list of documents with a filter
// over it and the figures below.
type documentsPanel struct {
	root    fyne.CanvasObject
	canvas  fyne.Canvas
	filter  *field
	list    *list
	figures *widget.Label
	noHit   *widget.Label // says that nothing passes the filter
	open    func(annotate.UID)
	leave   func() // gives the keyboard back to the text

	project *project.Project
	items   []project.DocumentItem // those that pass the filter
	total   int                    // documents in the project
	done    int                    // those of total that the annotator has done
	chosen  annotate.UID           // the one that is shown or about to be
	quiet   bool                   // the selection moves because the document changed, not the other way round

	marked   map[annotate.UID]bool
	anchor   annotate.UID         // marked last
	stories  map[annotate.UID]int // documents of each story
	story    annotate.UID         // of the document that is shown
	onMarked func()               // called when marks have changed; may be nil
	menu     func(document annotate.UID, at fyne.Position)
	rowMenu  func() // opens the menu of the line that the keyboard is at
}

// newDocumentsPanel returns an empty list. open shows a document; leave gives
// the keyboard back to the text.
func newDocumentsPanel(canvas fyne.Canvas, keys *dispatcher, open func(annotate.UID), leave func()) *documentsPanel {
	d := &documentsPanel{canvas: canvas, open: open, leave: leave, figures: widget.NewLabel(""), noHit: widget.NewLabel("No document has all these words in its name or source.")}
	d.filter = newField(keys, "Filter…")
	d.filter.OnChanged = func(string) { d.update(d.project) }
	d.filter.onKey = d.filterKey
	d.list = newList(keys, func() int { return len(d.items) }, newDocumentRow, d.showRow)
	d.list.OnSelected = d.selected
	d.list.onKey = d.listKey
	d.figures.SizeName = theme.SizeNameCaptionText
	d.figures.Importance = widget.LowImportance
	d.figures.Truncation = fyne.TextTruncateEllipsis
	d.noHit.Wrapping = fyne.TextWrapWord
	d.noHit.Importance = widget.LowImportance
	d.noHit.Hide()
	d.root = container.NewBorder(container.NewPadded(withSearchIcon(d.filter)), d.figures, nil, nil, container.NewStack(container.NewVBox(d.noHit), d.list))
	return d
}

// filterKey moves from the filter into the list, and out of it.
func (d *documentsPanel) filterKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		d.focusList()
	case fyne.KeyReturn, fyne.KeyEnter:
		if 0 < len(d.items) {
			d.open(d.items[0].UID)
		}
		d.focusList()
	case fyne.KeyEscape:
		if d.filter.Text == "" {
			return false
		}
		d.filter.SetText("")
	default:
		return false
	}
	return true
}

// listKey opens the highlighted document, goes to the text, marks documents or
// opens their menu.
func (d *documentsPanel) listKey(name fyne.KeyName) bool {
	if d.markKey(name, held()) {
		return true
	}
	if name == desktop.KeyMenu || name == fyne.KeyF10 && heldShift() != 0 {
		d.rowMenu()
		return true
	}
	if name != fyne.KeyReturn && name != fyne.KeyEnter {
		return false
	}
	d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	d.leave()
	return true
}

// clicked opens the document of a line and goes to the text, also where it is
// open already; with Ctrl or Shift it marks documents instead.
func (d *documentsPanel) clicked(i int, mods fyne.KeyModifier) {
	switch {
	case mods&fyne.KeyModifierShortcutDefault != 0:
		d.toggleMark(i)
	case mods&fyne.KeyModifierShift != 0:
		d.markTo(i)
	default:
		d.unmark()
		d.list.Select(i)
		d.leave()
	}
}

// focusList gives the keyboard to the list, at the document that is shown.
func (d *documentsPanel) focusList() {
	if i := d.index(d.chosen); 0 <= i {
		d.list.Highlight(i)
	}
	d.canvas.Focus(d.list)
}

// focused tells whether the keyboard is in this panel.
func (d *documentsPanel) focused() bool {
	focused := d.canvas.Focused()
	return focused == fyne.Focusable(d.list) || focused == fyne.Focusable(d.filter)
}

// update reads the list again.
func (d *documentsPanel) update(p *project.Project) {
	d.project = p
	d.items, d.total, d.done = nil, 0, 0
	if p != nil {
		all := p.Documents(project.Filter{})
		d.total = len(all)
		d.countStories(all)
		d.findStory()
		d.keepMarks(all)
		for _, item := range all {
			d.done += doneOne(item)
		}
		d.items = all
		if d.filter.Text != "" {
			d.items = p.Documents(project.Filter{Text: d.filter.Text})
		}
	}
	d.list.Refresh()
	d.updateFigures()
	d.mark()
}

// updateItem reads one document's line again.
func (d *documentsPanel) updateItem(p *project.Project, uid annotate.UID) {
	item, ok := p.Document(uid)
	i := d.index(uid)
	if !ok || i < 0 || d.items[i].Story != item.Story {
		d.update(p)
		return
	}
	d.done += doneOne(item) - doneOne(d.items[i])
	d.items[i] = item
	d.list.RefreshItem(i)
	d.updateFigures()
}

// doneOne returns 1 for a document that the annotator has done, else 0.
func doneOne(item project.DocumentItem) int {
	if item.Status == annotate.Done {
		return 1
	}
	return 0
}

// updateFigures says how many documents there are: "5 docs · 2 done".
func (d *documentsPanel) updateFigures() {
	marked := ""
	if n := len(d.marked); 0 < n {
		marked = grouped(n) + " marked"
	}
	text := joined(counted(d.total, "doc"), grouped(d.done)+" done", marked)
	if len(d.items) < d.total {
		text = grouped(len(d.items)) + " of " + text
	}
	if d.total == 0 {
		text = ""
	}
	d.figures.SetText(text)
	d.noHit.Hidden = 0 < len(d.items) || d.total == 0
	d.noHit.Refresh()
}

// index returns where a document stands in the list, -1 where it doesn't.
func (d *documentsPanel) index(uid annotate.UID) int {
	return slices.IndexFunc(d.items, func(i project.DocumentItem) bool { return i.UID == uid })
}

// choose marks the document that is shown, without opening it.
func (d *documentsPanel) choose(uid annotate.UID) {
	d.chosen = uid
	d.findStory()
	d.list.Refresh() // other lines tell its story now
	d.mark()
}

// mark selects the chosen document's line.
func (d *documentsPanel) mark() {
	d.quiet = true
	defer func() { d.quiet = false }()
	if i := d.index(d.chosen); 0 <= i {
		d.list.Select(i)
		return
	}
	d.list.UnselectAll()
}

// selected opens the document of a line that the person chose.
func (d *documentsPanel) selected(i int) {
	if !d.quiet && i < len(d.items) {
		d.open(d.items[i].UID)
	}
}

// neighbour returns the document that stands so many lines from the chosen one.
func (d *documentsPanel) neighbour(by int) (annotate.UID, bool) {
	i := d.index(d.chosen)
	if i < 0 && 0 < by {
		i = -1 // the chosen one is filtered out: the first follows it
	}
	if i += by; i < 0 || len(d.items) <= i {
		return annotate.UID{}, false
	}
	return d.items[i].UID, true
}

// nextToDo returns the next document after the chosen one that is not done,
// from the top again after the last.
func (d *documentsPanel) nextToDo() (annotate.UID, bool) {
	at := d.index(d.chosen)
	for n := range d.items {
		item := d.items[(at+1+n)%len(d.items)]
		if item.Status != annotate.Done && item.UID != d.chosen {
			return item.UID, true
		}
	}
	return annotate.UID{}, false
}

// showRow fills a line.
func (d *documentsPanel) showRow(i int, o fyne.CanvasObject) {
	if i < len(d.items) {
		item := d.items[i]
		o.(*documentRow).show(documentLine{item: item, inStory: d.stories[item.Story], sibling: d.sibling(item), marked: d.marked[item.UID], open: item.UID == d.chosen},
			func(mods fyne.KeyModifier) { d.clicked(i, mods) }, func(at fyne.Position) { d.menu(item.UID, at) })
	}
}
