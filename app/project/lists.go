package project

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"postil/annotate"
	"postil/annotate/fold"
	"postil/storage"
)

// lists is what the project keeps in memory of its file, so that lists, menus
// and palettes show it without waiting.
type lists struct {
	mu         sync.RWMutex
	vocabulary annotate.Vocabulary
	tagAt      map[annotate.UID]int // places in vocabulary.Tags
	items      []DocumentItem
	folded     []string // of each item's name and source
	at         map[annotate.UID]int
	undo, redo string // what undo and redo would do, in words
}

// loadLists reads everything but the history and what is counted in the
// background.
func (p *Project) loadLists(r *storage.Reader) error {
	vocabulary, err := r.Vocabulary()
	if err != nil {
		return err
	}
	documents, err := r.Documents()
	if err != nil {
		return err
	}
	p.lists.mu.Lock()
	defer p.lists.mu.Unlock()
	p.lists.setVocabulary(vocabulary)
	p.lists.setDocuments(documents, p.me.UID)
	return nil
}

func (l *lists) setVocabulary(v annotate.Vocabulary) {
	l.vocabulary = v
	l.tagAt = make(map[annotate.UID]int, len(v.Tags))
	for i, t := range v.Tags {
		l.tagAt[t.UID] = i
	}
}

// putTag adds or replaces a tag.
func (l *lists) putTag(t annotate.Tag) {
	if i, ok := l.tagAt[t.UID]; ok {
		l.vocabulary.Tags[i] = t
		return
	}
	l.tagAt[t.UID] = len(l.vocabulary.Tags)
	l.vocabulary.Tags = append(l.vocabulary.Tags, t)
}

// setDocuments replaces the items; what was counted stays.
func (l *lists) setDocuments(documents []storage.DocumentInfo, me annotate.UID) {
	old, oldAt := l.items, l.at
	l.items = make([]DocumentItem, len(documents))
	l.folded = make([]string, len(documents))
	l.at = make(map[annotate.UID]int, len(documents))
	for i, d := range documents {
		item := DocumentItem{UID: d.UID, Name: d.Name, Source: d.Source, Language: d.Language, Direction: d.Direction, Story: d.Story,
			Status: cmp.Or(d.Statuses[me], annotate.Unread)}
		if j, ok := oldAt[d.UID]; ok {
			item.Spans, item.Words = old[j].Spans, old[j].Words
		}
		l.items[i], l.at[d.UID] = item, i
		l.folded[i] = fold.String(d.Name + "\n" + d.Source)
	}
}

// setCounts replaces the numbers of spans of all documents.
func (l *lists) setCounts(counts map[annotate.UID]int) {
	for i := range l.items {
		l.items[i].Spans = counts[l.items[i].UID]
	}
}

// count adds to the number of a document's spans.
func (l *lists) count(document annotate.UID, by int) {
	if i, ok := l.at[document]; ok {
		l.items[i].Spans += by
	}
}

// setStatus replaces a document's status.
func (l *lists) setStatus(document annotate.UID, status annotate.Status) {
	if i, ok := l.at[document]; ok {
		l.items[i].Status = status
	}
}

// setDirection replaces a document's direction.
func (l *lists) setDirection(document annotate.UID, d annotate.Direction) {
	if i, ok := l.at[document]; ok {
		l.items[i].Direction = d
	}
}

// setLanguage replaces a document's language.
func (l *lists) setLanguage(document annotate.UID, language string) {
	if i, ok := l.at[document]; ok {
		l.items[i].Language = language
	}
}

// setStory replaces a document's story.
func (l *lists) setStory(document, story annotate.UID) {
	if i, ok := l.at[document]; ok {
		l.items[i].Story = story
	}
}

// loadHistory reads what undo and redo would do.
func (p *Project) loadHistory(ctx context.Context) error {
	undo, _, err := p.file.Undoable(ctx, p.me.UID)
	if err != nil {
		return err
	}
	redo, _, err := p.file.Redoable(ctx, p.me.UID)
	if err != nil {
		return err
	}
	p.lists.mu.Lock()
	defer p.lists.mu.Unlock()
	p.lists.undo, p.lists.redo = undo.Action, redo.Action
	return nil
}

// Annotators returns everybody who marks in this project, by name.
func (p *Project) Annotators() []annotate.Annotator {
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	return slices.SortedFunc(slices.Values(p.lists.vocabulary.Annotators), func(a, b annotate.Annotator) int {
		return strings.Compare(fold.String(a.Name), fold.String(b.Name))
	})
}

// Scheme returns a copy of the scheme as it is now.
func (p *Project) Scheme() annotate.Scheme {
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	return p.lists.vocabulary.Scheme.Clone()
}

// Tags returns a copy of the project's tags as they are now, by name, case and
// marks aside.
func (p *Project) Tags() []annotate.Tag {
	p.lists.mu.RLock()
	tags := slices.Clone(p.lists.vocabulary.Tags)
	p.lists.mu.RUnlock()
	slices.SortStableFunc(tags, func(a, b annotate.Tag) int {
		return strings.Compare(fold.String(a.Name), fold.String(b.Name))
	})
	return tags
}

// Tag returns one tag, false where there is none.
func (p *Project) Tag(uid annotate.UID) (annotate.Tag, bool) {
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	if i, ok := p.lists.tagAt[uid]; ok {
		return p.lists.vocabulary.Tags[i], true
	}
	return annotate.Tag{}, false
}

// label returns a label of the scheme, or an error that says it is gone.
func (l *lists) label(uid annotate.UID) (annotate.Label, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if label := l.vocabulary.Scheme.Label(uid); label != nil {
		return *label, nil
	}
	return annotate.Label{}, &annotate.Error{Code: annotate.NotFound, What: "the label is not in the scheme any more"}
}
