package cli

import "context"

type openCommand struct {
	Project string `arg:"" optional:"" help:"The project file; the last one where it is left out."`
}

// Run opens the window, which handles interrupts itself.
func (c *openCommand) Run(p Program, stop context.CancelFunc) error {
	stop()
	return p.OpenWindow(c.Project)
}
