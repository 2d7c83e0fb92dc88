package window

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/docview"
	"postil/app/project"
)

// statusLine is the foot of the window: whether everything is saved, how many
// spans the document has, what is selected, and who annotates.
type statusLine struct {
	root      fyne.CanvasObject
	left      *widget.Label
	message   *docview.ShortText
	annotator *widget.Label
	state     statusFacts
	hint      string       // stands where no message does: what the keys do in the mode the text is in
	text      string       // the message, "" for none
	do        func(func()) // runs on Fyne's goroutine
	said      int          // counts messages, so that one doesn't end the next one's time
}

// statusFacts is what the status line shows.
type statusFacts struct {
	project   bool
	readOnly  bool // nothing can be written
	unsaved   bool // something typed is not written yet
	saving    bool
	spans     int // the annotator's
	others    int // spans of other annotators
	hasPage   bool
	selection string // where and how long, "" for none
	sticky    string // the sticky label's name, "" for none
}

// String puts the facts on one line: "saved · 23 spans · selection 1042–1057,
// 15 characters".
func (f statusFacts) String() string {
	if !f.project {
		return ""
	}
	parts := []string{"saved"}
	switch {
	case f.readOnly:
		parts[0] = "read-only"
	case f.saving:
		parts[0] = "saving…"
	case f.unsaved:
		parts[0] = "not saved yet"
	}
	if f.hasPage {
		parts = append(parts, counted(f.spans, "span")+ofOthers(f.others))
	}
	if f.selection != "" {
		parts = append(parts, "selection "+f.selection)
	}
	if f.sticky != "" {
		parts = append(parts, "Enter tags "+f.sticky)
	}
	return strings.Join(parts, " · ")
}

// ofOthers says how many of a document's spans are other annotators', whom the
// list of documents counts too: ", 40 of others".
func ofOthers(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + grouped(n) + " of others"
}

func newStatusLine(do func(func())) *statusLine {
	s := &statusLine{do: do, left: widget.NewLabel(""), message: docview.NewShortText(theme.SizeNameCaptionText, 1), annotator: widget.NewLabel("")}
	for _, l := range []*widget.Label{s.left, s.annotator} {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.left.Importance = widget.LowImportance
	s.annotator.Importance = widget.LowImportance
	s.root = container.NewBorder(nil, nil, s.left, s.annotator, s.message)
	return s
}

// messageTime is how long a message stays.
const messageTime = 8 * time.Second

// say shows a message, for a while and no longer than to the next key, click or
// document; "" takes away the one that shows.
func (s *statusLine) say(text string) {
	s.said++
	said := s.said
	s.text = text
	s.showMessage()
	if text == "" {
		return
	}
	time.AfterFunc(messageTime, func() {
		s.do(func() {
			if s.said == said {
				s.say("")
			}
		})
	})
}

// showMessage shows the message, else the hint.
func (s *statusLine) showMessage() {
	text := s.text
	if text == "" {
		text = s.hint
	}
	s.message.SetText(text, [2]int{0, len(text)})
}

// saving shows whether a command is under way.
func (s *statusLine) saving(on bool) {
	s.state.saving = on
	s.left.SetText(s.state.String())
}

// update shows the figures of the page; selection holds the selected byte
// ranges.
func (s *statusLine) update(p *project.Project, pg *page, selection [][2]int) {
	s.state.project, s.state.hasPage = p != nil, pg != nil
	s.state.readOnly = p != nil && p.ReadOnly()
	s.state.spans, s.state.others, s.state.selection = 0, 0, ""
	s.annotator.SetText("")
	if p != nil {
		s.annotator.SetText(p.Annotator().Name)
	}
	if pg != nil {
		s.state.spans = len(pg.spans)
		if item, ok := p.Document(pg.doc.UID); ok {
			s.state.others = max(0, item.Spans-len(pg.spans)) // 0 until they are counted
		}
		if 0 < len(selection) {
			s.state.selection = pg.placeOf(selection)
		}
	}
	s.left.SetText(s.state.String())
}

// updateStatus brings the status line up to date.
func (w *Window) updateStatus() {
	var selection [][2]int
	if w.page != nil {
		selection, _ = w.reading.view.Selection()
	}
	w.status.hint = w.hint()
	w.status.showMessage()
	w.status.state.unsaved = w.inspector.unsaved()
	w.status.state.sticky = ""
	if l := w.scheme.Label(w.sticky); l != nil {
		w.status.state.sticky = l.Name
	}
	w.status.update(w.project, w.page, selection)
}

// hint says what the keys do while borders move or pieces are gathered, "" at
// other times.
func (w *Window) hint() string {
	v := w.reading.view
	pieces, of := v.Kept()
	switch {
	case v.MovesStart():
		return "Moving the start: Shift+arrows, or drag a grip · Tab takes the end · Enter keeps · Esc leaves"
	case v.MovingBorders():
		return "Moving the end: Shift+arrows, or drag a grip · Tab takes the start · Enter keeps · Esc leaves"
	case 0 < pieces && !of.IsZero():
		return "Select the next piece · " + ctrl(fyne.KeyJ).String() + " adds it to the span · Esc leaves"
	case 0 < pieces:
		return "Kept. Select the next piece, then press the label's key · Esc drops it"
	}
	return ""
}
