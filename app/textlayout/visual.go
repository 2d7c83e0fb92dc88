package textlayout

import "math"

// samePlace is the distance in pixels below which two places are one: rounding.
const samePlace = 1e-6

// Left is the position one cluster to the left of p as it is seen, whatever the
// direction of the text: what the arrow key does. Beyond a line's edge it goes on at
// the line before, in a right-to-left paragraph at the line after; see
// [Flow.RightToLeft].
func (f *Flow) Left(p Position) Position { return f.visual(p, false) }

// Right is the position one cluster to the right of p as it is seen; see
// [Flow.Left].
func (f *Flow) Right(p Position) Position { return f.visual(p, true) }

// visual moves p by one cluster to one side.
func (f *Flow) visual(p Position, right bool) Position {
	i, j := f.locate(p)
	l := f.block(i).lines[j]
	if to, ok := l.beside(p, right); ok {
		if _, more := l.beside(to, right); !more && to.Offset == l.End && l.soft {
			return At(to.Offset) // a line's end and the next one's start are one stop
		}
		return to
	}
	forwards := right != f.rightToLeft(i, j)
	next := f.lineBefore
	if forwards {
		next = f.lineAfter
	}
	ni, nj, ok := next(i, j)
	if !ok {
		return f.textEnd(p, l, forwards, right)
	}
	l = f.block(ni).lines[nj]
	to := l.edge(l.RTL == forwards)
	if to.Offset != p.Offset {
		return to
	}
	if beyond, ok := l.beside(to, right); ok {
		return beyond // the same stop, seen from the line before
	}
	return to
}

// RightToLeft is true if reading goes on to the left at p: if its paragraph runs
// from right to left. An empty paragraph runs as the text before it does, so that
// an arrow key leads on over blank lines.
func (f *Flow) RightToLeft(p Position) bool { return f.rightToLeft(f.locate(p)) }

// rightToLeft is [Flow.RightToLeft] at line j of block i.
func (f *Flow) rightToLeft(i, j int) bool {
	const mostBlank = 100 // so that a key's cost has an end
	for range mostBlank {
		if l := f.block(i).lines[j]; l.Start < l.TextEnd {
			return l.RTL
		}
		pi, pj, ok := f.lineBefore(i, j)
		if !ok {
			break
		}
		i, j = pi, pj
	}
	return f.block(i).lines[j].RTL
}

// textEnd is the first or last position of the text unless that is on the other
// side of p on its line.
func (f *Flow) textEnd(p Position, l *Line, last, right bool) Position {
	to := At(0)
	if last {
		to = At(f.doc.Len())
	}
	if from, x := l.CaretX(p), l.CaretX(to); x != from && (x > from) != right {
		return p
	}
	return to
}

// edge is the caret stop at the line's right or left edge.
func (l *Line) edge(right bool) Position {
	for k := range l.Runs {
		r := l.Runs[k]
		if right {
			r = l.Runs[len(l.Runs)-1-k]
		}
		if r.X1 <= r.X0 {
			continue
		}
		if r.RTL == right {
			return At(r.Start)
		}
		return l.behind(r)
	}
	return At(l.Start)
}

// behind is the position at the logical end of a run, before the line's break.
func (l *Line) behind(r Run) Position {
	i := r.Last - 1
	for i > r.First && l.Clusters[i].End > l.TextEnd {
		i--
	}
	return l.after(l.Clusters[i])
}

// after is the position at a cluster's trailing edge: downstream if that is drawn
// at the same place on the same line.
func (l *Line) after(c Cluster) Position {
	onLine := c.End < l.End || !l.soft
	if onLine && math.Abs(l.CaretX(At(c.End))-c.trailing()) < samePlace {
		return At(c.End)
	}
	return Position{c.End, Upstream}
}

// lastPosition is the last position on the line, before its line break.
func (l *Line) lastPosition() Position {
	if l.soft {
		return Position{l.End, Upstream}
	}
	return At(l.TextEnd)
}

// beside is the caret stop next to p on the line, on one side.
func (l *Line) beside(p Position, right bool) (Position, bool) {
	x, found := l.CaretX(p), -1
	for i, c := range l.Clusters {
		switch {
		case right && c.X1 > x+samePlace && c.X1 > c.X0 && (found < 0 || c.X1 < l.Clusters[found].X1):
			found = i
		case !right && c.X0 < x-samePlace && c.X1 > c.X0 && (found < 0 || c.X0 > l.Clusters[found].X0):
			found = i
		}
	}
	if found < 0 {
		return p, false
	}
	c := l.Clusters[found]
	if right == c.RTL {
		return At(c.Start), true
	}
	return l.after(c), true
}
