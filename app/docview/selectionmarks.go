package docview

import "postil/app/textlayout"

// composeSelection draws what is selected, with a little tail where it goes on
// beyond a line break.
func (c *lineComposer) composeSelection() {
	for _, r := range c.pane.selected() {
		if r[1] <= c.line.Start || c.line.End <= r[0] {
			continue
		}
		rects := c.rects(r[0], r[1])
		if r[0] <= c.line.TextEnd && c.line.TextEnd < r[1] && c.line.TextEnd < c.line.End {
			rects = append(rects, c.tail())
		}
		for _, t := range rects {
			c.frame.below = append(c.frame.below, box{x: t.X, y: t.Y, w: t.W, h: t.H, fill: c.pane.styles.palette.selection})
		}
	}
}

// tail is a little room behind the end of the line: on its left or its right, as the
// paragraph runs, whatever the direction of its last word.
func (c *lineComposer) tail() textlayout.Rect {
	m := &c.pane.measures
	w := m.round(m.size * 0.3)
	x := c.line.CaretX(textlayout.At(c.line.TextEnd))
	if runs := c.line.Runs; len(runs) > 0 {
		if x = runs[len(runs)-1].X1; c.line.RTL {
			x = runs[0].X0
		}
	}
	x = m.round(m.columnX + x)
	if c.line.RTL {
		x -= w
	}
	y := m.round(c.y + c.line.TextTop)
	return textlayout.Rect{X: x, Y: y, W: w, H: c.laneTop(0) - y}
}
