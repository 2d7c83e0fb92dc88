// Package app wires the rooms together: the command line, the window and the
// graphics driver.
package app

import (
	"os"

	"fyne.io/fyne/v2"
	driver "fyne.io/fyne/v2/app"

	"postil/app/cli"
	"postil/app/project"
	"postil/app/project/settings"
	"postil/app/window"
	"postil/icons"
)

// metadata is what FyneApp.toml says, for builds that don't read it.
var metadata = fyne.AppMetadata{ID: "io.github.postil.Postil", Name: "Postil", Version: project.Number, Icon: icons.App,
	Migrations: map[string]bool{"fyneDo": true}}

// Main carries out a command line, without the program's name, and returns the
// exit status.
func Main(args ...string) int {
	return cli.Program{Out: os.Stdout, Err: os.Stderr, OpenWindow: openWindow}.Run(args)
}

// openWindow shows the window on the project file at path, "" for the last one, until it
// is closed.
func openWindow(path string) error {
	if err := findDisplay(); err != nil {
		return err
	}
	remembered, err := settings.Standard()
	if err != nil {
		return err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return err
	}
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700) // Fyne makes its own folder in it, but not this one
	}
	driver.SetMetadata(metadata)
	fyneApp := driver.NewWithID(metadata.ID)
	fyneApp.SetIcon(icons.App)
	w := window.New(fyneApp, window.Config{Settings: remembered, Do: fyne.Do, Home: home, Version: project.Version()})
	w.Open(path) // reads the file while the window comes up
	w.Show()
	fyneApp.Run()
	return w.Stop()
}
