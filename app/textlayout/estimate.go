package textlayout

import "math"

// estimate is the height of block i by the rough width of its text.
func (f *Flow) estimate(i int) float64 {
	const rag = 1.05 // lines are not full to the end
	lines := math.Ceil(float64(f.doc.blocks[i].ems) * f.style.Size * rag / max(1, f.width))
	return max(1, lines) * f.LineHeight()
}

// OffsetNear is about where in the text a world y is, in bytes, without laying
// anything out: by heights where they are known, by estimates elsewhere.
func (f *Flow) OffsetNear(y float64) int {
	i, rest := f.heights.find(y)
	start, end := f.doc.BlockRange(i)
	share := 0.0
	if height := f.heights.value[i]; height > 0 {
		share = inside(rest/height, 0, 1)
	}
	return start + int(share*float64(end-start))
}
