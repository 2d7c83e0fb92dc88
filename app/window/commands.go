package window

import (
	"fyne.io/fyne/v2"

	"postil/annotate"
)

// Ids of the commands that menus treat specially.
const (
	quitCommand   = "quit"
	recentCommand = "open-recent"
	joinCommand   = "join-story"
	leaveCommand  = "leave-story"
)

// commandTable returns every command of the window, in the order of the menus.
func (w *Window) commandTable() []*command {
	var table []*command
	for _, part := range [][]command{w.fileCommands(), w.editCommands(), w.viewCommands(), w.annotateCommands(), w.helpCommands()} {
		for i := range part {
			part[i].locked = w.readOnly
			table = append(table, &part[i])
		}
	}
	return table
}

func (w *Window) fileCommands() []command {
	return []command{
		{id: "new", menu: "File", group: 1, title: "New project…", keys: []key{ctrl(fyne.KeyN)}, run: w.askNew},
		{id: "open", menu: "File", group: 1, title: "Open project…", keys: []key{ctrl(fyne.KeyO)}, run: w.askOpen},
		{id: recentCommand, menu: "File", group: 1, title: "Open recent", run: func() {}},
		{id: "open-sample", menu: "File", group: 1, title: "Open the sample project", run: w.openSample},
		{id: "import", menu: "File", group: 2, title: "Import…", keys: []key{ctrl(fyne.KeyI)}, enabled: w.hasProject, writes: true, run: w.askImport},
		{id: "export", menu: "File", group: 2, title: "Export…", keys: []key{ctrl(fyne.KeyE)}, enabled: w.hasProject, run: w.askExport},
		{id: quitCommand, menu: "File", group: 3, title: "Quit", keys: []key{ctrl(fyne.KeyQ)}, run: w.Close},
	}
}

func (w *Window) editCommands() []command {
	return []command{
		{id: "undo", menu: "Edit", group: 1, title: "Undo", keys: []key{ctrl(fyne.KeyZ)}, editing: true, enabled: w.canUndo, result: true, refusal: "Nothing to undo.", writes: true, run: w.undo},
		{id: "redo", menu: "Edit", group: 1, title: "Redo", keys: []key{ctrlShift(fyne.KeyZ), ctrl(fyne.KeyY)}, editing: true, enabled: w.canRedo, result: true, refusal: "Nothing to do again.", writes: true, run: w.redo},
		{id: "copy", menu: "Edit", group: 2, title: "Copy text", keys: []key{ctrl(fyne.KeyC)}, editing: true, enabled: w.hasPage, run: w.copyText},
		{id: "find", menu: "Edit", group: 3, title: "Find…", keys: []key{ctrl(fyne.KeyF)}, enabled: w.hasPage, refusal: noTextToFindIn, run: func() { w.find.open() }},
		{id: "find-next", menu: "Edit", group: 3, title: "Find next", keys: []key{plain(fyne.KeyF3)}, enabled: w.hasPage, refusal: noTextToFindIn, run: func() { w.find.step(false) }},
		{id: "find-previous", menu: "Edit", group: 3, title: "Find previous", keys: []key{{fyne.KeyF3, fyne.KeyModifierShift}}, enabled: w.hasPage, refusal: noTextToFindIn, run: func() { w.find.step(true) }},
		{id: "find-folded", menu: "Edit", group: 3, title: "Find ignoring case and accents", keys: []key{ctrl(fyne.KeyU)}, chosen: func() bool { return w.find.wanted().Folded }, run: func() { w.find.toggle() }},
	}
}

func (w *Window) viewCommands() []command {
	return []command{
		{id: "next-document", menu: "View", group: 1, title: "Next document", keys: []key{ctrl(fyne.KeyPageDown)}, enabled: w.hasPage, run: func() { w.step(+1) }},
		{id: "previous-document", menu: "View", group: 1, title: "Previous document", keys: []key{ctrl(fyne.KeyPageUp)}, enabled: w.hasPage, run: func() { w.step(-1) }},
		{id: "filter", menu: "View", group: 1, title: "Filter documents", keys: []key{plain(fyne.KeyF4)}, enabled: w.hasProject, run: w.focusFilter},
		{id: "next-panel", menu: "View", group: 2, title: "Next panel", keys: []key{plain(fyne.KeyF6)}, run: func() { w.focusPanel(+1) }},
		{id: "previous-panel", menu: "View", group: 2, title: "Previous panel", keys: []key{{fyne.KeyF6, fyne.KeyModifierShift}}, run: func() { w.focusPanel(-1) }},
		{id: "text", menu: "View", group: 2, title: "Back to the text", keys: []key{plain(fyne.KeyEscape)}, run: w.backToText},
		{id: "font", menu: "View", group: 3, title: "Text font…", keys: []key{plain(fyne.KeyF9)}, run: w.askFont},
		{id: "larger", menu: "View", group: 3, title: "Larger text", keys: []key{plain(fyne.KeyF8)}, run: func() { w.reading.view.Zoom(+1) }},
		{id: "smaller", menu: "View", group: 3, title: "Smaller text", keys: []key{plain(fyne.KeyF7)}, run: func() { w.reading.view.Zoom(-1) }},
		{id: "normal-size", menu: "View", group: 3, title: "Text at its normal size", run: func() { w.reading.view.Zoom(0) }},
		{id: "direction-auto", menu: "View", group: 4, title: "Text direction by its first letters", enabled: w.hasPage, chosen: w.runs(annotate.Auto), writes: true, run: w.turn(annotate.Auto)},
		{id: "direction-ltr", menu: "View", group: 4, title: "Text from left to right", enabled: w.hasPage, chosen: w.runs(annotate.LeftToRight), writes: true, run: w.turn(annotate.LeftToRight)},
		{id: "direction-rtl", menu: "View", group: 4, title: "Text from right to left", enabled: w.hasPage, chosen: w.runs(annotate.RightToLeft), writes: true, run: w.turn(annotate.RightToLeft)},
		{id: "theme-light", menu: "View", group: 5, title: "Light", chosen: hasTheme("light"), run: func() { w.setTheme("light") }},
		{id: "theme-dark", menu: "View", group: 5, title: "Dark", chosen: hasTheme("dark"), run: func() { w.setTheme("dark") }},
		{id: "theme-system", menu: "View", group: 5, title: "Light or dark as the system", chosen: hasTheme(""), run: func() { w.setTheme("") }},
		{id: "full-screen", menu: "View", group: 6, title: "Full screen", keys: []key{plain(fyne.KeyF11)}, run: func() { w.win.SetFullScreen(!w.win.FullScreen()) }},
	}
}

func (w *Window) annotateCommands() []command {
	return []command{
		{id: "palette", menu: "Annotate", group: 1, title: "Past tags…", keys: []key{ctrl(fyne.KeyK)}, enabled: w.hasPage, run: func() { w.openPalette() }},
		{id: "sticky", menu: "Annotate", group: 1, title: "Tag with the sticky label", keys: []key{plain(fyne.KeyReturn), plain(fyne.KeyEnter)}, editing: true, enabled: w.hasSticky, refusal: "No label sticks: Shift with its key makes one stick.", writes: true, run: w.tagSticky},
		{id: "fragment", menu: "Annotate", group: 1, title: "Add a fragment", keys: []key{ctrl(fyne.KeyJ)}, enabled: w.hasPage, result: true, writes: true, run: w.keepFragment},
		{id: "borders", menu: "Annotate", group: 2, title: "Move the borders", inText: plain(fyne.KeyReturn), enabled: w.hasSpan, result: true, writes: true, run: w.moveBorders},
		{id: "edit-tag", menu: "Annotate", group: 2, title: "Edit the tag…", keys: []key{ctrl(fyne.KeyT)}, enabled: w.hasTag, result: true, writes: true, run: w.editTag},
		{id: "untag", menu: "Annotate", group: 2, title: "Take the tag off the span", enabled: w.hasTag, result: true, writes: true, run: w.untag},
		{id: "delete", menu: "Annotate", group: 2, title: "Remove the span", keys: []key{plain(fyne.KeyDelete), plain(fyne.KeyBackspace)}, editing: true, enabled: w.hasSpan, result: true, refusal: "No span is selected: click one, or press Tab in the text.", writes: true, run: w.deleteSpan},
		{id: "done", menu: "Annotate", group: 3, title: "Done, and next document", keys: []key{ctrl(fyne.KeyReturn), ctrl(fyne.KeyEnter)}, enabled: w.hasPage, writes: true, run: w.doneAndNext},
		{id: "reopen", menu: "Annotate", group: 3, title: "Not done after all", enabled: w.isDone, writes: true, run: func() { w.setStatus(annotate.InProgress) }},
		{id: joinCommand, menu: "Annotate", group: 4, title: "Join into one story", keys: []key{ctrl(fyne.KeyG)}, enabled: w.canJoinStory, refusal: markFirst, writes: true, run: w.joinStory},
		{id: leaveCommand, menu: "Annotate", group: 4, title: "Take out of the story", keys: []key{ctrlShift(fyne.KeyG)}, enabled: w.canLeaveStory, refusal: "The document shares its story with no other.", writes: true, run: w.leaveStory},
		{id: "new-label", menu: "Annotate", group: 5, title: "New label…", enabled: w.hasProject, writes: true, run: w.askNewLabel},
		{id: "edit-label", menu: "Annotate", group: 5, title: "Edit the label…", keys: []key{plain(fyne.KeyF2)}, enabled: w.hasChosenRow, refusal: "Choose a label or a layer first: F6 leads to them.", writes: true, run: w.askEditChosen},
		{id: "new-layer", menu: "Annotate", group: 5, title: "New layer…", enabled: w.hasProject, writes: true, run: w.askNewLayer},
	}
}

func (w *Window) helpCommands() []command {
	return []command{
		{id: "keys", menu: "Help", group: 1, title: "Keys", keys: []key{plain(fyne.KeyF1)}, run: w.showKeys},
		{id: "about", menu: "Help", group: 1, title: "About Postil", run: w.showAbout},
	}
}

func (w *Window) hasProject() bool { return w.project != nil }
func (w *Window) readOnly() bool   { return w.project != nil && w.project.ReadOnly() }
func (w *Window) hasPage() bool    { return w.page != nil }
func (w *Window) canUndo() bool {
	return w.project != nil && (w.project.UndoName() != "" || w.inspector.unsaved())
}
func (w *Window) canRedo() bool   { return w.project != nil && w.project.RedoName() != "" }
func (w *Window) hasSticky() bool { return w.page != nil && !w.sticky.IsZero() }

// hasSpan tells whether a span is the current one.
func (w *Window) hasSpan() bool {
	_, ok := w.currentSpan()
	return ok
}

// isDone tells whether the annotator has done the document shown.
func (w *Window) isDone() bool {
	if w.page == nil {
		return false
	}
	item, ok := w.project.Document(w.page.doc.UID)
	return ok && item.Status == annotate.Done
}

// hasTag tells whether the current span carries a tag.
func (w *Window) hasTag() bool {
	s, ok := w.currentSpan()
	return ok && !s.Tag.IsZero()
}
