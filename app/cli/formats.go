package cli

import (
	"fmt"
	"strings"

	"postil/app/project"
)

type formatsCommand struct{}

// Run lists the formats.
func (c *formatsCommand) Run(p Program) error {
	for _, f := range project.Formats() {
		var ways []string
		if f.Reads {
			ways = append(ways, "read")
		}
		if f.Writes {
			ways = append(ways, "written")
		}
		files := strings.Join(f.Endings, ", ")
		if f.Folder {
			files = "a folder"
		}
		fmt.Fprintf(p.Out, "%s (%s): %s, %s\n  %s\n", f.Name, files, f.Title, strings.Join(ways, " and "), f.Carries)
		if 0 < len(f.Loses) {
			fmt.Fprintf(p.Out, "  cannot carry %s\n", strings.Join(f.Loses, "; "))
		}
		if choices := choicesOf(f); 0 < len(choices) {
			fmt.Fprintf(p.Out, "  takes %s\n", strings.Join(choices, ", "))
		}
		fmt.Fprintf(p.Out, "  for example: %s\n", f.Example)
	}
	return nil
}

// choicesOf returns the options of an export that a format takes besides those
// that say what of a project is written, which all take.
func choicesOf(f project.Format) []string {
	var choices []string
	if f.Pieces {
		choices = append(choices, "--unit")
	}
	if f.OneTag {
		choices = append(choices, "--overlap")
	}
	if f.Tags {
		choices = append(choices, "--tags")
	}
	if f.Units {
		choices = append(choices, "--offsets")
	}
	if 0 < len(f.Shapes) {
		choices = append(choices, "--shape "+strings.Join(f.Shapes, "|"))
	}
	return choices
}
