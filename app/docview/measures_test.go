package docview

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMeasuresFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Float64Range(smallest, largestSize).Draw(t, "size")
		width := rapid.Float64Range(240, 5000).Draw(t, "width")
		scale := rapid.SampledFrom([]float64{1, 1.1, 1.25, 1.5, 2}).Draw(t, "scale")
		m := measure(width, 700, size, scale)
		const slack = 1.0 // of rounding
		if m.columnW > columnEms*size || m.columnX < smallest {
			t.Fatalf("the column is %v wide at %v", m.columnW, m.columnX)
		}
		if used := m.columnW / m.barX; m.columnW < columnEms*size*0.9 && m.noteW == 0 && used < 0.7 {
			t.Fatalf("the column takes %v of a pane of %v in which it doesn't fit", used, width)
		}
		if m.columnX+m.columnW > m.bracketX {
			t.Fatalf("the column ends at %v, brackets begin at %v", m.columnX+m.columnW, m.bracketX)
		}
		lanes := m.bracketX + m.bracketPitch*float64(laneCount[inMargin])
		if lanes > m.barX+slack {
			t.Fatalf("brackets end at %v, the scroll bar begins at %v", lanes, m.barX)
		}
		if m.noteW > 0 && (m.noteX < lanes || m.noteX+m.noteW > m.barX+slack) {
			t.Fatalf("notes [%v, %v) lie over brackets or the scroll bar", m.noteX, m.noteX+m.noteW)
		}
		if m.style().Lane < float64(laneCount[underText])*m.line {
			t.Fatal("the lanes have no room")
		}
	})
}

func TestZoomComesBack(t *testing.T) {
	if got := zoomed(zoomed(defaultSize, 3), -3); got < defaultSize-0.01 || defaultSize+0.01 < got {
		t.Errorf("three steps in and out lead to %v", got)
	}
	if got := zoomed(40, 0); got != defaultSize {
		t.Errorf("no zoom is %v", got)
	}
	if in, out := zoomed(defaultSize, 100), zoomed(defaultSize, -100); in != largestSize || out != smallest {
		t.Errorf("zoomed far in and out: %v and %v", in, out)
	}
}
