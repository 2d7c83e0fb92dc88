package docview

import (
	"image/color"
	"slices"

	"postil/annotate"
	"postil/app/textlayout"
)

// composeGrey frames greyed text, which draws nothing else.
func (c *lineComposer) composeGrey() {
	for _, e := range c.here {
		if e.style.look != annotate.Grey || !c.framed(e) {
			continue
		}
		for _, f := range c.fragments(e) {
			for _, r := range c.marked(f.Start, f.End) {
				c.composeBorder(e, r)
			}
		}
		c.composeGaps(e)
	}
}

// greyRanges are the parts of the line that are no part of the article, each in a
// grey that can be read on what is behind it.
func (c *lineComposer) greyRanges() []textlayout.InkRange {
	var grey [][2]int
	for _, e := range c.here {
		if e.style.look == annotate.Grey {
			grey = c.ranges(grey, e)
		}
	}
	if len(grey) == 0 {
		return nil
	}
	selected := c.pane.selected()
	cuts := c.cuts(slices.Concat(grey, selected))
	var ink []textlayout.InkRange
	for _, r := range joined(grey) {
		for start := r[0]; start < r[1]; {
			i, _ := slices.BinarySearch(cuts, start+1)
			end := min(cuts[i], r[1])
			ink = append(ink, textlayout.InkRange{Start: start, End: end, Colour: c.greyAt(start, selected)})
			start = end
		}
	}
	return ink
}

// ranges appends the parts of a span's fragments that are on the line.
func (c *lineComposer) ranges(to [][2]int, e *entry) [][2]int {
	for _, f := range c.fragments(e) {
		to = append(to, [2]int{max(f.Start, c.line.Start), min(f.End, c.line.End)})
	}
	return to
}

// cuts are the places on the line, in order, where ranges and fills begin and end.
func (c *lineComposer) cuts(ranges [][2]int) []int {
	for _, e := range c.here {
		if e.style.look == annotate.Fill {
			ranges = c.ranges(ranges, e)
		}
	}
	var cuts []int
	for _, r := range ranges {
		cuts = append(cuts, r[0], r[1])
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// greyAt is the grey of the character at an offset: on the fill of the innermost
// span there, where it is selected, else on the bare ground.
func (c *lineComposer) greyAt(offset int, selected [][2]int) color.NRGBA {
	var fill *entry
	for _, e := range c.here {
		if e.style.look == annotate.Fill && e.span.Covers(offset) && (fill == nil || e.end-e.start <= fill.end-fill.start) {
			fill = e
		}
	}
	if fill != nil {
		return fill.style.shades.grey
	}
	if slices.ContainsFunc(selected, func(r [2]int) bool { return r[0] <= offset && offset < r[1] }) {
		return c.pane.styles.palette.greySelected
	}
	return c.pane.styles.palette.grey
}
