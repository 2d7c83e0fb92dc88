package cli

import (
	"context"
	"fmt"
	"strings"

	"postil/app/project"
)

type exportCommand struct {
	Project  string `arg:"" help:"The project file."`
	Format   string `required:"" help:"What to write; postil formats lists the names."`
	Out      string `required:"" help:"The file to write."`
	Offsets  string `default:"codepoint" enum:"codepoint,byte,utf16" help:"What offsets count: ${enum}."`
	DoneOnly bool   `help:"Only documents that somebody has done."`
}

// Run exports, and names the files that were written.
func (c *exportCommand) Run(ctx context.Context, p Program) error {
	return project.Look(ctx, c.Project, func(open *project.Project) error {
		bar := newBar(p.Err)
		report, err := open.Export(ctx, project.ExportOptions{
			Format: c.Format, Path: c.Out, Unit: c.Offsets, DoneOnly: c.DoneOnly,
		}, bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Out, "exported %s, %s and %s to %s\n", count(report.Documents, "document"),
			count(report.Spans, "span"), count(report.Relations, "relation"), strings.Join(report.Files, " and "))
		return nil
	})
}
