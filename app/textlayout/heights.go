package textlayout

import "math/bits"

// heights holds one number per block and answers prefix sums in O(log n): a
// Fenwick tree (P. Fenwick, "A new data structure for cumulative frequency
// tables", 1994).
type heights struct {
	value []float64
	tree  []float64 // tree[i] sums value[i-lowbit(i) : i], 1-based
}

// newHeights builds the tree in O(n) and keeps values.
func newHeights(values []float64) *heights {
	h := &heights{value: values, tree: make([]float64, len(values)+1)}
	for i, v := range values {
		h.tree[i+1] += v
		if j := i + 1 + (i+1)&-(i+1); j < len(h.tree) {
			h.tree[j] += h.tree[i+1]
		}
	}
	return h
}

// set changes one value.
func (h *heights) set(i int, v float64) {
	d := v - h.value[i]
	if d == 0 {
		return
	}
	h.value[i] = v
	for j := i + 1; j < len(h.tree); j += j & -j {
		h.tree[j] += d
	}
}

// before is the sum of the values before index i.
func (h *heights) before(i int) float64 {
	sum := 0.0
	for ; i > 0; i -= i & -i {
		sum += h.tree[i]
	}
	return sum
}

// total is the sum of all values.
func (h *heights) total() float64 { return h.before(len(h.value)) }

// find is the last index whose values before it sum up to at most y, and the rest
// of y inside it; y outside of [0, total) gives the first or last index.
func (h *heights) find(y float64) (index int, rest float64) {
	if len(h.value) == 0 || !(y > 0) {
		return 0, y
	}
	pos := 0
	for step := 1 << (bits.Len(uint(len(h.value))) - 1); step > 0; step >>= 1 {
		if next := pos + step; next < len(h.tree) && h.tree[next] <= y {
			pos = next
			y -= h.tree[next]
		}
	}
	if pos == len(h.value) {
		pos--
		y += h.value[pos]
	}
	return pos, y
}
