package cli

import (
	"context"
	"fmt"

	"postil/annotate"
	"postil/app/project"
)

type languageCommand struct {
	Project   string   `arg:"" help:"The project file."`
	Language  string   `arg:"" help:"The language (BCP 47, such as nl), und where it is unknown."`
	Documents []string `arg:"" name:"document" help:"Documents by id, name or source, or by a part of these that fits one alone."`
	Annotator string   `help:"In whose name; else yours."`
}

// Validate refuses a language that is none.
func (c *languageCommand) Validate() error { return annotate.CheckLanguage(c.Language) }

// Run says which language documents are in, and lists them.
func (c *languageCommand) Run(ctx context.Context, p Program) error {
	return onNamed(ctx, c.Project, c.Annotator, c.Documents, func(open *project.Project, documents []annotate.UID) error {
		if err := open.SetLanguage(ctx, c.Language, documents...); err != nil {
			return err
		}
		fmt.Fprintf(p.Out, "language %s: %s\n", c.Language, count(len(documents), "document"))
		for _, u := range documents {
			d, _ := open.Document(u)
			printDocument(p.Out, d)
		}
		return nil
	})
}
