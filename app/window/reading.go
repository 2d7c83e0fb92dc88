package window

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
)

// readingPanel is the middle of the window: the document's title and byline over
// the reading pane, or a word on what to do where there is nothing to read.
type readingPanel struct {
	root   fyne.CanvasObject
	canvas fyne.Canvas
	view   *docview.View
	title  *docview.ShortText
	byline *widget.Label
	empty  *widget.Label
	page   fyne.CanvasObject
	size   float32 // the pane's font size at zoom 1
}

// newReadingPanel returns the panel with a bar at its foot, below the text, so that
// the text doesn't move when the bar comes and goes.
func newReadingPanel(canvas fyne.Canvas, bar fyne.CanvasObject) *readingPanel {
	r := &readingPanel{canvas: canvas, view: docview.New(), title: docview.NewShortText(theme.SizeNameSubHeadingText, 1), byline: widget.NewLabel(""), empty: widget.NewLabel("")}
	r.byline.SizeName = theme.SizeNameCaptionText
	r.byline.Importance = widget.LowImportance
	r.byline.Truncation = fyne.TextTruncateEllipsis
	r.empty.Alignment = fyne.TextAlignCenter
	r.empty.Importance = widget.LowImportance
	r.empty.Wrapping = fyne.TextWrapWord
	r.size = r.view.FontSize()
	head := container.New(inLine{with: r.view}, container.New(stacked{overlap: 12}, r.title, r.byline))
	r.view.OnLayout = head.Refresh
	r.page = container.NewBorder(head, bar, nil, nil, r.view)
	r.root = container.NewStack(container.New(middleLayout{}, r.empty), r.page)
	return r
}

// restoreZoom sets the text's size as it was remembered; 0 stands for 1.
func (r *readingPanel) restoreZoom(zoom float64) {
	if zoom != 0 && 0 < r.size {
		r.view.SetFontSize(r.size * float32(zoom))
	}
}

// zoom returns the text's size as a factor.
func (r *readingPanel) zoom() float64 {
	if r.size <= 0 {
		return 1
	}
	return float64(r.view.FontSize() / r.size)
}

// focus gives the keyboard to the text.
func (r *readingPanel) focus() {
	if r.page.Visible() {
		r.canvas.Focus(r.view)
	} else {
		r.canvas.Unfocus()
	}
}

// update shows the head of the open document, or what to do without one.
func (r *readingPanel) update(p *project.Project, pg *page) {
	if pg == nil {
		r.page.Hide()
		r.empty.SetText(emptyText(p))
		r.empty.Show()
		return
	}
	r.empty.Hide()
	r.page.Show()
	item, _ := p.Document(pg.doc.UID)
	title := strings.Join(strings.Fields(item.Name), " ")
	r.title.SetText(title, [2]int{0, len(title)})
	r.byline.SetText(byline(item))
	r.view.SetDirection(item.Direction)
}

// emptyText says what to do where no document is shown.
func emptyText(p *project.Project) string {
	switch {
	case p == nil:
		return "No project is open.\n\n" + ctrl(fyne.KeyO).String() + " opens one, " + ctrl(fyne.KeyN).String() + " makes a new one."
	case len(p.Documents(project.Filter{})) == 0:
		return "This project has no document yet.\n\nDrop text files here or press " + ctrl(fyne.KeyI).String() + "."
	}
	return "No document is open.\n\nChoose one on the left."
}

// connectReading lets the reading pane report to the window.
func (w *Window) connectReading() {
	v := w.reading.view
	v.OnInput = func() { w.status.say("") }
	v.OnSelectionChanged = func() {
		w.updateStatus()
		w.find.count()
	}
	v.OnSpanSelected = func(annotate.UID, bool) {
		w.inspector.flush()
		w.updateInspector()
		w.updateStatus()
		w.menus.update()
	}
	v.OnLabelKey = w.labelKey
	v.OnKey = func(name fyne.KeyName, mods fyne.KeyModifier) { w.keys.press(key{name, mods}) }
	v.OnBordersMoved = w.setBorders
	v.OnContextMenu = w.showTextMenu
	v.OnNoSpan = w.sayNoSpan
	v.OnFocusChanged = func(focused bool) {
		if !focused {
			w.keepFocus()
		}
	}
}

// names tells the reading pane what tags and annotators are called.
func (w *Window) names() docview.Names {
	return docview.Names{
		Tag:       func(uid annotate.UID) string { return w.tags[uid].Name },
		Annotator: w.annotatorName,
	}
}

// annotatorName returns an annotator's name, "" for an unknown one.
func (w *Window) annotatorName(uid annotate.UID) string {
	if w.project == nil {
		return ""
	}
	for _, a := range w.project.Annotators() {
		if a.UID == uid {
			return a.Name
		}
	}
	return ""
}

// sayNoSpan says that Tab found no further span, or Shift+Tab none before.
func (w *Window) sayNoSpan(back bool) {
	switch {
	case len(w.page.spans) == 0:
		w.status.say("This document has no span yet.")
	case back:
		w.status.say("There is no span before this place.")
	default:
		w.status.say("There is no further span.")
	}
}

// openFirst shows the document that was shown last time, else the first that is
// not done, else the first.
func (w *Window) openFirst() {
	if w.has(w.resume) {
		w.openDocument(w.resume)
		return
	}
	items := w.documents.items
	for _, d := range items {
		if d.Status != annotate.Done {
			w.openDocument(d.UID)
			return
		}
	}
	if 0 < len(items) {
		w.openDocument(items[0].UID)
	}
}

// openChosen opens a document that the person chose in the list.
func (w *Window) openChosen(uid annotate.UID) {
	w.status.say("")
	w.openDocument(uid)
}

// openDocument reads a document and shows it where the reader left it. Of
// several asked for at once only the last is shown.
func (w *Window) openDocument(uid annotate.UID) { w.openThen(uid, nil) }

// openThen opens a document and then does something with the page.
func (w *Window) openThen(uid annotate.UID, then func()) {
	if w.page != nil && w.page.doc.UID == uid {
		if then != nil {
			then()
		}
		return
	}
	w.inspector.flush()
	request, p := w.requested.Add(1), w.project
	w.documents.choose(uid)
	w.jobs.do(func() (func(), error) {
		if request != w.requested.Load() {
			return nil, nil
		}
		doc, spans, err := p.OpenDocument(context.Background(), uid)
		if err != nil {
			return nil, err
		}
		opened, prepared := newPage(doc, spans), docview.Prepare(doc, spans)
		return func() {
			if request != w.requested.Load() || p != w.project {
				return
			}
			w.showPage(opened, prepared)
			if then != nil {
				then()
			}
		}, nil
	}, func(err error) { w.dialogs.fail("The document cannot be opened", err) })
}

// showPage shows a page, or with nil none.
func (w *Window) showPage(p *page, prepared *docview.Prepared) {
	v := w.reading.view
	if w.page != nil {
		w.places[w.page.doc.UID] = v.Place()
	}
	w.page = p
	if p == nil {
		v.OpenPrepared(nil, &w.scheme, w.names())
	} else {
		w.resume = annotate.UID{}
		v.OpenPrepared(prepared, &w.scheme, w.names())
		if place, ok := w.places[p.doc.UID]; ok {
			v.Restore(place)
		}
		w.documents.choose(p.doc.UID)
	}
	w.find.turnPage(p)
	w.reading.update(w.project, w.page)
	if !w.dialogs.open() && !w.documents.focused() && !w.find.focused() {
		w.reading.focus()
	}
	w.updateLabels()
	w.updateInspector()
	w.updateStatus()
	w.menus.update()
}

// reloadSpans reads the spans of the open document again, after somebody else
// or undo has changed them. The view does not move.
func (w *Window) reloadSpans() {
	p, shown := w.project, w.page
	w.jobs.do(func() (func(), error) {
		spans, err := p.Spans(context.Background(), shown.doc.UID, p.Annotator().UID)
		fresh, prepared := &page{}, docview.PrepareSpans(spans) // here, as it takes long where there are 100,000
		fresh.setSpans(spans)
		return func() {
			if w.page != shown {
				return
			}
			shown.spans, shown.counts = fresh.spans, fresh.counts
			w.reading.view.SetPreparedSpans(prepared)
			w.updateLabels()
			w.updateInspector()
			w.updateStatus()
		}, err
	}, func(err error) { w.dialogs.fail("The spans cannot be read", err) })
}

// step shows the next (+1) or previous (-1) document of the list.
func (w *Window) step(by int) {
	if next, ok := w.documents.neighbour(by); ok {
		w.openDocument(next)
		return
	}
	if 0 < by {
		w.status.say("This is the last document of the list.")
	} else {
		w.status.say("This is the first document of the list.")
	}
}
