package textlayout_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"
	"postil/app/textlayout"
)

// In text of one direction, right is next and left is previous, across lines too.
func TestArrowsInLatinText(t *testing.T) {
	f := flow(t, "The harbour master counted forty-one crates.\n\nNobody signed for them, he said.", 130)
	for p := textlayout.At(0); p.Offset < f.Document().Len(); {
		next := f.Right(p)
		if next.Offset != f.Next(p).Offset {
			t.Fatalf("right of %+v is %+v, want %d", p, next, f.Next(p).Offset)
		}
		if back := f.Left(next); back.Offset != p.Offset {
			t.Fatalf("left of %+v is %+v, want %d", next, back, p.Offset)
		}
		p = next
	}
}

// In any text, right goes to the right on its line, stop by stop, and leaves the
// line only from its right edge; and left goes back.
func TestArrowsFollowTheEye(t *testing.T) {
	property(t, func(t *rapid.T, set *textlayout.Fonts) {
		doc := textlayout.NewDocument(texts(40).Draw(t, "text"))
		f := textlayout.NewFlow(doc, set, textlayout.Style{}, 300)
		p := textlayout.At(doc.Snap(rapid.IntRange(0, doc.Len()).Draw(t, "from")))
		line, x := f.LineAt(p), f.Caret(p).X
		for range 500 {
			next := f.Right(p)
			nl, nx := f.LineAt(next), f.Caret(next).X
			if nl.Start == line.Start && next != p {
				atEnd := next.Offset == 0 || next.Offset == doc.Len()
				if nx < x || nx == x && !atEnd {
					t.Fatalf("right of %+v at %v is %+v at %v", p, x, next, nx)
				}
				if back := f.Left(next); nx > x && math.Abs(f.Caret(back).X-x) > 1e-6 && f.LineAt(back).Start == line.Start {
					t.Fatalf("left of %+v is at %v, not at %v", next, f.Caret(back).X, x)
				}
			}
			if nl.Start != line.Start || next == p {
				for _, c := range line.Clusters {
					// At a soft end the caret stands on the next line instead.
					if c.X0 > x+0.01 && c.X1 > c.X0 && c.End != line.End {
						t.Fatalf("right of %+v at %v left the line before the cluster at %v", p, x, c.X0)
					}
				}
				return
			}
			p, x = next, nx
		}
		t.Fatalf("500 times right stay on one line")
	})
}
