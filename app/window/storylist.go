package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"postil/annotate"
	"postil/app/project"
)

// storyButton shows of how many stories documents are exported; pressed, it lets
// the person choose some.
type storyButton struct {
	*button
	stories []project.Story
	chosen  []string // the ids of some; none for all
}

// newStoryButton returns a button that stands for all stories of the project.
func (w *Window) newStoryButton() *storyButton {
	b := &storyButton{stories: w.project.Stories()}
	b.button = newButton(w.keys, "", nil, func() { w.askStories(b) })
	b.choose(nil)
	return b
}

// choose chooses stories by their ids, all where none is given; those that are not
// there any more are forgotten.
func (b *storyButton) choose(ids []string) {
	b.chosen = nil
	wanted := setOf(ids)
	text := "All " + countedStories(len(b.stories))
	for i := range b.stories {
		if id := b.stories[i].UID.String(); wanted[id] {
			b.chosen = append(b.chosen, id)
			text = excerpt(storyName(&b.stories[i], 0), tickShown)
		}
	}
	if 1 < len(b.chosen) {
		text = grouped(len(b.chosen)) + " of " + countedStories(len(b.stories))
	}
	b.SetText(asking(text))
}

// setOf returns a set of names: a project may have thousands of stories.
func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// askStories lets the person choose some of the project's stories.
func (w *Window) askStories(b *storyButton) {
	b.stories = w.project.Stories()
	l := newStoryList(w.keys, w.project, b.stories, b.chosen)
	w.dialogs.openForm(formSpec{title: "Stories to export", verb: "Choose", size: w.dialogs.within(fyne.NewSize(600, 520)), focus: l.words, content: l.root,
		accept: func() (func(), error) { return func() { b.choose(l.chosen()) }, nil }})
}

// countedStories returns "1 story" or "2 stories".
func countedStories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return grouped(n) + " stories"
}

// A story is named by at most so many documents, and by so many code points of the
// name of each, or of its only one.
const (
	titlesShown = 4
	titleShown  = 32
	onlyShown   = 160
)

// storyName names a story by its documents, that at first before the others.
func storyName(s *project.Story, first int) string {
	if len(s.Documents) == 1 {
		return excerpt(s.Documents[0].Name, onlyShown)
	}
	titles := []string{excerpt(s.Documents[first].Name, titleShown)}
	for i := range s.Documents[:min(len(s.Documents), titlesShown)] {
		if i != first {
			titles = append(titles, excerpt(s.Documents[i].Name, titleShown))
		}
	}
	return joined(titles...)
}

// storyList is the stories of a project to tick, as many as there may be. Words
// find those of which a document has them in its name or source; Enter ticks the
// first and takes the words away, Down leads to the list, where Space ticks.
type storyList struct {
	root    fyne.CanvasObject
	words   *field
	list    *list
	figures *widget.Label

	project *project.Project
	stories []project.Story
	at      map[annotate.UID]int // where a story stands in stories
	ticked  []bool
	rows    []foundStory
}

// foundStory is a story that the list shows.
type foundStory struct {
	story    int // where it stands in stories
	document int // which of its documents has the words, the first of them
}

// newStoryList returns a list in which the stories of some ids are ticked.
func newStoryList(keys *dispatcher, p *project.Project, stories []project.Story, chosen []string) *storyList {
	l := &storyList{words: newField(keys, "Words of a name or source…"), figures: widget.NewLabel(""),
		project: p, stories: stories, at: map[annotate.UID]int{}, ticked: make([]bool, len(stories))}
	wanted := setOf(chosen)
	for i := range stories {
		l.at[stories[i].UID] = i
		l.ticked[i] = wanted[stories[i].UID.String()]
	}
	l.list = newList(keys, func() int { return len(l.rows) }, newStoryRow, l.show)
	l.list.OnSelected = func(row int) {
		l.list.Unselect(row)
		l.toggle(l.rows[row].story)
	}
	l.words.OnChanged = l.find
	l.words.onKey = l.key
	l.figures.SizeName, l.figures.Importance = theme.SizeNameCaptionText, widget.LowImportance
	l.figures.Wrapping = fyne.TextWrapWord
	none := newButton(keys, "Tick none", nil, l.clear)
	l.root = container.NewBorder(withSearchIcon(l.words), container.NewBorder(nil, nil, nil, none, l.figures), nil, nil, l.list)
	l.find("")
	return l
}

// find shows the stories that have the words, or without words all of them, those
// first that are ticked.
func (l *storyList) find(words string) {
	if strings.TrimSpace(words) == "" {
		l.rows = l.rows[:0]
		for _, ticked := range []bool{true, false} {
			for i := range l.stories {
				if l.ticked[i] == ticked {
					l.rows = append(l.rows, foundStory{story: i})
				}
			}
		}
	} else {
		l.rows = l.having(words)
	}
	l.list.Refresh()
	l.list.ScrollToTop()
	l.count()
}

// having returns the stories of which a document has the words in its name or source.
func (l *storyList) having(words string) []foundStory {
	var found []foundStory
	seen := make([]bool, len(l.stories))
	for _, d := range l.project.Documents(project.Filter{Text: words}) {
		i, known := l.at[d.Story]
		if !known || seen[i] {
			continue
		}
		seen[i] = true
		isIt := func(other project.DocumentItem) bool { return other.UID == d.UID }
		found = append(found, foundStory{i, max(0, slices.IndexFunc(l.stories[i].Documents, isIt))})
	}
	slices.SortFunc(found, func(a, b foundStory) int { return a.story - b.story })
	return found
}

// key ticks the first story that was found, leads to the list, or takes the words
// away.
func (l *storyList) key(name fyne.KeyName) bool {
	if name == fyne.KeyDown {
		if 0 < len(l.rows) {
			l.list.Highlight(0)
			fyne.CurrentApp().Driver().CanvasForObject(l.list).Focus(l.list)
		}
		return true
	}
	if l.words.Text == "" {
		return false
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(l.rows) == 0 {
			return true
		}
		l.ticked[l.rows[0].story] = true
		l.words.SetText("")
	case fyne.KeyEscape:
		l.words.SetText("")
	default:
		return false
	}
	return true
}

// toggle ticks a story or takes the tick away.
func (l *storyList) toggle(i int) {
	l.ticked[i] = !l.ticked[i]
	l.list.Refresh()
	l.count()
}

// clear takes all ticks away.
func (l *storyList) clear() {
	clear(l.ticked)
	l.list.Refresh()
	l.count()
}

// chosen returns the ids of the ticked stories.
func (l *storyList) chosen() []string {
	var ids []string
	for i, ticked := range l.ticked {
		if ticked {
			ids = append(ids, l.stories[i].UID.String())
		}
	}
	return ids
}

// count says how many stories are ticked and, where words were given, found.
func (l *storyList) count() {
	n := 0
	for _, ticked := range l.ticked {
		if ticked {
			n++
		}
	}
	text := grouped(n) + " of " + countedStories(len(l.stories)) + " ticked"
	if n == 0 {
		text = "None ticked: all " + countedStories(len(l.stories)) + " are exported"
	}
	if l.words.Text != "" {
		text = joined(grouped(len(l.rows))+" found, Enter ticks the first", text)
	}
	l.figures.SetText(text)
}

// newStoryRow returns an empty line: a box, the story's name, and behind it how
// many documents it has.
func newStoryRow() fyne.CanvasObject {
	documents := widget.NewLabel("")
	documents.Importance = widget.LowImportance
	return container.NewBorder(nil, nil, nil, documents, newCheckRow())
}

// show fills a line.
func (l *storyList) show(row int, o fyne.CanvasObject) {
	shown := l.rows[row]
	s := &l.stories[shown.story]
	line := o.(*fyne.Container).Objects
	box := theme.IconNameCheckButton
	if l.ticked[shown.story] {
		box = theme.IconNameCheckButtonChecked
	}
	line[0].(*checkRow).show(tickable{name: storyName(s, shown.document)}, box, false)
	documents := ""
	if n := len(s.Documents); 1 < n {
		documents = grouped(n) + " documents"
	}
	line[1].(*widget.Label).SetText(documents)
}
