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
		loses := "nothing is lost"
		if f.Loses != "" {
			loses = "cannot carry " + f.Loses
		}
		fmt.Fprintf(p.Out, "%s (%s): %s, %s\n  %s\n  %s\n  for example: %s\n", f.Name, strings.Join(f.Endings, ", "),
			f.Title, strings.Join(ways, " and "), f.Carries, loses, f.Example)
	}
	return nil
}
