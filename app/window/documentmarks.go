package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"postil/annotate"
	"postil/app/project"
)

// Several documents can be marked, for what is done to all of them: Ctrl+click
// and Shift+Space mark one more or take the mark away, Shift+click and Shift with
// the arrows mark up to there, Esc takes all marks away, and so does opening one
// with a plain click. The document that is shown is the first to be marked.

// mark marks the document of a line, or takes its mark away.
func (d *documentsPanel) toggleMark(i int) {
	d.beginMarks()
	uid := d.items[i].UID
	d.anchor = uid
	if d.marked[uid] {
		delete(d.marked, uid)
	} else {
		d.marked[uid] = true
	}
	d.showMarks()
}

// markTo marks the lines from the one that was marked last to this one, and no
// others.
func (d *documentsPanel) markTo(i int) {
	d.beginMarks()
	from := d.index(d.anchor)
	if from < 0 {
		from = i
	}
	clear(d.marked)
	for k := min(from, i); k <= max(from, i); k++ {
		d.marked[d.items[k].UID] = true
	}
	d.showMarks()
}

// beginMarks marks the document that is shown, where none is marked yet.
func (d *documentsPanel) beginMarks() {
	if 0 < len(d.marked) {
		return
	}
	d.marked = map[annotate.UID]bool{}
	if 0 <= d.index(d.chosen) {
		d.marked[d.chosen] = true
		d.anchor = d.chosen
	}
}

// unmark takes all marks away and tells whether there were any.
func (d *documentsPanel) unmark() bool {
	were := 0 < len(d.marked)
	clear(d.marked)
	if were {
		d.showMarks()
	}
	return were
}

func (d *documentsPanel) showMarks() {
	d.list.Refresh()
	d.updateFigures()
	if d.onMarked != nil {
		d.onMarked()
	}
}

// markKey marks with keys of the list, and tells whether it used the key.
func (d *documentsPanel) markKey(name fyne.KeyName, mods fyne.KeyModifier) bool {
	shift := mods&fyne.KeyModifierShift != 0
	switch {
	case name == fyne.KeyEscape:
		return d.unmark()
	case !shift || len(d.items) == 0:
		return false
	case name == fyne.KeySpace:
		d.toggleMark(d.list.at)
	case name == fyne.KeyUp, name == fyne.KeyDown:
		if len(d.marked) == 0 {
			d.marked = map[annotate.UID]bool{}
			d.anchor = d.items[d.list.at].UID
			d.marked[d.anchor] = true
		}
		d.list.byKeys(func() { d.list.List.TypedKey(&fyne.KeyEvent{Name: name}) })
		d.markTo(d.list.at)
	default:
		return false
	}
	return true
}

// targets returns the documents that a command means: those that are marked, in
// the order of the list, else the one that is shown.
func (d *documentsPanel) targets() []annotate.UID {
	if d.project == nil {
		return nil
	}
	if len(d.marked) == 0 {
		if _, there := d.project.Document(d.chosen); !there {
			return nil
		}
		return []annotate.UID{d.chosen}
	}
	var targets []annotate.UID
	for _, item := range d.project.Documents(project.Filter{}) {
		if d.marked[item.UID] {
			targets = append(targets, item.UID)
		}
	}
	return targets
}

// findStory finds the story of the document that is shown.
func (d *documentsPanel) findStory() {
	d.story = annotate.UID{}
	if d.project == nil {
		return
	}
	if item, ok := d.project.Document(d.chosen); ok {
		d.story = item.Story
	}
}

// countStories counts the documents of each story.
func (d *documentsPanel) countStories(all []project.DocumentItem) {
	d.stories = map[annotate.UID]int{}
	for _, item := range all {
		d.stories[item.Story]++
	}
}

// sharesStory tells whether a document of the list shares its story with another.
func (d *documentsPanel) sharesStory(uid annotate.UID) bool {
	item, ok := d.project.Document(uid)
	return ok && 1 < d.stories[item.Story]
}

// sibling tells whether a document tells the same news as the one that is shown.
func (d *documentsPanel) sibling(item project.DocumentItem) bool {
	return item.Story == d.story && 1 < d.stories[item.Story]
}

// keepMarks forgets the marks of documents that are gone.
func (d *documentsPanel) keepMarks(all []project.DocumentItem) {
	for uid := range d.marked {
		if !slices.ContainsFunc(all, func(i project.DocumentItem) bool { return i.UID == uid }) {
			delete(d.marked, uid)
		}
	}
}
