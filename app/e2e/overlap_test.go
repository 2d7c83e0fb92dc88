package e2e_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Six spans are made on one word, and each of them is reached: with the mouse, by
// clicking again, and with Space. What is reached is what Delete removes.
func TestSixSpansOnOneWord(t *testing.T) {
	r := newDesktop(t).read("The harbour master counted the crates.\n")
	word := r.point(r.before("master"))
	x, y := word.X+8, word.Y
	var all []string
	for key, label := range map[string]string{"c": "CLAIM", "q": "QUOTE", "p": "PERSON", "o": "ORG", "l": "PLACE", "d": "DATE"} {
		r.keys("Escape", "Escape", "ctrl+Home")
		r.click(x, y, 2)
		r.until("the word is selected", func() bool { return r.copied() == "master" })
		r.keys(key)
		all = append(all, label+" master")
		r.expect(slices.Clone(all)...)
	}
	slices.Sort(all)
	for way, next := range map[string]func(){
		"clicking again": func() { r.clickAlone(x, y) },
		"Space":          func() { r.keys("space") },
	} {
		var reached []string
		for n := range all {
			r.clear()
			r.clickAlone(x, y)
			for range n {
				next()
			}
			reached = append(reached, r.removed(all))
		}
		slices.Sort(reached)
		if !slices.Equal(reached, all) {
			t.Errorf("by %s the spans %q are reached, want %q", way, reached, all)
		}
	}
	r.quit()
}

// clickAlone clicks once, late enough to count as the first click there.
func (r *reader) clickAlone(x, y int) {
	r.t.Helper()
	const doubleClick = 300 * time.Millisecond // Fyne's
	r.run("xdotool", "sleep", strconv.FormatFloat((doubleClick+glance).Seconds(), 'f', 2, 64))
	r.click(x, y, 1)
}

// removed deletes the current span, brings it back, and tells which it was.
func (r *reader) removed(all []string) string {
	r.t.Helper()
	r.keys("Delete")
	var left []string
	r.until("a span is removed", func() bool {
		left = r.marks()
		return len(left) < len(all)
	})
	r.keys("ctrl+z")
	r.expect(slices.Clone(all)...)
	r.still()
	gone := slices.DeleteFunc(slices.Clone(all), func(m string) bool { return slices.Contains(left, m) })
	return strings.Join(gone, " and ")
}
