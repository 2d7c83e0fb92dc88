package app

import (
	"os"
	"runtime"

	"postil/annotate"
)

// findDisplay reports an error where no screen is in reach, which the graphics
// driver would answer by a panic. Only X11 and Wayland name theirs in the
// environment.
func findDisplay() error {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	return &annotate.Error{Code: annotate.NotFound, What: "there is no screen to open a window on",
		Hint: "start postil in a graphical session; postil --help lists what works without one"}
}
