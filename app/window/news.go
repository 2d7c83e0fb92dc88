package window

import (
	"sync"

	"postil/annotate"
	"postil/app/project"
)

// announced is what a project's signals have told since the panels were last
// brought up to date.
type announced struct {
	list      bool                  // documents came or went
	documents map[annotate.UID]bool // true where the pane must read the spans again
	scheme    bool
	tags      bool
	failures  []error
}

// news collects announcements from any goroutine, so that Fyne's goroutine is
// asked once for many of them.
type news struct {
	mu    sync.Mutex
	asked bool
	fresh announced
	own   map[annotate.UID]int // announcements to come of changes that the pane shows already
}

// note adds to what is announced; for the first addition it asks for the panels
// to be brought up to date.
func (n *news) note(ask func(), add func(*announced)) {
	n.mu.Lock()
	add(&n.fresh)
	first := !n.asked
	n.asked = true
	n.mu.Unlock()
	if first {
		ask()
	}
}

// take returns what was announced and starts afresh.
func (n *news) take() announced {
	n.mu.Lock()
	defer n.mu.Unlock()
	fresh := n.fresh
	n.fresh, n.asked = announced{}, false
	return fresh
}

// expect says that the next announcement about a document comes from a command
// whose result the pane is given directly, so that a tag in a document with
// 100,000 spans doesn't read them all again. The function returned must be
// called after the command: it may have changed nothing.
func (n *news) expect(document annotate.UID) (over func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.own == nil {
		n.own = map[annotate.UID]int{}
	}
	n.own[document]++
	return func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.own, document)
	}
}

// document notes, inside note, that a document changed.
func (n *news) document(a *announced, uid annotate.UID) {
	if a.documents == nil {
		a.documents = map[annotate.UID]bool{}
	}
	foreign := n.own[uid] == 0
	if !foreign {
		n.own[uid]--
	}
	a.documents[uid] = a.documents[uid] || foreign
}

// listen makes the window follow a project's signals.
func (w *Window) listen(p *project.Project) {
	n := w.news
	ask := func() { w.config.Do(func() { w.tell(p) }) }
	note := func(add func(*announced)) { n.note(ask, add) }
	s := p.Signals()
	w.listening = []func(){
		s.Documents.Listen(func(struct{}) { note(func(a *announced) { a.list = true }) }),
		s.Document.Listen(func(uid annotate.UID) { note(func(a *announced) { n.document(a, uid) }) }),
		s.Scheme.Listen(func(struct{}) { note(func(a *announced) { a.scheme = true }) }),
		s.Tags.Listen(func(struct{}) { note(func(a *announced) { a.tags = true }) }),
		s.History.Listen(func(struct{}) { note(func(*announced) {}) }),
		s.Failed.Listen(func(err error) { note(func(a *announced) { a.failures = append(a.failures, err) }) }),
	}
}

// tell brings the panels up to date with what was announced.
func (w *Window) tell(p *project.Project) {
	if w.project != p {
		return
	}
	fresh := w.news.take()
	if fresh.scheme {
		w.updateScheme()
	}
	if fresh.tags {
		w.updateTags()
	}
	w.tellDocuments(fresh)
	for _, err := range fresh.failures {
		w.dialogs.fail("Something went wrong in the background", err)
	}
	w.menus.update()
}

// manyDocuments is from how many changed documents on the list is read again as
// a whole.
const manyDocuments = 20

// tellDocuments brings the list and the reading pane up to date.
func (w *Window) tellDocuments(fresh announced) {
	if fresh.list || manyDocuments < len(fresh.documents) {
		w.documents.update(w.project)
	} else {
		for uid := range fresh.documents {
			w.documents.updateItem(w.project, uid)
		}
	}
	switch {
	case w.page == nil:
		if fresh.list {
			w.openFirst()
		}
	case !w.has(w.page.doc.UID):
		w.showPage(nil, nil)
		w.openFirst()
	case fresh.documents[w.page.doc.UID]:
		w.reloadSpans()
	}
	w.reading.update(w.project, w.page)
	w.updateStatus()
}

// has tells whether the open project holds a document.
func (w *Window) has(document annotate.UID) bool {
	_, there := w.project.Document(document)
	return there
}
