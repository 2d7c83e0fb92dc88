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

// wrap breaks the block's cells into lines by UAX #14: as many cells as fit; white
// space may hang over the end; a word wider than the column is broken between
// clusters, but never inside a ligature; every line has at least one cluster.
func (w *wrapper) wrap() []cellRange {
	var lines []cellRange
	w.advances = make([]float64, len(w.cells))
	for first := 0; first < len(w.cells); {
		last := w.line(first)
		lines = append(lines, cellRange{first, last})
		first = last
	}
	return lines
}

// line finds the end of the line that begins at cell first.
func (w *wrapper) line(first int) int {
	const rounding = 1e-6
	x, best := 0.0, 0
	for i := first; i < len(w.cells); i++ {
		c := w.cells[i]
		if i > first && c.flags&joined == 0 && c.flags&breakBefore != 0 {
			best = i
		}
		advance := w.advance(c, x)
		if c.flags&space != 0 { // white space ends at the column's edge
			advance = max(0, min(advance, w.width-x))
		} else if x+advance > w.width+rounding && i > first {
			if best > 0 {
				return best
			}
			if end := w.emergency(first, i); end > first {
				return end
			}
		}
		w.advances[i] = advance
		x += advance
	}
	return len(w.cells)
}

// emergency is the last cell up to i at which an overlong word can be broken, or
// first.
func (w *wrapper) emergency(first, i int) int {
	for i > first && w.cells[i].flags&joined != 0 {
		i--
	}
	return i
}

// advance is the width of a cell at x.
func (w *wrapper) advance(c cell, x float64) float64 {
	if c.flags&tab != 0 {
		return (math.Floor(x/w.tab+1e-6)+1)*w.tab - x
	}
	return float64(c.advance) * w.size
}
