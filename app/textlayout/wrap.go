package textlayout

// estimate is the height of block i by the width of its text.
func (f *Flow) estimate(i int) float64 {
	lines := float64(f.doc.blocks[i].ems)*f.style.Size/max(1, f.width) + 1
	return float64(int(lines)) * f.LineHeight()
}

// layOut sets block i in lines.
func (f *Flow) layOut(i int) *laidBlock {
	start, end := f.doc.BlockRange(i)
	b := &laidBlock{}
	em := f.style.Size
	line := &Line{Start: start, key: LineKey{f.generation, start}}
	x := 0.0
	finish := func(at int) {
		line.End, line.TextEnd = at, at
		if at > start && f.doc.text[at-1] == '\n' {
			line.TextEnd--
		}
		line.Height, line.Baseline = f.LineHeight(), em
		line.TextBottom = em * 1.2
		line.Right = x
		if n := len(line.Clusters); n > 0 {
			line.Runs = []Run{{Start: line.Start, End: at, Last: n, X1: x}}
		}
		b.lines = append(b.lines, line)
		b.tops = append(b.tops, b.height)
		b.height += line.Height
		line = &Line{Start: at, key: LineKey{f.generation, at}}
		x = 0
	}
	for s, e := range f.doc.graphemesOf(start) {
		w := em / 2
		if f.doc.text[s] == '\n' {
			w = 0
		}
		if x+w > f.width && len(line.Clusters) > 0 {
			finish(s)
		}
		line.Clusters = append(line.Clusters, Cluster{Start: s, End: e, X0: x, X1: x + w})
		x += w
	}
	finish(end)
	return b
}
