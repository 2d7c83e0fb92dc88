package textlayout

import "math"

// fewLines is the number of lines below which [wrapper.even] breaks as wrap does:
// columns so wide that nobody reads in them.
const fewLines = 8

// wayTo is the best way to break the cells before a place into lines.
type wayTo struct {
	badness float64
	from    int32 // where the last of those lines begins
}

// even breaks a block that ends in the middle of a paragraph: like wrap, but such that
// the last line is about as full as the others, so that the block's end doesn't show.
// Of all ways to break, it takes the one with the least sum of squares of what lines
// lack to the column's width, the last one included: what D. E. Knuth and M. F. Plass
// ("Breaking Paragraphs into Lines", 1981) do for paragraphs, without stretching.
func (w *wrapper) even() []cellRange {
	if lines := w.wrap(); len(lines) < fewLines {
		return lines
	}
	best := make([]wayTo, len(w.cells)+1)
	for i := range best[1:] {
		best[i+1].badness = math.Inf(1)
	}
	for first := range w.cells {
		so := best[first].badness
		if math.IsInf(so, 1) {
			continue
		}
		relax := func(end int, width float64) {
			lack := w.width - width
			if b := so + lack*lack; b < best[end].badness {
				best[end] = wayTo{b, int32(first)}
			}
		}
		found := false
		end := w.line(first, func(end int, width float64) { found = true; relax(end, width) })
		if !found {
			w.insideWord(first, end, relax)
		}
	}
	return w.along(best)
}

// insideWord relaxes the ends of a line that is all of one word: the last one that
// fits, and those before it that leave the line no more than a quarter empty.
func (w *wrapper) insideWord(first, end int, relax func(end int, width float64)) {
	width := 0.0
	for _, a := range w.advances[first:end] {
		width += a
	}
	for relax(end, width); end-1 > first && width-w.advances[end-1] > w.width*3/4; {
		end--
		if width -= w.advances[end]; w.cells[end].flags&joined == 0 && !endsInHyphen(w.cells, end) {
			relax(end, width)
		}
	}
}

// along is the way that even found, with its advances.
func (w *wrapper) along(best []wayTo) []cellRange {
	n := 0
	for at := len(w.cells); at > 0; at = int(best[at].from) {
		n++
	}
	lines := make([]cellRange, n)
	for at := len(w.cells); at > 0; at = int(best[at].from) {
		n--
		lines[n] = cellRange{int(best[at].from), at}
	}
	for _, l := range lines {
		x := 0.0
		for i := l.first; i < l.last; i++ {
			w.advances[i] = w.advance(w.cells[i], x)
			x += w.advances[i]
		}
	}
	return lines
}
