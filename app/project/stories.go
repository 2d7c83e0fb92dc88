package project

import (
	"context"
	"slices"

	"postil/annotate"
)

// Story is the documents that tell the same news.
type Story struct {
	UID       annotate.UID
	Documents []DocumentItem // in import order, one at least
}

// Stories returns the project's stories, in the order of their first documents.
// It reads memory only.
func (p *Project) Stories() []Story {
	var stories []Story
	at := map[annotate.UID]int{}
	for _, d := range p.Documents(Filter{}) {
		i, known := at[d.Story]
		if !known {
			i, at[d.Story] = len(stories), len(stories)
			stories = append(stories, Story{UID: d.Story})
		}
		stories[i].Documents = append(stories[i].Documents, d)
	}
	return stories
}

// JoinStory says that documents tell the same news, as one change. What they
// shared a story with before comes along: it tells the same news, too. The story
// of the document that was imported first remains.
func (p *Project) JoinStory(ctx context.Context, documents ...annotate.UID) error {
	if err := p.know(documents); err != nil {
		return err
	}
	return p.do(ctx, "join into one story", func(s *step) error {
		all, err := s.Documents()
		if err != nil {
			return err
		}
		var joined []annotate.UID
		for _, d := range all {
			if slices.Contains(documents, d.UID) && !slices.Contains(joined, d.Story) {
				joined = append(joined, d.Story)
			}
		}
		for _, d := range all {
			if slices.Contains(joined, d.Story) {
				if err := s.setStory(d.UID, d.Story, joined[0]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// LeaveStory takes documents out of their stories, each into one of its own, as
// one change. The last document of a story stays where it is.
func (p *Project) LeaveStory(ctx context.Context, documents ...annotate.UID) error {
	if err := p.know(documents); err != nil {
		return err
	}
	return p.do(ctx, "take out of the story", func(s *step) error {
		all, err := s.Documents()
		if err != nil {
			return err
		}
		members := map[annotate.UID]int{}
		for _, d := range all {
			members[d.Story]++
		}
		for _, d := range all {
			if !slices.Contains(documents, d.UID) || members[d.Story] == 1 {
				continue
			}
			members[d.Story]--
			if err := s.setStory(d.UID, d.Story, annotate.NewUID()); err != nil {
				return err
			}
		}
		return nil
	})
}

// know refuses documents that are not in the project.
func (p *Project) know(documents []annotate.UID) error {
	for _, d := range documents {
		if _, ok := p.Document(d); !ok {
			return &annotate.Error{Code: annotate.NotFound, Where: "document " + d.String(), What: "it is not in the project"}
		}
	}
	return nil
}

// setStory puts a document from one story into another.
func (s *step) setStory(document, from, to annotate.UID) error {
	if from == to {
		return nil
	}
	if err := s.SetStory(document, to); err != nil {
		return err
	}
	if s.stories == nil {
		s.stories = map[annotate.UID]annotate.UID{}
	}
	s.stories[document], s.touched.List = to, true
	s.touch(document)
	return nil
}
