package textlayout

import "strings"

// block is a layout block: a paragraph, or a part of a long one.
type block struct {
	start     int
	continues bool // goes on with the paragraph of the block before it
	ems       float32
}

// indexBlocks finds the layout blocks of a text.
func indexBlocks(text string) []block {
	var blocks []block
	start := 0
	for {
		n := strings.IndexByte(text[start:], '\n')
		if n < 0 {
			break
		}
		blocks = append(blocks, block{start: start, ems: float32(n) / 2})
		start += n + 1
	}
	return append(blocks, block{start: start, ems: float32(len(text)-start) / 2})
}
