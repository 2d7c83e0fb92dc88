package project

import (
	"context"
	"slices"
	"strings"

	"postil/annotate"
	"postil/annotate/fold"
)

// DocumentItem is one line of the list of documents.
type DocumentItem struct {
	UID       annotate.UID
	Name      string
	Source    string
	Language  string // BCP 47, "" where unknown
	Direction annotate.Direction
	Story     annotate.UID
	Status    annotate.Status // the current annotator's
	Spans     int             // everybody's; 0 until they are counted, after opening
	Words     int             // of the text, by UAX #29, punctuation not counted; 0 until they are counted
}

// Filter says which documents a list shows. The zero Filter shows all.
type Filter struct {
	Text   string          // every word of it must stand in the name or the source, case and marks aside
	Status annotate.Status // "" for any
}

// Documents returns the documents that pass the filter, in import order. It
// reads memory only.
func (p *Project) Documents(f Filter) []DocumentItem {
	words := strings.Fields(fold.String(f.Text))
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	var passed []DocumentItem
	for i, item := range p.lists.items {
		if f.Status != "" && item.Status != f.Status {
			continue
		}
		if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(p.lists.folded[i], w) }) {
			continue
		}
		passed = append(passed, item)
	}
	return passed
}

// Document returns the list's line for one document, false where there is none.
func (p *Project) Document(uid annotate.UID) (DocumentItem, bool) {
	p.lists.mu.RLock()
	defer p.lists.mu.RUnlock()
	if i, ok := p.lists.at[uid]; ok {
		return p.lists.items[i], true
	}
	return DocumentItem{}, false
}

// SetStatus says how far the current annotator has come with the documents, as
// one change.
func (p *Project) SetStatus(ctx context.Context, status annotate.Status, documents ...annotate.UID) error {
	if err := status.Validate(); err != nil {
		return err
	}
	words := map[annotate.Status]string{annotate.Unread: "mark as new", annotate.InProgress: "mark as in progress", annotate.Done: "mark as done"}
	return p.do(ctx, words[status], func(s *step) error {
		for _, d := range documents {
			if err := s.setStatus(d, status); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetDirection says which way a document's paragraphs run, for everybody, as one
// change.
func (p *Project) SetDirection(ctx context.Context, document annotate.UID, d annotate.Direction) error {
	return p.do(ctx, directionWords[d], func(s *step) error { return s.setDirection(document, d) })
}

// SetLanguage says which language documents are in, for everybody, as one change:
// a tag of BCP 47, and "" or [annotate.UnknownLanguage] for none that is known. A
// language that is none is refused with [annotate.Invalid].
func (p *Project) SetLanguage(ctx context.Context, language string, documents ...annotate.UID) error {
	if err := annotate.CheckLanguage(language); err != nil {
		return err
	}
	if err := p.know(documents); err != nil {
		return err
	}
	name := "say that the language is " + language
	if language == "" || language == annotate.UnknownLanguage {
		language, name = "", "say that the language is unknown"
	}
	return p.do(ctx, name, func(s *step) error {
		for _, d := range documents {
			if err := s.setLanguage(d, language); err != nil {
				return err
			}
		}
		return nil
	})
}

// directionWords are what the history calls the setting of a direction.
var directionWords = map[annotate.Direction]string{annotate.Auto: "text direction by the first letters",
	annotate.LeftToRight: "text from left to right", annotate.RightToLeft: "text from right to left"}
