package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// markFirst is said where a command needs marked documents.
const markFirst = "Mark two documents or more in the list first: Ctrl+click, or Shift with the arrows."

// canJoinStory tells whether there are documents to join into one story.
func (w *Window) canJoinStory() bool {
	if w.project == nil || len(w.documents.marked) < 2 {
		return false
	}
	stories := map[annotate.UID]bool{}
	for _, uid := range w.documents.targets() {
		if item, ok := w.project.Document(uid); ok {
			stories[item.Story] = true
		}
	}
	return 1 < len(stories)
}

// joinStory says that the marked documents tell the same news.
func (w *Window) joinStory() {
	documents := w.documents.targets()
	w.storyCommand("The documents were not joined", counted(len(documents), "document")+" tell one story now.", documents, (*project.Project).JoinStory)
}

// canLeaveStory tells whether a document that is meant shares its story.
func (w *Window) canLeaveStory() bool {
	if w.project == nil {
		return false
	}
	for _, uid := range w.documents.targets() {
		if w.documents.sharesStory(uid) {
			return true
		}
	}
	return false
}

// leaveStory gives each of the marked documents a story of its own.
func (w *Window) leaveStory() {
	documents := w.documents.targets()
	w.storyCommand("The story was not changed", "Taken out of the story: "+counted(len(documents), "document")+".", documents, (*project.Project).LeaveStory)
}

// storyCommand carries out a command on documents and says that it was done.
func (w *Window) storyCommand(failure, done string, documents []annotate.UID, do func(*project.Project, context.Context, ...annotate.UID) error) {
	p := w.project
	w.jobs.do(func() (func(), error) {
		return func() {
			w.documents.unmark()
			w.status.say(done)
		}, do(p, context.Background(), documents...)
	}, func(err error) { w.dialogs.fail(failure, err) })
}

// showDocumentMenu shows what can be done with the document of a line, or with
// all that are marked where it is one of them.
func (w *Window) showDocumentMenu(uid annotate.UID, at fyne.Position) {
	if !w.documents.marked[uid] {
		w.documents.unmark()
		w.openChosen(uid)
		w.documents.choose(uid)
	}
	var items []*fyne.MenuItem
	for _, c := range w.commands {
		if c.id == joinCommand || c.id == leaveCommand {
			item := fyne.NewMenuItem(c.title, c.execute)
			item.Disabled = !c.possible()
			items = append(items, item)
		}
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

// menuAtRow opens the menu of the line that the keyboard is at.
func (w *Window) menuAtRow() {
	d := w.documents
	i := d.list.at
	if len(d.items) <= i {
		return
	}
	pitch := newDocumentRow().MinSize().Height + theme.Padding()
	below := float32(i+1)*pitch - d.list.GetScrollOffset()
	w.showDocumentMenu(d.items[i].UID, fyne.CurrentApp().Driver().AbsolutePositionForObject(d.list).AddXY(statusRoom, below))
}
