package window

import (
	"context"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"postil/annotate/find"
	"postil/app/docview"
	"postil/app/project/settings"
)

// finder finds what is typed into the bar in the open document. It searches beside
// the window, on all of the text at each key; the next key cancels that.
type finder struct {
	w   *Window
	bar *findBar

	text   *find.Text // of the open document; nil without one
	query  find.Query // of which hits are shown
	hits   int        // found so far
	done   bool       // these are all
	turn   int        // counts searches: only the last one's hits are shown
	cancel context.CancelFunc
	home   docview.Spot // what the reader had before the search, to come back to
	moved  bool         // away from home
	from   docview.Spot // where the search begins
	then   move         // what is to be done as soon as the hits for it are known
}

// move is a way from hit to hit.
type move int

const (
	stay    move = iota
	arrive       // at the first hit from where the search began
	onwards      // to the next hit
	back         // to the one before
)

// noTextToFindIn answers where there is nothing to search.
const noTextToFindIn = "No document is open to find anything in."

// longestQuery is how many code points of a selection are taken to be looked for.
const longestQuery = 200

func newFinder(w *Window, folded bool) *finder {
	f := &finder{w: w, cancel: func() {}}
	f.bar = newFindBar(w.keys, folded, findActions{typed: f.typed, folded: f.setFolded, step: f.step, close: f.close})
	return f
}

// visible tells whether the bar is open.
func (f *finder) visible() bool { return f.bar.root.Visible() }

// focused tells whether one is typing into the bar.
func (f *finder) focused() bool {
	return f.text != nil && f.visible() && f.w.win.Canvas().Focused() == fyne.Focusable(f.bar.field)
}

// open opens the bar, or goes back to it. What is selected is what to look for,
// unless it is a hit already.
func (f *finder) open() {
	v := f.w.reading.view
	opened := !f.visible()
	if opened {
		f.begin()
		f.bar.root.Show()
		f.w.reading.page.Refresh() // gives the field its place now: what has none gets no keyboard
		v.MarkHits(true)
	}
	if words, ok := f.selectedWords(); ok && words != f.bar.field.Text {
		f.bar.field.SetText(words) // searches
	} else if opened {
		f.search(stay)
	}
	f.bar.field.selectAll()
	f.w.win.Canvas().Focus(f.bar.field)
}

// selectedWords is the selected text, with one blank for all white space; ok is
// false if that is nothing to look for, or a span whose borders move.
func (f *finder) selectedWords() (words string, ok bool) {
	v := f.w.reading.view
	ranges, _ := v.Selection()
	if len(ranges) != 1 || utf8.UTFMax*longestQuery < ranges[0][1]-ranges[0][0] || v.MovingBorders() {
		return "", false
	}
	if _, hit := v.CurrentHit(); hit && f.visible() {
		return "", false
	}
	words = strings.Join(strings.Fields(f.w.page.textOf(ranges)), " ")
	return words, words != "" && utf8.RuneCountInString(words) <= longestQuery
}

// close closes the bar and goes back to the text, where the current hit stays
// selected.
func (f *finder) close() {
	f.hide()
	f.w.reading.focus()
}

// hide takes the bar and the marks away.
func (f *finder) hide() {
	f.bar.root.Hide()
	f.w.reading.page.Refresh()
	f.w.reading.view.MarkHits(false)
}

// backToText goes back to the text, and from the text closes the bar.
func (w *Window) backToText() {
	if w.find.visible() && w.win.Canvas().Focused() == w.reading.view {
		w.find.hide()
	}
	w.reading.focus()
}

// begin lets the next search start from what the reader has in hand now.
func (f *finder) begin() {
	f.home = f.w.reading.view.Spot()
	f.from, f.moved = f.home, false
}

// typed searches for what the field says now, from where the reader was before.
func (f *finder) typed() {
	v := f.w.reading.view
	if _, ok := v.CurrentHit(); !ok {
		f.begin()
	}
	f.w.status.say("")
	f.search(arrive)
}

// toggle changes between finding exactly and folded, as a click on the box does.
func (f *finder) toggle() { f.bar.folded.SetChecked(!f.bar.folded.Checked) }

// setFolded searches again, and remembers the choice.
func (f *finder) setFolded(on bool) {
	f.w.remember(func(s *settings.Settings) { s.FindFolded = on })
	f.w.menus.update()
	if f.visible() {
		f.from = f.w.reading.view.Spot()
		f.search(arrive)
		f.w.win.Canvas().Focus(f.bar.field)
		return
	}
	f.w.status.say(map[bool]string{true: "Find ignores case and accents.", false: "Find looks for exactly what is typed."}[on])
}

// step goes to the next hit, or the one before. Without a bar it looks again for
// what was looked for last.
func (f *finder) step(backwards bool) {
	if f.wanted().Empty() {
		f.open()
		return
	}
	how := onwards
	if backwards {
		how = back
	}
	if f.query != f.wanted() {
		f.search(how)
		return
	}
	f.then = how
	f.proceed()
}

// wanted is the query that the bar shows.
func (f *finder) wanted() find.Query {
	return find.Query{Text: f.bar.field.Text, Folded: f.bar.folded.Checked}
}

// turnPage takes another document, nil for none, and looks for the same in it.
func (f *finder) turnPage(p *page) {
	f.cancel()
	f.turn++
	f.text, f.query, f.then = nil, find.Query{}, stay
	if p == nil {
		f.show(nil, true)
		return
	}
	f.text = find.NewText(p.doc.Text)
	f.begin()
	if f.visible() {
		f.search(stay)
	}
}

// search looks for what the bar says, and then moves.
func (f *finder) search(then move) {
	f.cancel()
	f.turn++
	f.then, f.query, f.done = then, f.wanted(), false
	if f.query.Empty() || f.text == nil {
		f.show(nil, true)
		return
	}
	turn, text, query, ui := f.turn, f.text, f.query, f.w.jobs.ui
	show := func(hits [][2]int, done bool) {
		ui(func() {
			if f.turn == turn {
				f.show(hits, done)
			}
		})
	}
	f.cancel = f.w.jobs.start(func(ctx context.Context) {
		hits, err := text.Find(ctx, query, func(hits [][2]int) { show(hits, false) })
		if err == nil { // else it was cancelled
			show(hits, true)
		}
	})
}

// show shows hits, all or the first ones.
func (f *finder) show(hits [][2]int, done bool) {
	f.hits, f.done = len(hits), done
	f.w.reading.view.SetHits(hits)
	f.proceed()
}

// proceed moves as was asked for, if what is known of the hits is enough for that.
func (f *finder) proceed() {
	defer f.count()
	if f.then == stay {
		return
	}
	i, wrapped, ok := f.target()
	if !f.done && (!ok || wrapped || f.then == back) {
		return
	}
	how, v := f.then, f.w.reading.view
	f.then = stay
	switch {
	case ok:
		v.ShowHit(i)
		f.moved = true
	case how == arrive && f.moved:
		v.Return(f.home)
		f.moved = false
	}
	if ok && how != arrive {
		f.begin()
	}
	f.say(ok, wrapped, how)
}

// target is the hit to move to, as far as hits are known.
func (f *finder) target() (i int, wrapped, ok bool) {
	if f.then == arrive {
		return f.w.reading.view.HitFrom(f.from)
	}
	return f.w.reading.view.NextHit(f.then == back)
}

// say tells in the status line what the bar has no room for.
func (f *finder) say(ok, wrapped bool, how move) {
	var words []string
	switch {
	case !ok && f.query.Folded:
		words = append(words, "No hits.")
	case !ok:
		words = append(words, "No hits. "+ctrl(fyne.KeyU).String()+" ignores case and accents.")
	case !f.visible():
		words = append(words, f.counted())
	}
	switch {
	case wrapped && how == back:
		words = append(words, "Went on from the end of the text.")
	case wrapped:
		words = append(words, "Went on from the beginning of the text.")
	}
	f.w.status.say(strings.Join(words, " · "))
}

// count shows in the bar which hit is selected, and how many there are.
func (f *finder) count() {
	if text := f.counted(); f.bar.count.Text != text {
		f.bar.count.SetText(text)
	}
}

// counted is "3 of 214", "214 hits" where none of them is selected, with an ellipsis
// while the text is still being searched.
func (f *finder) counted() string {
	i, current := f.w.reading.view.CurrentHit()
	words := ""
	switch {
	case f.query.Empty():
		return ""
	case current:
		words = grouped(i+1) + " of " + grouped(f.hits)
	case f.hits == 0 && f.done:
		return "no hits"
	case f.hits > 0:
		words = counted(f.hits, "hit")
	}
	if !f.done {
		words += "…"
	}
	return words
}
