package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"postil/app/project"
)

type openCommand struct {
	Project string `arg:"" optional:"" help:"The project file; the last one where it is left out."`
}

// Validate refuses what is more likely a mistyped command than a project: a word
// that names no file and does not end as project files do.
func (c *openCommand) Validate() error {
	if _, err := os.Lstat(c.Project); c.Project == "" || err == nil || filepath.Ext(c.Project) == project.Extension {
		return nil
	}
	return fmt.Errorf("%q is neither a command nor a file", c.Project)
}

// Run opens the window, which handles interrupts itself.
func (c *openCommand) Run(p Program, stop context.CancelFunc) error {
	stop()
	return p.OpenWindow(c.Project)
}
