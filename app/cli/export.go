package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"postil/annotate"
	"postil/app/project"
)

type exportCommand struct {
	Project string `arg:"" help:"The project file."`
	Format  string `required:"" help:"What to write; postil formats lists the names."`
	Out     string `required:"" help:"The file or folder to write; a file without an ending gets the format's usual one, and what belongs beside it is named after it."`

	Replace bool `help:"Replace also files that no earlier export of this name and format has written, or that somebody has changed since; a folder that holds files of no export is never replaced."`

	Layer     []string `sep:"none" placeholder:"NAME" help:"Only spans of this layer. Like the next four, give it again for another."`
	Label     []string `sep:"none" placeholder:"NAME" help:"Only spans with this label."`
	Annotator []string `sep:"none" placeholder:"NAME" help:"Only what this annotator marked, and documents with any of it."`
	Language  []string `placeholder:"xx" help:"Only documents in this language (BCP 47): nl holds nl-BE too, und those whose language is unknown."`
	Story     []string `sep:"none" placeholder:"STORY" help:"Only documents of this story: its id, or the id, name or source of one of its documents, or a part of these."`
	DoneOnly  bool     `help:"Only documents that somebody has done; with --annotator, that one of those has done."`

	Unit         string `placeholder:"document" help:"What an item of the data set is: ${pieces}, such as tokens:128."`
	Overlap      string `placeholder:"longest" help:"Which span stays where a token has room for one: ${overlaps}."`
	Tags         string `placeholder:"bio" help:"How tokens are tagged: ${tags}."`
	Shape        string `placeholder:"NAME" help:"Which of a format's shapes; postil formats lists them."`
	DropExcluded bool   `help:"Leave out the text that exclusion layers mark, whoever marked it and whatever else is chosen. Without this, formats of tokens mask it."`
	Offsets      string `default:"codepoint" enum:"codepoint,byte,utf16" help:"What offsets count: ${enum}."`

	Split      string `placeholder:"80/10/10" help:"Part the documents into train, dev and test (two numbers: train and test): stories whole, labels balanced."`
	Seed       *int64 `placeholder:"0" help:"With --split: another number parts them otherwise, the same one always the same."`
	IgnorePins bool   `help:"With --split: part documents anew that were imported from the train, dev or test part of another data set."`
}

// options returns what was typed as the project takes it.
func (c *exportCommand) options() project.ExportOptions {
	seed := int64(0)
	if c.Seed != nil {
		seed = *c.Seed
	}
	return project.ExportOptions{
		Format: c.Format, Path: c.Out, Replace: c.Replace,
		Layers: c.Layer, Labels: c.Label, Annotators: c.Annotator, Languages: c.Language, Stories: c.Story, DoneOnly: c.DoneOnly,
		Unit: c.Offsets, Piece: c.Unit, DropExcluded: c.DropExcluded, Overlap: c.Overlap, Tags: c.Tags, Shape: c.Shape,
		Split: c.Split, Seed: seed, IgnorePins: c.IgnorePins,
	}
}

// Validate reports wrong usage, before anything is opened.
func (c *exportCommand) Validate() error {
	switch {
	case c.Out == "-":
		return &annotate.Error{Code: annotate.Invalid, Where: "--out -", What: "a data set is several files, which standard output cannot hold", Hint: "name a file or folder"}
	case c.Split == "" && c.Seed != nil:
		return errors.New("--seed goes with --split, and there is none")
	case c.Split == "" && c.IgnorePins:
		return errors.New("--ignore-pins goes with --split, and there is none")
	}
	if err := c.options().CheckFormat(); err != nil {
		return err
	}
	return c.options().Check()
}

// Run exports, names the files that were written, and says on standard error what
// became of everything that the project holds.
func (c *exportCommand) Run(ctx context.Context, p Program) error {
	return project.Look(ctx, c.Project, func(open *project.Project) error {
		bar := newBar(p.Err)
		report, err := open.Export(ctx, c.options(), bar.show)
		bar.clear()
		if err != nil {
			return err
		}
		fmt.Fprintf(p.Out, "exported %s, %s and %s to %s\n", count(report.Documents, "document"),
			count(report.Spans, "span"), count(report.Relations, "relation"), enumerated(report.Files))
		for _, line := range report.Summary() {
			fmt.Fprintln(p.Err, line)
		}
		return nil
	})
}

// enumerated writes a list in words: "a, b and c".
func enumerated(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
