package e2e_test

import "testing"

// The mouse alone gives a span other borders: by the menu of its other button, and
// the grips that this shows.
func TestBordersByMouse(t *testing.T) {
	const menuX, menuY = 60, 93 // from the click to the menu's third entry
	r := newDesktop(t).read("The harbour master counted the crates.\n")
	start, end, crates, harbour := r.point(r.before("master")), r.point(r.after("master")), r.point(r.after("crat")), r.point(r.after("harb"))
	r.clear()
	r.doubleClick(start.X+10, start.Y)
	r.until("the word is selected", func() bool { return r.copied() == "master" })
	r.keys("d")
	r.expect("DATE master")
	begin := func() {
		r.moveMouse(start.X+10, start.Y)
		r.run("xdotool", "click", "3")
		r.still()
		r.click(start.X+10+menuX, start.Y+menuY, 1)
		r.still()
	}
	const knob = 12 // from the middle of a line of text
	begin()
	r.drag(end.X, end.Y+knob, crates.X, crates.Y+knob)
	r.expect("DATE master counted the crates")
	begin()
	r.drag(start.X, start.Y-knob, harbour.X, harbour.Y-knob)
	r.expect("DATE harbour master counted the crates")
	r.keys("o") // the keyboard is in the text, and the span is the current one
	r.expect("ORG harbour master counted the crates")
	r.quit()
}
