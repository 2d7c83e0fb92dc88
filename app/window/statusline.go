package window

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/app/project"
)

// statusLine is the foot of the window: whether everything is saved, how many
// spans the document has, what is selected, and who annotates.
type statusLine struct {
	root      fyne.CanvasObject
	left      *widget.Label
	message   *widget.Label
	annotator *widget.Label
	state     statusFacts
	do        func(func()) // runs on Fyne's goroutine
	said      int          // counts messages, so that one doesn't end the next one's time
}

// statusFacts is what the status line shows.
type statusFacts struct {
	project   bool
	saving    bool
	spans     int
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
	if f.saving {
		parts[0] = "saving…"
	}
	if f.hasPage {
		parts = append(parts, counted(f.spans, "span"))
	}
	if f.selection != "" {
		parts = append(parts, "selection "+f.selection)
	}
	if f.sticky != "" {
		parts = append(parts, "Enter tags "+f.sticky)
	}
	return strings.Join(parts, " · ")
}

func newStatusLine(do func(func())) *statusLine {
	s := &statusLine{do: do, left: widget.NewLabel(""), message: widget.NewLabel(""), annotator: widget.NewLabel("")}
	for _, l := range []*widget.Label{s.left, s.message, s.annotator} {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.left.Importance = widget.LowImportance
	s.annotator.Importance = widget.LowImportance
	s.message.Truncation = fyne.TextTruncateEllipsis
	s.message.TextStyle.Bold = true
	s.root = container.NewBorder(nil, nil, s.left, s.annotator, s.message)
	return s
}

// messageTime is how long a message stays.
const messageTime = 8 * time.Second

// say shows a message for a while.
func (s *statusLine) say(text string) {
	s.said++
	said := s.said
	s.message.SetText(text)
	time.AfterFunc(messageTime, func() {
		s.do(func() {
			if s.said == said {
				s.message.SetText("")
			}
		})
	})
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
	s.state.spans, s.state.selection = 0, ""
	s.annotator.SetText("")
	if p != nil {
		s.annotator.SetText(p.Annotator().Name)
	}
	if pg != nil {
		s.state.spans = len(pg.spans)
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
	w.status.state.sticky = ""
	if l := w.scheme.Label(w.sticky); l != nil {
		w.status.state.sticky = l.Name
	}
	w.status.update(w.project, w.page, selection)
}
