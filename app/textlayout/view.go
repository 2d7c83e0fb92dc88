package textlayout

import "math"

// Anchor is a scroll position that outlives layouts: the line that holds the byte
// at Offset has its top Shift pixels above the view's top.
type Anchor struct {
	Offset int
	Shift  float64
}

// View is a window of some height onto a flow. It is not safe for use by several
// goroutines at once.
//
// Whatever the flow learns about heights above, what the view shows stays where it
// is; after a change of width or style, the text at its top stays at its top.
type View struct {
	flow   *Flow
	height float64
	anchor Anchor
}

// NewView is a view of the beginning of a flow.
func NewView(flow *Flow, height float64) *View {
	return &View{flow: flow, height: inside(height, 0, maxExtent)}
}

// Flow is what the view shows.
func (v *View) Flow() *Flow { return v.flow }

// Height is the view's height in pixels.
func (v *View) Height() float64 { return v.height }

// SetHeight sets the view's height in pixels.
func (v *View) SetHeight(height float64) {
	v.height = inside(height, 0, maxExtent)
	v.settle()
}

// Anchor is the place in the text at the view's top: keep it to come back.
func (v *View) Anchor() Anchor { return v.anchor }

// SetAnchor scrolls to a place in the text.
func (v *View) SetAnchor(a Anchor) {
	far := v.flow.Height()
	v.anchor = Anchor{min(max(a.Offset, 0), v.flow.doc.Len()), inside(a.Shift, -far, far)}
	v.settle()
}

// Top is the world y of the view's top. A point (x, y) of the view is the world
// point (x, Top()+y).
func (v *View) Top() float64 {
	i, y := v.inBlock()
	return v.flow.heights.before(i) + y
}

// inBlock is the anchor as a block and a distance from its top.
func (v *View) inBlock() (i int, y float64) {
	i, j := v.flow.locate(At(v.anchor.Offset))
	return i, v.flow.block(i).tops[j] + v.anchor.Shift
}

// MaxTop is the largest value of Top, as far as heights are known: what a scroll
// bar needs.
func (v *View) MaxTop() float64 { return max(0, v.flow.Height()-v.height) }

// Lines are the lines that the view shows, from top to bottom.
func (v *View) Lines() []PlacedLine {
	v.settle()
	i, y := v.inBlock()
	return v.flow.linesFrom(i, y, v.height)
}

// ScrollBy moves the view down (up, if negative) by dy pixels, exactly, unless it
// reaches an end of the text.
func (v *View) ScrollBy(dy float64) {
	if !(math.Abs(dy) <= 4*v.height) {
		v.ScrollToY(v.Top() + dy)
		return
	}
	i, y := v.inBlock()
	v.anchorAt(i, y+dy)
}

// ScrollToY puts the view's top at a world y, as far as heights are known.
func (v *View) ScrollToY(y float64) {
	y = inside(y, 0, v.flow.Height())
	i, rest := v.flow.heights.find(y)
	// The block's height may turn out to be another: stay at the same part of it.
	if known := v.flow.heights.value[i]; known > 0 {
		rest *= v.flow.block(i).height / known
	}
	v.anchorAt(i, rest)
}

// Hit finds what is drawn at a point of the view.
func (v *View) Hit(x, y float64) Hit { return v.flow.HitTest(x, v.Top()+y) }

// Reveal scrolls as little as possible to show the line of p whole, with margin
// pixels above and below it where the view is high enough. It reports whether the
// view moved.
func (v *View) Reveal(p Position, margin float64) bool {
	before := v.anchor
	l := v.flow.LineAt(p)
	margin = max(0, min(margin, (v.height-l.Height)/2))
	switch top := v.Top(); {
	case l.Y-margin < top:
		v.SetAnchor(Anchor{l.Start, -margin})
	case l.Y+l.Height+margin > top+v.height:
		v.SetAnchor(Anchor{l.Start, l.Height + margin - v.height})
	}
	return v.anchor != before
}

// Center scrolls so that the line of p stands in the middle of the view.
func (v *View) Center(p Position) {
	l := v.flow.LineAt(p)
	v.SetAnchor(Anchor{l.Start, (l.Height - v.height) / 2})
}

// settle brings the anchor to the line at the view's top and keeps the view inside
// the text.
func (v *View) settle() {
	i, y := v.inBlock()
	v.anchorAt(i, y)
}

// anchorAt anchors the view y pixels below the top of block i.
func (v *View) anchorAt(i int, y float64) {
	i, y = v.normalise(i, y)
	if lastI, lastY := v.lastTop(i, y); lastI < i || lastI == i && lastY < y {
		i, y = lastI, lastY
	}
	b := v.flow.block(i)
	j := 0
	for j+1 < len(b.lines) && b.tops[j+1] <= y {
		j++
	}
	offset := b.lines[j].Start
	if li, lj := v.flow.locate(At(v.anchor.Offset)); li == i && lj == j {
		offset = v.anchor.Offset // else resizing to and fro would creep upwards
	}
	v.anchor = Anchor{offset, y - b.tops[j]}
}

// normalise walks to the block in which the point y pixels below the top of block
// i lies.
func (v *View) normalise(i int, y float64) (int, float64) {
	f := v.flow
	for y < 0 && i > 0 {
		i--
		y += f.block(i).height
	}
	for i+1 < len(f.doc.blocks) && y >= f.block(i).height {
		y -= f.block(i).height
		i++
	}
	return i, max(0, y)
}

// lastTop is the lowest place for the view's top if the text ends less than the
// view's height below (i, y), else (i, y).
func (v *View) lastTop(i int, y float64) (int, float64) {
	f := v.flow
	n := len(f.doc.blocks)
	below := -y
	for k := i; k < n && below < v.height; k++ {
		below += f.block(k).height
	}
	if below >= v.height {
		return i, y
	}
	missing := v.height - below
	for y < missing && i > 0 {
		i--
		y += f.block(i).height
	}
	return i, max(0, y-missing)
}
