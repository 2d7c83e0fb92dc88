package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"postil/app/project"
)

type statsCommand struct {
	Project string `arg:"" help:"The project file."`
	JSON    bool   `help:"Print a JSON object."`
}

// Run prints the project's figures.
func (c *statsCommand) Run(ctx context.Context, p Program) error {
	return project.Look(ctx, c.Project, func(open *project.Project) error {
		s, err := open.Stats(ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(p.Out, s)
		}
		return printStats(p.Out, s)
	})
}

func printStats(w io.Writer, s project.Stats) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range []struct {
		what string
		n    int64
	}{
		{"documents", int64(s.Documents)}, {"stories", int64(s.Stories)}, {"characters", s.Characters}, {"words", s.Words},
		{"spans", int64(s.Spans)}, {"relations", int64(s.Relations)}, {"tags", int64(s.Tags)},
	} {
		fmt.Fprintf(t, "%s\t%d\n", row.what, row.n)
	}
	for _, language := range slices.Sorted(maps.Keys(s.Languages)) {
		name := language
		if name == "" {
			name = "unknown"
		}
		fmt.Fprintf(t, "language %s\t%d\n", name, s.Languages[language])
	}
	for _, l := range s.Labels {
		fmt.Fprintf(t, "label %s\t%d\n", l.Label, l.Spans)
	}
	for _, a := range s.Annotators {
		fmt.Fprintf(t, "annotator %s\t%d spans, %d done, %d in progress\n", a.Name, a.Spans, a.Done, a.InProgress)
	}
	return t.Flush()
}
