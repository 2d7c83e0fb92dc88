package e2e_test

import (
	"slices"
	"strings"
	"testing"
)

// A drag leaves the window, the text scrolls while the mouse rests out there, the
// mouse comes back and lets go; another lets go outside. What was dragged over is
// selected, and the keyboard stays where it was.
func TestDragLeavesTheWindow(t *testing.T) {
	r := newDesktop(t).read(numbered(6000))
	r.run("xdotool", "windowsize", "--sync", r.window, "1100", "600")
	r.run("xdotool", "windowmove", "--sync", r.window, "150", "100")
	r.still()
	const x, y = 620, 300 // on the text
	first := r.wordAt(x, y)

	r.press(x, y)
	r.rest(x, 820)
	r.moveMouse(x, 450)
	r.run("xdotool", "mouseup", "1")
	down := r.dragged(func(text string) bool { return strings.HasPrefix(text, numberedWord(first)) })
	r.keys("c")
	r.expect("CLAIM " + down)

	r.keys("ctrl+End")
	last := r.wordAt(x, y)
	r.press(x, y)
	r.rest(x, 20)
	r.moveMouse(60, 40) // beside the window
	r.run("xdotool", "mouseup", "1")
	up := r.dragged(func(text string) bool { return strings.HasSuffix(text, numberedWord(last)) })
	r.keys("q")
	r.expect("CLAIM "+down, "QUOTE "+up)
	r.quit()
}

// press puts the mouse button down.
func (r *reader) press(x, y int) {
	r.t.Helper()
	r.keys("Escape", "Escape")
	r.still() // a click of its own
	r.moveMouse(x, y)
	r.run("xdotool", "mousedown", "1")
}

// rest drags the mouse to a point where it stays until the text has scrolled by many
// lines.
func (r *reader) rest(x, y int) {
	r.t.Helper()
	const pictures = 5
	r.moveMouse(x, (y+450)/2)
	r.moveMouse(x, y)
	last, changes := r.picture(), 0
	r.until("the text scrolls while the mouse rests outside", func() bool {
		now := r.picture()
		if len(now.changed(last, paneArea)) > 0 {
			changes++
		}
		last = now
		return changes == pictures
	})
}

// dragged waits until the text stands still and a long piece of it is selected that
// is right, and returns it.
func (r *reader) dragged(right func(string) bool) (text string) {
	r.t.Helper()
	const long = 100 * len("w0000000 ")
	r.still()
	r.until("what was dragged over is selected", func() bool {
		text = r.copied()
		return long < len(text) && strings.Contains(r.body, text) && right(text)
	})
	return text
}

// A click or a drag on something that has no use for the keyboard leaves it in the
// text, and so does a menu, however it is closed.
func TestClicksElsewhereLeaveTheKeyboard(t *testing.T) {
	r := newDesktop(t).read("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo.\n")
	var want []string
	for i, c := range []struct {
		word  string
		click func()
	}{
		{"alpha", func() { r.click(600, 50, 1) }},    // the title
		{"bravo", func() { r.click(600, 71, 1) }},    // the line under it
		{"charlie", func() { r.click(700, 845, 1) }}, // the status line
		{"delta", func() { r.click(1250, 760, 1) }},  // under the span's panel
		{"echo", func() { r.chooseNextDocument() }},  // there is none
		{"foxtrot", func() { r.openView(); r.keys("Escape"); r.caret() }},
		{"golf", func() { r.openView(); r.click(700, 600, 1) }},                              // beside the menu
		{"hotel", func() { r.openView(); r.openView() }},                                     // which closes it
		{"india", func() { r.click(130, 600, 1) }},                                           // under the documents
		{"juliett", func() { r.click(1384, 43, 1); r.still(); r.keys("Escape"); r.caret() }}, // the labels' menu
		{"kilo", func() { r.drag(283, 500, 300, 500) }},                                      // what parts the panels
	} {
		r.keys("Escape", "Escape", "ctrl+Home")
		for range i + 1 {
			r.keys("ctrl+Right")
		}
		c.click()
		r.keys("o")
		want = append(want, "ORG "+c.word)
		r.expect(slices.Clone(want)...)
	}
	r.quit()
}

// openView clicks on the View menu's name.
func (r *reader) openView() {
	r.t.Helper()
	const viewX, viewY = 112, 14
	r.click(viewX, viewY, 1)
	r.still()
}

// chooseNextDocument chooses the first command of the View menu.
func (r *reader) chooseNextDocument() {
	r.t.Helper()
	r.openView()
	r.keys("Down", "Return")
	r.still()
}
