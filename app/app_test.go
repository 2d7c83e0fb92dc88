package app_test

import (
	"runtime"
	"testing"

	"postil/app"
)

func TestNoScreen(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("only X11 and Wayland name their screens in the environment")
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if status := app.Main("open", "a.postil"); status != 1 {
		t.Errorf("without a screen the status is %d", status)
	}
}
