package textlayout

import "sort"

// Document is an immutable text with an index of its layout blocks. Several
// goroutines may use it at once.
type Document struct {
	text   string
	blocks []block
}

// NewDocument indexes a text in one scan, without shaping anything. Any string is
// accepted; bytes that are no UTF-8 are shown as U+FFFD, one each.
func NewDocument(text string) *Document {
	return &Document{text: text, blocks: indexBlocks(text)}
}

// Text is the document's text.
func (d *Document) Text() string { return d.text }

// Len is the length of the text in bytes.
func (d *Document) Len() int { return len(d.text) }

// BlockRange is the byte range [start, end) of block i, its line break included.
// There is always at least one block, and after a final line break an empty one.
func (d *Document) BlockRange(i int) (start, end int) {
	end = len(d.text)
	if i+1 < len(d.blocks) {
		end = d.blocks[i+1].start
	}
	return d.blocks[i].start, end
}

// BlockAt is the index of the block that holds the byte at offset; the last block
// for the end of the text.
func (d *Document) BlockAt(offset int) int {
	return max(0, sort.Search(len(d.blocks), func(i int) bool { return d.blocks[i].start > offset })-1)
}

// ParagraphRange is the byte range [start, end) of the paragraph around offset, its
// final break included. Blocks of a long paragraph belong to one range.
func (d *Document) ParagraphRange(offset int) (start, end int) {
	first := d.paragraphStart(d.BlockAt(offset))
	last := first
	for last+1 < len(d.blocks) && d.blocks[last+1].continues {
		last++
	}
	start, _ = d.BlockRange(first)
	_, end = d.BlockRange(last)
	return start, end
}

// paragraphStart is the first block of the paragraph to which block i belongs.
func (d *Document) paragraphStart(i int) int {
	for i > 0 && d.blocks[i].continues {
		i--
	}
	return i
}

// joins is true if block i ends within a paragraph, where no line has to end.
func (d *Document) joins(i int) bool {
	_, end := d.BlockRange(i)
	return i+1 < len(d.blocks) && d.blocks[i+1].continues && !endsInBreak(d.text[:end])
}

// NextGrapheme is the first grapheme border after offset, or the text's length.
func (d *Document) NextGrapheme(offset int) int {
	if offset >= len(d.text) {
		return len(d.text)
	}
	for start, end := range d.graphemesOf(max(0, offset)) {
		if start <= offset && offset < end {
			return end
		}
	}
	return len(d.text)
}

// PrevGrapheme is the last grapheme border before offset, or 0.
func (d *Document) PrevGrapheme(offset int) int {
	if offset <= 0 {
		return 0
	}
	return d.Snap(min(offset, len(d.text)) - 1)
}

// Snap is the last grapheme border at or before offset, kept inside the text.
func (d *Document) Snap(offset int) int {
	if offset <= 0 {
		return 0
	}
	if offset >= len(d.text) {
		return len(d.text)
	}
	for start, end := range d.graphemesOf(offset) {
		if offset < end {
			return start
		}
	}
	return len(d.text)
}

// graphemesOf yields the grapheme clusters of the block around offset. Blocks begin
// and end on grapheme borders, so these are the document's clusters.
func (d *Document) graphemesOf(offset int) func(yield func(start, end int) bool) {
	start, end := d.BlockRange(d.BlockAt(offset))
	return func(yield func(start, end int) bool) {
		for from, to := range clusters(d.text[start:end]) {
			if !yield(start+from, start+to) {
				return
			}
		}
	}
}
