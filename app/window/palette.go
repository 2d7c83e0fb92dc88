package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
)

// palette is the tag palette: a few letters find a past tag, Enter applies it.
type palette struct {
	popup  *widget.PopUp
	query  *field
	list   *list
	foot   *docview.ShortText
	rows   []paletteRow
	none   *widget.Label // says that there is no past tag
	at     int           // the row that Enter takes
	turn   int           // counts searches: only the last one's result is shown
	search func(query string)
	choose func(paletteRow)
	edit   func(tag annotate.UID)
	close  func()
	// numbering tells how the keys' places are numbered here.
	numbering func() numbering
	asking    *labelQuestion // the label that is asked for; nil while past tags are looked up
}

// paletteLimit is how many past tags the palette lists.
const paletteLimit = 50

const (
	paletteWidth  = 620
	paletteHeight = 420
)

// openPalette opens the palette on what is selected now. It opens without that
// too: what is typed next must never reach the text as label keys.
func (w *Window) openPalette() *palette {
	t, ok := w.target()
	p := newPalette(w.keys, w.labelLook)
	p.numbering = func() numbering { return numberingOf(w.win) }
	gone := func() {}
	cancel := func() {}
	p.close = func() {
		cancel()
		p.popup.Hide()
		gone()
	}
	p.search = func(query string) {
		cancel()
		cancel = w.searchPast(query, p)
	}
	p.choose = func(r paletteRow) {
		if ok && !t.marked() && w.labelFor(r).IsZero() {
			cancel()
			p.askLabel(r, &w.scheme)
			return
		}
		p.close()
		if !ok {
			w.status.say(nothingSelected)
			return
		}
		w.apply(r, t)
	}
	p.edit = func(tag annotate.UID) {
		p.close()
		w.askEditTag(tag)
	}
	p.foot.SetText(nothingSelected)
	if ok {
		p.foot.SetText(w.paletteFoot(t))
	}
	p.show(w.win.Canvas())
	gone = w.dialogs.push(&shownDialog{leave: p.close})
	p.search("")
	return p
}

// paletteFoot says what a choice will be given to.
func (w *Window) paletteFoot(t target) string {
	if t.marked() {
		return "Sets the tag of " + quoted(t.span.Text(), 50) + " · " + plain(fyne.KeyF2).String() + " edits the tag"
	}
	return "Tags " + quoted(w.page.textOf(t.ranges), 50) + " · " + plain(fyne.KeyF2).String() + " edits the tag"
}

// searchPast looks past tags up beside the window; a later search cancels it.
func (w *Window) searchPast(query string, p *palette) context.CancelFunc {
	p.turn++
	turn, opened := p.turn, w.project
	return w.jobs.start(func(ctx context.Context) {
		show := func(hits []project.PastTag) {
			w.jobs.ui(func() {
				if p.turn == turn && p.asking == nil {
					p.showRows(paletteRows(hits, query))
				}
			})
		}
		hits, err := opened.SearchPastTags(ctx, query, paletteLimit, show)
		switch {
		case err == nil:
			show(hits)
		case ctx.Err() == nil:
			w.jobs.ui(func() { p.foot.SetText(sentence(err.Error())) })
		}
	})
}

func newPalette(keys *dispatcher, look func(paletteRow) labelLook) *palette {
	p := &palette{query: newField(keys, "A few letters of a past tag…"), foot: docview.NewShortText(theme.SizeNameCaptionText, 1), none: widget.NewLabel(noPastTag)}
	p.query.OnChanged = p.typed
	p.query.onKey = p.key
	p.list = newList(keys, func() int { return len(p.rows) },
		func() fyne.CanvasObject { return newPaletteLine() },
		func(i int, o fyne.CanvasObject) { o.(*paletteLine).show(p.rows[i], look(p.rows[i])) })
	p.list.OnSelected = func(i int) {
		if i != p.at { // a click; the keyboard sets p.at before it selects
			p.take(p.rows[i])
		}
	}
	p.foot.Colour = theme.ColorNameDisabled
	return p
}

// show opens the popup in the upper half of the window and gives it the
// keyboard.
func (p *palette) show(c fyne.Canvas) {
	p.none.Importance = widget.LowImportance
	p.none.Hide()
	content := container.NewBorder(container.NewPadded(withSearchIcon(p.query)), p.foot, nil, nil, container.NewStack(container.NewVBox(p.none), p.list))
	p.popup = widget.NewModalPopUp(content, c)
	size := c.Size()
	p.popup.Resize(fyne.NewSize(min(paletteWidth, size.Width-40), min(paletteHeight, size.Height-60)))
	p.popup.Show()
	c.Focus(p.query)
}

// showRows shows what was found, the best one ready for Enter.
func (p *palette) showRows(rows []paletteRow) {
	p.rows = rows
	p.none.Hidden = 0 < len(rows)
	p.none.Refresh()
	p.list.UnselectAll()
	p.list.Refresh()
	p.list.ScrollToTop()
	p.at = -1
	if 0 < len(rows) {
		p.moveTo(0)
	}
}

// typed looks past tags up, or takes the label whose key was typed.
func (p *palette) typed(text string) {
	if p.asking != nil {
		p.typedKey(text)
		return
	}
	p.search(text)
}

// take takes a row: a past tag, or the label that was asked for.
func (p *palette) take(r paletteRow) {
	if p.asking != nil {
		p.answer(r)
		return
	}
	p.choose(r)
}

// back leaves, or goes back from the labels to the past tags.
func (p *palette) back() {
	if p.asking == nil {
		p.close()
		return
	}
	p.endAsking()
}

// moveTo makes a row the one that Enter takes.
func (p *palette) moveTo(i int) {
	p.at = i
	p.list.Select(i)
}

// key moves in the list, takes a row, edits its tag or leaves.
func (p *palette) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		if p.at+1 < len(p.rows) {
			p.moveTo(p.at + 1)
		}
	case fyne.KeyUp:
		if 0 < p.at {
			p.moveTo(p.at - 1)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if 0 <= p.at && p.at < len(p.rows) {
			p.take(p.rows[p.at])
		}
	case fyne.KeyF2:
		if 0 <= p.at && p.at < len(p.rows) && p.rows[p.at].hit.IsTag {
			p.edit(p.rows[p.at].hit.Tag)
		}
	case fyne.KeyEscape:
		p.back()
	default:
		return false
	}
	return true
}
