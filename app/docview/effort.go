package docview

import "time"

// Effort is what a pane's own part of frames has cost, for benchmarks.
type Effort struct {
	Layout  time.Duration // shaping, line breaking and heights, of all panes with the same fonts
	Refresh time.Duration // composing frames and bringing them onto canvas objects, without Layout
	Rasters time.Duration // drawing the pictures of lines and dots
}

// Effort is what was spent since the pane was made.
func (v *View) Effort() Effort {
	return Effort{Layout: v.pane.fonts.Spent(), Refresh: v.refreshing, Rasters: v.screen.drawing}
}
