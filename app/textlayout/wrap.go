package textlayout

import "math"

// span of cells that make one line.
type cellRange struct{ first, last int }

// wrapper breaks the cells of a block into lines.
type wrapper struct {
	cells []cell
	size  float64 // pixels per em
	width float64 // of the column
	tab   float64 // distance of tab stops in pixels
	// advances in pixels, as they are on the line
	advances []float64
}

// newWrapper prepares to break cells in a column.
func newWrapper(cells []cell, size, width, tab float64) *wrapper {
	return &wrapper{cells: cells, size: size, width: width, tab: tab, advances: make([]float64, len(cells))}
}

// wrap breaks the block's cells into lines by UAX #14: as many cells as fit; white
// space may hang over the end; a word wider than the column is broken between
// clusters, but never inside a ligature; every line has at least one cluster.
func (w *wrapper) wrap() []cellRange {
	var lines []cellRange
	for first := 0; first < len(w.cells); {
		last := w.line(first, nil)
		lines = append(lines, cellRange{first, last})
		first = last
	}
	return lines
}

// line finds the end of the line that begins at cell first and takes all that fits.
// It tells may, if given, of every place where the line could end, and how wide its
// text would be.
func (w *wrapper) line(first int, may func(end int, width float64)) int {
	const rounding = 1e-6
	x, text, best := 0.0, 0.0, 0
	for i := first; i < len(w.cells); i++ {
		c := w.cells[i]
		if i > first && c.flags&joined == 0 && c.flags&breakBefore != 0 {
			if hyphen := w.hyphen(i); hyphen == 0 || text+hyphen <= w.width+rounding {
				best = i
				if may != nil {
					may(i, text+hyphen)
				}
			}
		}
		advance := w.advance(c, x)
		if c.flags&hanging == 0 {
			if x+advance > w.width+rounding && i > first {
				if best > 0 {
					return best
				}
				if end := w.emergency(first, i); end > first {
					return end
				}
			}
			text = x + advance
		}
		w.advances[i] = advance
		x += advance
	}
	if may != nil {
		may(len(w.cells), text)
	}
	return len(w.cells)
}

// emergency is the last cell up to i at which an overlong word can be broken, or
// first.
func (w *wrapper) emergency(first, i int) int {
	for i > first && (w.cells[i].flags&joined != 0 || endsInHyphen(w.cells, i)) {
		i--
	}
	return i
}

// hyphen is the width of the hyphen that shows if a line ends before cell i, or 0.
func (w *wrapper) hyphen(i int) float64 {
	if !endsInHyphen(w.cells, i) {
		return 0
	}
	return float64(w.cells[i-1].advance) * w.size
}

// advance is the width of a cell at x. White space ends at the column's edge.
func (w *wrapper) advance(c cell, x float64) float64 {
	if c.flags&hyphenates != 0 {
		return 0
	}
	advance := float64(c.advance) * w.size
	if c.flags&tab != 0 {
		advance = (math.Floor(x/w.tab+1e-6)+1)*w.tab - x
	}
	if c.flags&hanging != 0 {
		advance = max(0, min(advance, w.width-x))
	}
	return advance
}
