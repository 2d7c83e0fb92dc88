package textlayout

import "container/list"

// cacheBytes is how many bytes of text a flow keeps shaped; a byte takes about a
// hundred times as much memory. A screen shows a tenth of that.
const cacheBytes = 128 << 10

// blockCache keeps the blocks that were used last.
type blockCache struct {
	entries map[int]*list.Element
	recent  *list.List // of *cachedBlock, last used first
	bytes   int
}

// cachedBlock is what a flow knows of a block.
type cachedBlock struct {
	index  int
	bytes  int
	shaped *shaped
	laid   *laidBlock
}

func newBlockCache() *blockCache {
	return &blockCache{entries: map[int]*list.Element{}, recent: list.New()}
}

// get is the entry of block i, empty if it was not kept.
func (c *blockCache) get(i int) *cachedBlock {
	if e := c.entries[i]; e != nil {
		c.recent.MoveToFront(e)
		return e.Value.(*cachedBlock)
	}
	b := &cachedBlock{index: i}
	c.entries[i] = c.recent.PushFront(b)
	return b
}

// grow accounts for the block used last and drops the ones not used for longest.
func (c *blockCache) grow(bytes int) {
	const overhead = 64
	newest := c.recent.Front().Value.(*cachedBlock)
	newest.bytes = bytes + overhead
	c.bytes += newest.bytes
	for c.bytes > cacheBytes && c.recent.Len() > 1 {
		e := c.recent.Back()
		old := c.recent.Remove(e).(*cachedBlock)
		delete(c.entries, old.index)
		c.bytes -= old.bytes
	}
}

// forgetLines keeps only the shapes.
func (c *blockCache) forgetLines() {
	for e := c.recent.Front(); e != nil; e = e.Next() {
		e.Value.(*cachedBlock).laid = nil
	}
}
