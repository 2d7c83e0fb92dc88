package e2e_test

import (
	"fmt"
	"strings"
	"testing"
)

// Where a reader of the long text clicks: on the text's column at the top of the
// pane, and on the scroll bar.
const (
	columnX = 500
	firstY  = 130
	barX    = 1098
)

// A document of 5 M characters with 110,000 spans is read, scrolled, selected,
// tagged, enlarged and resized in the real window.
func TestLongDocument(t *testing.T) {
	const words, every = 555_000, 5
	body := numbered(words)
	file, spans := writeTagged(t, body, every)
	if len(body) < 5_000_000 || spans < 110_000 {
		t.Fatalf("%d characters with %d spans", len(body), spans)
	}
	d := newDesktop(t)
	r := d.prepareFile(file)
	r.start()
	r.scrolls(words)
	r.selectsToTheEnd(words)
	r.tagsTheEnd(words, spans)
	r.looksOtherwise()
	r.quit()
	if said := d.cli("check", r.project); said != "no fault found\n" {
		t.Error("check says: ", said)
	}
}

// scrolls goes through the text by wheel, by page, to its end, and with the scroll
// bar to its middle.
func (r *reader) scrolls(words int) {
	r.t.Helper()
	if n := r.wordAt(columnX, firstY); n > 20 {
		r.t.Fatalf("the text begins with word %d", n)
	}
	r.moveMouse(columnX, 450)
	r.run("xdotool", "click", "--repeat", "20", "--delay", "10", "5")
	r.still()
	wheeled := r.wordAt(columnX, firstY)
	if wheeled < 100 || 2000 < wheeled {
		r.t.Errorf("after 20 notches of the wheel the pane begins with word %d", wheeled)
	}
	r.keys("Next")
	r.still()
	if paged := r.wordAt(columnX, firstY); paged < wheeled+50 || wheeled+500 < paged {
		r.t.Errorf("a page down leads from word %d to word %d", wheeled, paged)
	}
	r.keys("ctrl+End", "ctrl+shift+Left")
	r.until("the last word is reached", func() bool { return strings.HasPrefix(r.copied(), numberedWord(words-1)) })
	r.drag(barX, paneArea.Max.Y-8, barX, (paneArea.Min.Y+paneArea.Max.Y)/2)
	r.still()
	if middle := r.wordAt(columnX, firstY); middle < words*4/10 || words*6/10 < middle {
		r.t.Errorf("the scroll bar's middle shows word %d of %d", middle, words)
	}
}

// selectsToTheEnd selects from the word at hand to the text's end.
func (r *reader) selectsToTheEnd(words int) {
	r.t.Helper()
	from := r.wordAt(columnX, firstY)
	r.keys("Left", "ctrl+shift+End")
	want := r.body[strings.Index(r.body, numberedWord(from)):]
	r.until(fmt.Sprintf("%d characters are copied", len(want)), func() bool { return r.copied() == want })
	r.keys("Escape", "ctrl+Home", "ctrl+shift+End")
	r.until("everything is copied", func() bool { return r.copied() == r.body })
}

// tagsTheEnd tags the last word, takes that back and does it again.
func (r *reader) tagsTheEnd(words, spans int) {
	r.t.Helper()
	r.keys("Escape", "ctrl+End", "ctrl+shift+Left", "l")
	r.count(spans + 1)
	found := spansIn(r.t, r.project)[r.name]
	last := found[len(found)-1]
	if start := strings.LastIndex(r.body, "w"); last.Text() != numberedWord(words-1)+"." || last.Start() != start {
		r.t.Errorf("the last span is %q at %d", last.Text(), last.Start())
	}
	r.keys("ctrl+z")
	r.count(spans)
	r.keys("ctrl+shift+z")
	r.count(spans + 1)
}

// count waits until the document has n spans.
func (r *reader) count(n int) {
	r.t.Helper()
	r.until(fmt.Sprintf("there are %d spans", n), func() bool { return len(spansIn(r.t, r.project)[r.name]) == n })
}

// looksOtherwise zooms and resizes in the middle of the text. What stands at the top
// stays there.
func (r *reader) looksOtherwise() {
	r.t.Helper()
	r.drag(barX, paneArea.Max.Y-8, barX, 300)
	r.still()
	top := r.wordAt(columnX-150, firstY)
	for what, do := range map[string]func(){
		"zoomed": func() { r.keys("F8", "F8", "F8") },
		"zoomed by the wheel": func() {
			r.run("xdotool", "keydown", "ctrl")
			r.run("xdotool", "click", "--repeat", "5", "5")
			r.run("xdotool", "keyup", "ctrl")
		},
		"resized":  func() { r.run("xdotool", "windowsize", "--sync", r.window, "1100", "700") },
		"enlarged": func() { r.run("xdotool", "windowsize", "--sync", r.window, "1400", "860") },
	} {
		do()
		r.still()
		if now := r.wordAt(columnX-150, firstY); now < top-60 || top+60 < now {
			r.t.Errorf("%s, the pane begins with word %d instead of %d", what, now, top)
		}
	}
}
