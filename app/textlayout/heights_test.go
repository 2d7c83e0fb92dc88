package textlayout

import (
	"testing"

	"pgregory.net/rapid"
)

// The tree agrees with plain sums, whatever was set and asked.
func TestHeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Whole numbers add up without rounding, so sums may be compared exactly.
		value := rapid.Map(rapid.IntRange(0, 50), func(i int) float64 { return float64(i) })
		values := rapid.SliceOfN(value, 1, 40).Draw(t, "values")
		h := newHeights(append([]float64(nil), values...))
		for range rapid.IntRange(0, 10).Draw(t, "changes") {
			i := rapid.IntRange(0, len(values)-1).Draw(t, "i")
			values[i] = value.Draw(t, "v")
			h.set(i, values[i])
		}
		sum := 0.0
		for i, v := range values {
			if got := h.before(i); got != sum {
				t.Fatalf("before(%d) = %v, want %v", i, got, sum)
			}
			if v > 0 {
				y := sum + v/2
				if got, rest := h.find(y); got != i || rest != v/2 {
					t.Fatalf("find(%v) = %d, %v, want %d, %v", y, got, rest, i, v/2)
				}
			}
			sum += v
		}
		if h.total() != sum {
			t.Fatalf("total = %v, want %v", h.total(), sum)
		}
		if i, _ := h.find(sum + 1); i != len(values)-1 {
			t.Fatalf("find beyond the end = %d", i)
		}
	})
}
