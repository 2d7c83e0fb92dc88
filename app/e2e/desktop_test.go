// Package e2e_test tests the built program in a real window, as a person uses
// it: under Xvfb with a window manager, with xdotool's mouse and keyboard, a
// real project file and an empty home folder.
//
// A desktop (desktop_test.go) is one such screen; a session (session_test.go)
// is one run of the program on it. The tests wait for what they need to see,
// on the screen or in the project file, and never for a time. Without the tools
// the tests are skipped, and fail where POSTIL_E2E=1 says that they must run.
// The screen of a failed test is kept in build/e2e.
package e2e_test

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	screenWidth  = 1400
	screenHeight = 900
	patience     = 20 * time.Second       // how long anything may take before the test fails
	glance       = 100 * time.Millisecond // between two looks
	annotator    = "Ana Test"
)

// desktop is a virtual screen with a window manager.
type desktop struct {
	t     testing.TB
	env   []string
	mouse image.Point // where it was put last
	kept  bool        // the screen was saved
}

// newDesktop starts a screen that ends with the test.
func newDesktop(t testing.TB) *desktop {
	t.Helper()
	needTools(t)
	display := startXvfb(t)
	d := &desktop{t: t, env: append(os.Environ(), "DISPLAY="+display, "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "XMODIFIERS=")}
	d.start("openbox", "--sm-disable")
	d.until("the window manager answers", func() bool {
		out, err := d.command("xdotool", "getwindowfocus").Output()
		return err == nil && len(out) != 0
	})
	return d
}

// needTools skips the test where the machine lacks a tool, or fails it where
// the tests of the window must run.
func needTools(t testing.TB) {
	for _, tool := range []string{"Xvfb", "openbox", "xdotool", "xclip", "import", "setxkbmap"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("POSTIL_E2E") != "" {
				t.Fatalf("%s is missing; `make test` installs it", tool)
			}
			t.Skipf("%s is missing; `make test` installs it and runs this test", tool)
		}
	}
}

// startXvfb starts a screen on a display number that is free and returns its
// name.
func startXvfb(t testing.TB) string {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	// -r: on a busy machine a key would repeat before it is let go.
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight), "-nolisten", "tcp", "-noreset", "-r")
	cmd.ExtraFiles = []*os.File{w}
	startUntilTestEnds(t, cmd)
	w.Close()
	number, err := io.ReadAll(r)
	if err != nil || len(bytes.TrimSpace(number)) == 0 {
		t.Fatalf("Xvfb told no display: %v", err)
	}
	return ":" + string(bytes.TrimSpace(number))
}

func startUntilTestEnds(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
}

func (d *desktop) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = d.env
	return cmd
}

func (d *desktop) start(name string, args ...string) {
	d.t.Helper()
	startUntilTestEnds(d.t, d.command(name, args...))
}

// run runs a command to its end and returns what it printed.
func (d *desktop) run(name string, args ...string) string {
	d.t.Helper()
	var stderr bytes.Buffer
	cmd := d.command(name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		d.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

// until waits until seen reports true.
func (d *desktop) until(what string, seen func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(glance) {
		if seen() {
			return
		}
	}
	d.t.Fatalf("waited %v in vain: %s", patience, what)
}

// keys presses keys one after the other, in xdotool's names ("ctrl+k").
func (d *desktop) keys(names ...string) {
	d.t.Helper()
	for _, n := range names {
		d.run("xdotool", "key", n)
	}
}

// write types text.
func (d *desktop) write(text string) {
	d.t.Helper()
	d.run("xdotool", "type", "--delay", "20", "--", text)
}

// moveMouse puts the mouse somewhere. It is not told to go where it is: xdotool
// would wait long for it to get there.
func (d *desktop) moveMouse(x, y int) {
	d.t.Helper()
	if d.mouse == image.Pt(x, y) {
		return
	}
	d.mouse = image.Pt(x, y)
	d.run("xdotool", "mousemove", "--sync", fmt.Sprint(x), fmt.Sprint(y))
}

func (d *desktop) click(x, y, times int) {
	d.t.Helper()
	d.moveMouse(x, y)
	d.run("xdotool", "click", "--repeat", fmt.Sprint(times), "--delay", "60", "1")
}

// drag draws the mouse from one place to another with the left button down.
func (d *desktop) drag(fromX, fromY, toX, toY int) {
	d.t.Helper()
	d.moveMouse(fromX, fromY)
	d.run("xdotool", "mousedown", "1")
	const steps = 8
	for i := 1; i <= steps; i++ {
		d.moveMouse(fromX+(toX-fromX)*i/steps, fromY+(toY-fromY)*i/steps)
	}
	d.run("xdotool", "mouseup", "1")
}

// copied returns what Ctrl+C puts on the clipboard, "" where nothing does.
func (d *desktop) copied() string {
	d.t.Helper()
	return d.copiedBy("ctrl+c")
}

// copiedBy is copied for a key that means the same.
func (d *desktop) copiedBy(key string) string {
	d.t.Helper()
	const nothing = "nothing was copied"
	d.setClipboard(nothing)
	d.keys(key)
	for range 30 {
		time.Sleep(glance)
		if got := d.clipboard(); got != nothing && got != "" {
			return got
		}
	}
	return ""
}

// setClipboard puts a text on the clipboard.
func (d *desktop) setClipboard(text string) {
	d.t.Helper()
	set := d.command("xclip", "-selection", "clipboard", "-in")
	set.Stdin = strings.NewReader(text)
	if err := set.Run(); err != nil {
		d.t.Fatalf("xclip: %v", err)
	}
	// xclip may take the clipboard only after it went into the background.
	d.until("the clipboard holds the text", func() bool { return d.clipboard() == text })
}

// clipboard returns what is on the clipboard, "" where nothing is.
func (d *desktop) clipboard() string {
	out, err := d.command("xclip", "-selection", "clipboard", "-out").Output()
	if err != nil {
		return ""
	}
	return string(out)
}

// still waits until two looks at the screen, a moment apart, show the same.
func (d *desktop) still() {
	d.t.Helper()
	var last []byte
	d.until("the screen stands still", func() bool {
		now, err := d.command("import", "-window", "root", "-depth", "8", "rgb:-").Output()
		same := err == nil && bytes.Equal(now, last)
		last = now
		return same
	})
}

// keepScreen saves the screen beside the checkout's other build results, once.
func (d *desktop) keepScreen() {
	if d.kept {
		return
	}
	d.kept = true
	dir := filepath.Join("..", "..", "build", "e2e")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		d.t.Log(err)
		return
	}
	path := filepath.Join(dir, strings.ReplaceAll(d.t.Name(), "/", "-")+".png")
	if err := d.command("import", "-window", "root", path).Run(); err != nil {
		d.t.Log("no picture of the screen:", err)
		return
	}
	d.t.Log("the screen is kept in", path)
}
