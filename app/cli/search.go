package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"postil/annotate"
	"postil/app/project"
)

type searchCommand struct {
	Project string `arg:"" help:"The project file."`
	Query   string `arg:"" help:"A few letters; case and marks do not matter."`
	Limit   int    `default:"20" help:"At most so many, 1 or more."`
	JSON    bool   `help:"Print a JSON array."`
}

// pastTag is a hit as --json prints it.
type pastTag struct {
	Text      string       `json:"text"`
	Tag       annotate.UID `json:"tag"` // "" for a text
	Label     string       `json:"label"`
	Spans     int          `json:"spans"`
	Documents int          `json:"documents"`
}

// Validate refuses a limit that lets nothing through.
func (c *searchCommand) Validate() error {
	if c.Limit < 1 {
		return errors.New("--limit: a number from 1 on is expected")
	}
	return nil
}

// Run prints the past tags that the query finds.
func (c *searchCommand) Run(ctx context.Context, p Program) error {
	return project.Look(ctx, c.Project, func(open *project.Project) error {
		hits, err := open.SearchPastTags(ctx, c.Query, c.Limit, nil)
		if err != nil {
			return err
		}
		scheme := open.Scheme()
		found := make([]pastTag, len(hits))
		for i, h := range hits {
			found[i] = pastTag{Text: h.Text, Tag: h.Tag, Spans: h.Spans, Documents: h.Documents}
			if l := scheme.Label(h.Label); l != nil {
				found[i].Label = l.Name
			}
		}
		if c.JSON {
			return printJSON(p.Out, found)
		}
		if len(found) == 0 {
			fmt.Fprintf(p.Err, "postil: no past tag fits %q\n", c.Query)
			return nil
		}
		table := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		for _, f := range found {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", f.Text, f.Label, count(f.Spans, "span"), count(f.Documents, "document"))
		}
		return table.Flush()
	})
}

// printJSON writes a value, indented, as a person and a program can read it.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
