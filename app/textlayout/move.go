package textlayout

import "math"

// Next is the position one grapheme cluster further in reading order.
func (f *Flow) Next(p Position) Position { return At(f.doc.NextGrapheme(p.Offset)) }

// Prev is the position one grapheme cluster back in reading order.
func (f *Flow) Prev(p Position) Position { return At(f.doc.PrevGrapheme(p.Offset)) }

// LineStart is the first position of the line on which p stands.
func (f *Flow) LineStart(p Position) Position { return At(f.LineAt(p).Start) }

// LineEnd is the last position of the line on which p stands, before its line
// break. At a soft line break it is upstream, so that it stays on its line.
func (f *Flow) LineEnd(p Position) Position { return f.LineAt(p).lastPosition() }

// GoalX is the x to keep while moving by lines: pass it to [Flow.Up], [Flow.Down]
// and [Flow.Page] until the caret moves in another way.
func (f *Flow) GoalX(p Position) float64 { return f.LineAt(p).CaretX(p) }

// Up is the position nearest to goalX on the line above p; at the first line, the
// start of the text.
func (f *Flow) Up(p Position, goalX float64) Position {
	i, j, ok := f.lineBefore(f.locate(p))
	if !ok {
		return At(0)
	}
	return f.block(i).lines[j].Hit(goalX).Position
}

// Down is the position nearest to goalX on the line below p; at the last line, the
// end of the text.
func (f *Flow) Down(p Position, goalX float64) Position {
	i, j, ok := f.lineAfter(f.locate(p))
	if !ok {
		return At(f.doc.Len())
	}
	return f.block(i).lines[j].Hit(goalX).Position
}

// Page is the position nearest to goalX a distance of dy pixels below (above, if
// negative) the line of p, and at least one line away. It walks over exact heights,
// so that PageDown and PageUp are each other's inverse wherever lines are of one
// height.
func (f *Flow) Page(p Position, dy, goalX float64) Position {
	step, edge := f.lineAfter, At(f.doc.Len())
	if dy < 0 {
		step, edge = f.lineBefore, At(0)
	}
	i, j := f.locate(p)
	left := math.Abs(dy)
	for moved := false; ; moved = true {
		h := f.block(i).lines[j].Height
		if moved && left < h {
			return f.block(i).lines[j].Hit(goalX).Position
		}
		ni, nj, ok := step(i, j)
		if !ok {
			return edge
		}
		i, j, left = ni, nj, left-h
	}
}
