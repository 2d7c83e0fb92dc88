package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"postil/annotate"
	"postil/app/project"
)

type storyCommand struct {
	Project   string   `arg:"" help:"The project file."`
	Join      bool     `xor:"do" help:"Say that the documents tell the same news: one story, which no split cuts through."`
	Leave     bool     `xor:"do" help:"Take the documents out of their stories, each into one of its own."`
	Documents []string `arg:"" optional:"" name:"document" help:"Documents by id, name or source, or by a part of these that fits one alone."`
	Annotator string   `help:"In whose name; else yours."`
	JSON      bool     `help:"Print a JSON array of the stories."`
}

// storyLine is a story as --json prints it.
type storyLine struct {
	ID        annotate.UID   `json:"id"`
	Documents []documentLine `json:"documents"`
}

type documentLine struct {
	ID     annotate.UID `json:"id"`
	Name   string       `json:"name"`
	Source string       `json:"source"`
}

// Validate refuses documents that nothing is said of.
func (c *storyCommand) Validate() error {
	switch {
	case c.Join && len(c.Documents) < 2:
		return errors.New("--join: two documents or more are expected")
	case c.Leave && len(c.Documents) == 0:
		return errors.New("--leave: a document is expected")
	case 0 < len(c.Documents) && !c.Join && !c.Leave:
		return errors.New("documents are named, but neither --join nor --leave")
	}
	return nil
}

// Run changes stories where that is asked, and lists them.
func (c *storyCommand) Run(ctx context.Context, p Program) error {
	if len(c.Documents) == 0 {
		return project.Look(ctx, c.Project, func(open *project.Project) error { return c.print(p.Out, open.Stories()) })
	}
	return onNamed(ctx, c.Project, c.Annotator, c.Documents, func(open *project.Project, documents []annotate.UID) error {
		change := open.LeaveStory
		if c.Join {
			change = open.JoinStory
		}
		if err := change(ctx, documents...); err != nil {
			return err
		}
		return c.print(p.Out, concerned(open, documents))
	})
}

// concerned returns the stories that documents are in now.
func concerned(open *project.Project, documents []annotate.UID) []project.Story {
	in := map[annotate.UID]bool{}
	for _, u := range documents {
		d, _ := open.Document(u)
		in[d.Story] = true
	}
	var stories []project.Story
	for _, s := range open.Stories() {
		if in[s.UID] {
			stories = append(stories, s)
		}
	}
	return stories
}

// print lists stories with their documents.
func (c *storyCommand) print(w io.Writer, stories []project.Story) error {
	if !c.JSON {
		for _, s := range stories {
			fmt.Fprintf(w, "story %s: %s\n", s.UID, membersOf(s))
			for _, d := range s.Documents {
				printDocument(w, d)
			}
		}
		return nil
	}
	lines := make([]storyLine, len(stories))
	for i, s := range stories {
		lines[i].ID = s.UID
		for _, d := range s.Documents {
			lines[i].Documents = append(lines[i].Documents, documentLine{d.UID, d.Name, d.Source})
		}
	}
	return printJSON(w, lines)
}

// membersOf counts the documents of a story. One that stands alone shares no
// story with another, whatever the id says.
func membersOf(s project.Story) string {
	if len(s.Documents) == 1 {
		return "1 document, which stands alone"
	}
	return count(len(s.Documents), "document")
}
