package window

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// showLabelMenu shows what can be done with a row of the label panel, or with
// the scheme where there is none.
func (w *Window) showLabelMenu(row labelRow, at fyne.Position) {
	if w.project == nil {
		return
	}
	var items []*fyne.MenuItem
	add := func(title string, do func()) { items = append(items, fyne.NewMenuItem(title, do)) }
	switch {
	case row.layer.UID.IsZero():
	case row.heading():
		add("Edit layer "+excerpt(row.layer.Name, labelShown)+"…", func() { w.askEditLayer(row.layer) })
		add("Delete layer "+excerpt(row.layer.Name, labelShown), func() { w.deleteLayer(row.layer) })
	default:
		add("Edit "+excerpt(row.label.Name, labelShown)+"…", func() { w.askEditLabel(row.label) })
		add(stickTitle(row), func() { w.stick(&row.label) })
		add("Delete "+excerpt(row.label.Name, labelShown), func() { w.deleteLabel(row.label) })
	}
	if 0 < len(items) {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	if !row.layer.UID.IsZero() {
		add("New label in "+excerpt(row.layer.Name, labelShown)+"…", func() { w.askLabelIn(row.layer.UID) })
	} else {
		add("New label…", w.askNewLabel)
	}
	add("New layer…", w.askNewLayer)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

func stickTitle(row labelRow) string {
	if row.sticky {
		return "Let " + excerpt(row.label.Name, labelShown) + " go"
	}
	return "Make " + excerpt(row.label.Name, labelShown) + " stick"
}

// hasChosenRow tells whether the label panel's keyboard stands on a row.
func (w *Window) hasChosenRow() bool {
	_, ok := w.labels.row()
	return ok && w.project != nil
}

// askEditChosen edits the row that the keyboard stands on.
func (w *Window) askEditChosen() {
	if row, ok := w.labels.row(); ok && row.heading() {
		w.askEditLayer(row.layer)
	} else if ok {
		w.askEditLabel(row.label)
	}
}

// schemeCommand runs a command on the scheme. The project announces what it
// changed, and the panels follow.
func (w *Window) schemeCommand(doing string, do func(context.Context, *project.Project) error) {
	p := w.project
	w.jobs.do(func() (func(), error) { return nil, do(context.Background(), p) }, func(err error) { w.dialogs.fail(doing, err) })
}

// deleteLabel removes a label that no span carries; the project refuses others.
func (w *Window) deleteLabel(l annotate.Label) {
	w.schemeCommand(l.Name+" was not deleted", func(ctx context.Context, p *project.Project) error { return p.DeleteLabel(ctx, l.UID) })
}

// deleteLayer removes a layer without labels; the project refuses others.
func (w *Window) deleteLayer(l annotate.Layer) {
	w.schemeCommand(l.Name+" was not deleted", func(ctx context.Context, p *project.Project) error { return p.DeleteLayer(ctx, l.UID) })
}

// askNewLabel asks for a label in the layer of the chosen row, else in the last.
func (w *Window) askNewLabel() {
	layer := annotate.UID{}
	if row, ok := w.labels.row(); ok {
		layer = row.layer.UID
	} else if n := len(w.scheme.Layers); 0 < n {
		layer = w.scheme.Layers[n-1].UID
	}
	w.askLabelIn(layer)
}

// layerNames returns the names of the layers, in order.
func layerNames(s *annotate.Scheme) []string {
	var names []string
	for _, l := range s.Layers {
		names = append(names, l.Name)
	}
	return slices.Clip(names)
}
