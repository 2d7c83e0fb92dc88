package cli

import (
	"context"
	"fmt"

	"postil/annotate"
	"postil/app/project"
)

type checkCommand struct {
	Project string `arg:"" help:"The project file."`
	JSON    bool   `help:"Print a JSON array of what is wrong."`
}

// Run prints what is wrong, and fails where anything is.
func (c *checkCommand) Run(ctx context.Context, p Program) error {
	return project.Look(ctx, c.Project, func(open *project.Project) error {
		findings := []project.Finding{}
		err := open.Check(ctx, func(f project.Finding) {
			findings = append(findings, f)
			if !c.JSON {
				fmt.Fprintf(p.Out, "%s: %s\n", f.Where, f.What)
			}
		})
		if err != nil {
			return err
		}
		if c.JSON {
			if err := printJSON(p.Out, findings); err != nil {
				return err
			}
		}
		if 0 < len(findings) {
			return &annotate.Error{Code: annotate.Invalid, Where: c.Project, What: "the check found " + count(len(findings), "fault"),
				Hint: "keep the file as it is and go on with a copy from before"}
		}
		if !c.JSON {
			fmt.Fprintln(p.Out, "no fault found")
		}
		return nil
	})
}
