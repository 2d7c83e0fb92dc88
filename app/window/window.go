package window

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/docview"
	"postil/app/project"
	"postil/app/project/settings"
)

// Config is what a window is made with.
type Config struct {
	Settings settings.File  // where names, sizes and recent projects are remembered
	Do       func(f func()) // runs f on Fyne's goroutine, in order; fyne.Do
	Home     string         // where the folder Postil with new projects goes
	Version  string         // shown in Help
}

// Window is the program's one window. Make it with [New]; its methods are for
// Fyne's goroutine.
type Window struct {
	config Config
	win    fyne.Window

	project   *project.Project // nil while none is open
	listening []func()         // ends listening to the project's signals
	page      *page            // the document shown, nil for none
	resume    annotate.UID     // the document to begin with, zero for any
	sticky    annotate.UID     // the label that Enter tags with, zero for none
	tags      map[annotate.UID]annotate.Tag
	scheme    annotate.Scheme
	places    places
	exported  map[string]project.ExportOptions // what was asked for last, by the project's path
	news      *news
	requested atomic.Int64 // counts openings of documents, so that only the last one is shown
	closing   bool
	long      *longWork // under way; nil for none

	jobs     *jobs
	dialogs  *dialogs
	commands []*command
	keys     *dispatcher
	menus    *menus

	documents *documentsPanel
	reading   *readingPanel
	find      *finder
	labels    *labelPanel
	inspector *inspector
	status    *statusLine
	columns   *columns         // documents | reading | right
	right     *container.Split // labels over inspector
}

// New makes the window of an application, without a project.
func New(app fyne.App, config Config) *Window {
	w := &Window{config: config, win: app.NewWindow("Postil"), places: places{}, exported: map[string]project.ExportOptions{}, news: &news{}}
	w.jobs = newJobs(config.Do, func() { w.status.saving(w.jobs.busy()) })
	w.dialogs = &dialogs{window: w.win, onEmpty: func() { w.reading.focus() }}
	w.status = newStatusLine(config.Do)
	s := w.loadSettings()
	app.Settings().SetTheme(NewTheme(s.Theme))
	w.commands = w.commandTable()
	if err := applyKeys(w.commands, s.Keys); err != nil {
		w.status.say(sentence(err.Error()))
	}
	w.keys = newDispatcher(w.commands, w.dialogs, w.jobs.soon, w.status.say)
	w.documents = newDocumentsPanel(w.win.Canvas(), w.keys, w.openChosen, func() { w.reading.focus() })
	w.documents.menu, w.documents.rowMenu, w.documents.onMarked = w.showDocumentMenu, w.menuAtRow, func() { w.menus.update() }
	w.find = newFinder(w, s.FindFolded)
	w.reading = newReadingPanel(w.win.Canvas(), w.find.bar.root)
	w.labels = newLabelPanel(w.keys, labelActions{tag: w.tagWith, menu: w.showLabelMenu})
	w.inspector = newInspector(w.keys, inspectorActions{setTag: func() { w.openPalette() }, untag: w.untag, editTag: w.editTag, remove: w.deleteSpan, note: w.setNote,
		typed: w.updateStatus, do: config.Do})
	w.menus = newMenus(w.commands, w.keepFocus)
	w.connectReading()
	w.build(s)
	return w
}

// build puts the panels into the window.
func (w *Window) build(s settings.Settings) {
	w.right = container.NewVSplit(onPanel(w.labels.root), onPanel(w.inspector.root))
	w.right.Offset = orElse(s.Window.Labels, 0.58)
	w.columns = newColumns(onPanel(w.documents.root), w.reading.root, w.right, dividers{orElse(s.Window.Left, 0.2), orElse(s.Window.Right, 0.74)})
	bottom := onPanel(container.NewBorder(widget.NewSeparator(), nil, nil, nil, w.status.root))
	w.win.SetContent(container.NewBorder(nil, bottom, nil, nil, container.New(w.columns, w.columns.outer)))
	w.win.SetPadded(false)
	w.win.SetMainMenu(w.menus.bar)
	w.win.SetMaster()
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(w.dropped)
	w.catchKeys()
	w.win.Resize(fyne.NewSize(orElse(s.Window.Width, 1200), orElse(s.Window.Height, 780)))
	w.win.SetFullScreen(s.Window.FullSize)
	w.updateRecent(s)
	w.reading.restoreZoom(s.Zoom)
	w.restoreFont(s.Font)
	w.updateAll()
}

// orElse returns v unless it is zero.
func orElse[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// Show shows the window, and looks for the machine's fonts meanwhile.
func (w *Window) Show() {
	w.win.Show()
	go func() {
		if err := docview.FindFonts(); err != nil {
			w.config.Do(func() { w.status.say(sentence(err.Error())) })
		}
	}()
}

// loadSettings returns what is remembered, or the first start's settings where
// that cannot be read: the window must open all the same.
func (w *Window) loadSettings() settings.Settings {
	s, err := w.config.Settings.Load()
	if err != nil {
		w.status.say(sentence(err.Error()))
	}
	return s
}

// remember changes what is remembered, and says so where it can't be saved.
func (w *Window) remember(change func(*settings.Settings)) {
	if err := w.config.Settings.Change(change); err != nil {
		w.status.say(sentence(err.Error()))
	}
}

// updateTitle shows which project is open.
func (w *Window) updateTitle() {
	if w.project == nil {
		w.win.SetTitle("Postil")
		return
	}
	w.win.SetTitle(w.project.Name() + " – Postil")
}

// Close closes the project and then the window, and asks first where long work
// is under way. It returns at once: what was asked for before is finished first.
func (w *Window) Close() {
	switch {
	case w.closing:
	case w.long != nil:
		w.askQuit()
	default:
		w.quit()
	}
}

// quit ends long work, closes the project and then the window.
func (w *Window) quit() {
	w.closing = true
	w.inspector.flush()
	w.rememberWindow()
	w.rememberPlace()
	w.jobs.cancelLong()
	old := w.project
	w.jobs.do(func() (func(), error) {
		w.jobs.waitLong()
		return w.closed, closeProject(old)
	}, func(err error) { w.dialogs.failThen("The project did not close cleanly", err, w.closed) })
}

// Stop closes the project of a window that was ended from outside, by a signal
// or at the session's end. It is called when Fyne has stopped, and does nothing
// after [Window.Close].
func (w *Window) Stop() error {
	if w.closing {
		return nil
	}
	w.closing = true
	w.inspector.flush()
	w.rememberPlace()
	w.jobs.cancelLong()
	old, done := w.project, make(chan error, 1)
	w.jobs.do(func() (func(), error) {
		w.jobs.waitLong()
		done <- closeProject(old)
		return nil, nil
	}, nil)
	return <-done
}

// closed takes the window away.
func (w *Window) closed() {
	w.jobs.end()
	w.win.Close()
}

// rememberWindow keeps the window's size, its dividers and the size of the text
// for the next start.
func (w *Window) rememberWindow() {
	size, full, zoom, at := w.win.Canvas().Size(), w.win.FullScreen(), w.reading.zoom(), w.columns.dividers()
	w.remember(func(s *settings.Settings) {
		if s.Window.FullSize = full; !full {
			s.Window.Width, s.Window.Height = size.Width, size.Height
		}
		s.Window.Left, s.Window.Right, s.Window.Labels = at.outer, at.inner, w.right.Offset
		s.Zoom = zoom
	})
}

// rememberPlace keeps which document of the open project is shown and where in it
// the reader is, for when the project is opened again.
func (w *Window) rememberPlace() {
	if w.project == nil || w.page == nil {
		return
	}
	path, at := w.project.Path(), w.reading.view.Place()
	place := settings.Place{Document: w.page.doc.UID.String(), Top: at.Offset, Caret: at.Caret}
	w.remember(func(s *settings.Settings) { s.RememberPlace(path, place) })
}
