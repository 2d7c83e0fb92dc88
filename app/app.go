// Package app wires the rooms together: the command line, the window and the
// graphics driver.
package app

import (
	"os"

	"postil/app/cli"
)

// Main carries out a command line, without the program's name, and returns the
// exit status.
func Main(args ...string) int {
	return cli.Program{Out: os.Stdout, Err: os.Stderr, OpenWindow: openWindow}.Run(args)
}

func openWindow(project string) error { return nil }
