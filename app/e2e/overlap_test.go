package e2e_test

import (
	"image"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Six spans are made on one word, and each of them is reached: by clicking again, on
// the card that fans them out, and with Space. What is reached is what Delete removes.
func TestSixSpansOnOneWord(t *testing.T) {
	r := newDesktop(t).read("The harbour master counted the crates.\n")
	word := r.point(r.before("master"))
	x, y := word.X+8, word.Y
	var all []string
	for key, label := range map[string]string{"c": "CLAIM", "q": "QUOTE", "p": "PERSON", "o": "ORG", "l": "PLACE", "d": "DATE"} {
		r.keys("Escape", "Escape", "ctrl+Home")
		r.doubleClick(x, y)
		r.until("the word is selected", func() bool { return r.copied() == "master" })
		r.keys(key)
		all = append(all, label+" master")
		r.expect(slices.Clone(all)...)
	}
	slices.Sort(all)
	for way, reach := range map[string]func(n int){
		"clicking again": func(n int) {
			for range n + 1 {
				r.clickAlone(x, y)
			}
		},
		"Space": func(n int) {
			r.clickAlone(x, y)
			for range n {
				r.keys("space")
			}
		},
		"the card": func(n int) {
			card := r.card(x, y)
			r.click(card.Min.X+card.Dx()/2, card.Min.Y+card.Dy()*(2*n+1)/(2*len(all)), 1)
		},
	} {
		var reached []string
		for n := range all {
			r.clear()
			reach(n)
			r.still() // the span is shown as the current one
			reached = append(reached, r.removed(all))
		}
		slices.Sort(reached)
		if !slices.Equal(reached, all) {
			t.Errorf("by %s the spans %q are reached, want %q", way, reached, all)
		}
	}
	r.quit()
}

// card lets the mouse rest on a point until the card with the spans there stands
// under it, and returns where.
func (r *reader) card(x, y int) (card image.Rectangle) {
	r.t.Helper()
	before := r.picture()
	below := image.Rect(paneArea.Min.X, y+20, paneArea.Max.X, paneArea.Max.Y)
	r.moveMouse(x, y)
	r.until("a card shows the spans", func() bool {
		last := card
		card = r.picture().difference(before, below)
		return 100 <= card.Dy() && card == last
	})
	return card
}

// clickAlone clicks once, late enough to count as the first click there, and waits
// until the click shows: clicks are counted when the program gets to them, so that two
// that wait together on a busy machine would be a double click.
func (r *reader) clickAlone(x, y int) {
	r.t.Helper()
	const doubleClick = 300 * time.Millisecond // Fyne's
	r.run("xdotool", "sleep", strconv.FormatFloat((doubleClick+glance).Seconds(), 'f', 2, 64))
	r.still()
	before := r.picture()
	r.click(x, y, 1)
	r.until("the click shows", func() bool { return !slices.Equal(before, r.picture()) })
	r.still()
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
