package textlayout

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
