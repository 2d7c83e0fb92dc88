package window

import (
	"context"
	"slices"

	"postil/annotate"
	"postil/app/project"
)

// undo takes back the newest change, and goes to where it was made.
func (w *Window) undo() {
	w.inspector.flush()
	w.travel("Undone", "Nothing was undone", (*project.Project).Undo)
}

// redo puts back what was undone last.
func (w *Window) redo() { w.travel("Done again", "Nothing was done again", (*project.Project).Redo) }

// travel runs undo or redo, says what it did and shows where.
func (w *Window) travel(did, failed string, do func(*project.Project, context.Context) (project.Undone, error)) {
	p, n, shown := w.project, w.news, w.page
	w.jobs.do(func() (func(), error) {
		if shown != nil {
			defer n.expect(shown.doc.UID)()
		}
		before := storiesOf(p)
		undone, err := do(p, context.Background())
		return func() {
			if w.project != p {
				return
			}
			w.respan(undone)
			w.status.say(did + ": " + undone.Change.Action + ".")
			w.goTo(slices.DeleteFunc(undone.Documents, func(d annotate.UID) bool { return movedStory(p, before, d) }))
			w.menus.update()
		}, err
	}, func(err error) { w.dialogs.fail(failed, err) })
}

// respan brings the spans of the document shown up to date with what undo or redo did
// to them: a few by themselves, so that it costs as much in a document with 100,000.
func (w *Window) respan(undone project.Undone) {
	if w.page == nil || !slices.Contains(undone.Documents, w.page.doc.UID) {
		return
	}
	if !undone.Spans.Exact {
		w.reloadSpans()
		return
	}
	for _, uid := range undone.Spans.Gone {
		w.page.remove(uid)
	}
	var come []annotate.Span
	for _, s := range undone.Spans.Come {
		if s.Document == w.page.doc.UID && s.Annotator == w.project.Annotator().UID {
			w.page.put(s)
			come = append(come, s)
		}
	}
	w.reading.view.ChangeSpans(come, undone.Spans.Gone)
	w.updateLabels()
	w.updateInspector()
	w.updateStatus()
}

// storiesOf returns the story of each document.
func storiesOf(p *project.Project) map[annotate.UID]annotate.UID {
	stories := map[annotate.UID]annotate.UID{}
	for _, item := range p.Documents(project.Filter{}) {
		stories[item.UID] = item.Story
	}
	return stories
}

// movedStory tells whether a document has come from one story into another, which
// the list shows, and its text does not.
func movedStory(p *project.Project, before map[annotate.UID]annotate.UID, document annotate.UID) bool {
	item, is := p.Document(document)
	story, was := before[document]
	return is && was && item.Story != story
}

// goTo shows the first of the documents that is still there, unless one of them
// is shown already.
func (w *Window) goTo(documents []annotate.UID) {
	if w.page != nil && slices.Contains(documents, w.page.doc.UID) {
		return
	}
	if i := slices.IndexFunc(documents, w.has); 0 <= i {
		w.openDocument(documents[i])
	}
}

// setStatus says how far the annotator has come with the document shown.
func (w *Window) setStatus(status annotate.Status) {
	document := w.page.doc.UID
	w.command("The status was not changed", document, func(ctx context.Context, p *project.Project) (func(), error) {
		return nil, p.SetStatus(ctx, status, document)
	})
}

// doneAndNext marks the document done and shows the next one that is not.
func (w *Window) doneAndNext() {
	w.inspector.flush()
	next, more := w.documents.nextToDo()
	w.setStatus(annotate.Done)
	if !more {
		w.status.say("Every document of the list is done.")
		return
	}
	w.openDocument(next)
}
