package textlayout

// HitTest finds what is drawn at a world point. Points above, below and beside
// the text give the nearest line.
func (f *Flow) HitTest(x, y float64) Hit {
	i, rest := f.heights.find(y)
	b := f.block(i)
	j := 0
	for j+1 < len(b.lines) && b.tops[j+1] <= rest {
		j++
	}
	h := b.lines[j].Hit(x)
	h.Inside = h.Inside && rest >= b.tops[j] && rest < b.tops[j]+b.lines[j].Height
	return h
}

// Caret is the world rectangle of a caret at p, from the line's TextTop to its
// TextBottom; its width is 0.
func (f *Flow) Caret(p Position) Rect {
	l := f.LineAt(p)
	return Rect{X: l.CaretX(p), Y: l.Y + l.TextTop, H: l.TextBottom - l.TextTop}
}
