package docview

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"postil/app/textlayout"
)

// covers is true if a box reaches over an x.
func (b *box) covers(x float64) bool { return b.x <= x && x < b.x+b.w }

// under is true if one of boxes of a colour, on a line of text, reaches over an x.
func under(boxes []box, l inkedLine, x float64, is func(*box) bool) bool {
	for i := range boxes {
		b := &boxes[i]
		if middle := b.y + b.h/2; is(b) && b.covers(x) && l.y <= middle && middle < l.y+l.line.Height {
			return true
		}
	}
	return false
}

// In any script and direction, what marks a range lies under the letters of the range,
// each whole, and under no others: a fill, an underline, a frame, and what is
// selected.
func TestMarksLieUnderTheirLetters(t *testing.T) {
	fonts := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		g := newTagger(fonts)
		p := g.pane
		scale := rapid.SampledFrom([]float64{1, 1.25, 1.5, 2}).Draw(t, "scale")
		p.setMeasures(measure(rapid.Float64Range(300, 1200).Draw(t, "width"), 900, rapid.Float64Range(12, 30).Draw(t, "size"), scale))
		span := g.anySpan(t)
		look := rapid.SampledFrom([]string{"PERSON", "QUOTE", "CLAIM", "selected"}).Draw(t, "look")
		boxes, is := &p.frame.below, func(b *box) bool { return b.fill == p.styles.palette.selection }
		switch look {
		case "selected":
			p.selection.keepSpan(&span)
			p.styles.palette.selection.A = 90
		default:
			label := g.scheme.LabelNamed(look)
			span.Label = label.UID
			p.put(span)
			shades := p.styles.of(label.UID).shades
			is = func(b *box) bool { return b.fill == shades.fill }
			switch look {
			case "QUOTE":
				boxes, is = &p.frame.above, func(b *box) bool { return b.fill == shades.line }
			case "CLAIM":
				p.current = p.index.get(span.UID)
				boxes, is = &p.frame.above, func(b *box) bool { return b.stroke == shades.line }
			}
		}
		p.scrollTo(span.Start())
		p.compose()
		edge := 0.01 + 0.5/scale + p.measures.round(1) // of rounding, and the gap between spans or the rim of a frame
		for _, l := range p.frame.lines {
			for _, c := range l.line.Clusters {
				if c.X1-c.X0 < 2*edge || c.X0 < l.line.Left || c.X1 > l.line.Right {
					continue
				}
				for _, x := range []float64{c.X0 + edge, (c.X0 + c.X1) / 2, c.X1 - edge} {
					if got, want := under(*boxes, l, p.measures.columnX+x, is), span.Covers(c.Start); got != want {
						t.Fatalf("%s: at %v of the cluster [%v, %v) of %q a mark is %v, want %v", look, x, c.X0, c.X1, scripts[c.Start:c.End], got, want)
					}
				}
			}
		}
		checkOnPixels(t, scale, *boxes, is)
	})
}

// checkOnPixels fails if an edge of a box lies between the screen's pixels.
func checkOnPixels(t *rapid.T, scale float64, boxes []box, is func(*box) bool) {
	for i := range boxes {
		b := &boxes[i]
		if !is(b) {
			continue
		}
		for _, v := range []float64{b.x, b.y, b.w, b.h} {
			if d := v*scale - math.Round(v*scale); math.Abs(d) > 1e-6 {
				t.Fatalf("%+v is not on device pixels at a scale of %v", *b, scale)
			}
		}
	}
}

// Every span in view is reached: the mouse on a letter of it finds it in the stack
// there, and Space walks through all of that stack, each span once.
func TestEverySpanIsReached(t *testing.T) {
	fonts := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		g := newTagger(fonts)
		p := g.pane
		for range rapid.IntRange(1, 25).Draw(t, "spans") {
			p.put(g.anySpan(t))
		}
		p.compose()
		for _, l := range p.frame.lines {
			for e := range p.index.overlapping(l.line.Start, l.line.End) {
				i := clusterOf(l.line, e)
				if i < 0 {
					continue
				}
				c := l.line.Clusters[i]
				x, y := p.measures.columnX+(c.X0+c.X1)/2, l.y+l.line.Baseline-2
				if y < 0 || y >= p.measures.height {
					continue
				}
				s := p.stackAt(x, y)
				if !slices.Contains(s.entries, e) {
					t.Fatalf("the mouse on %q finds %d spans, but not the one over [%d, %d)", scripts[c.Start:c.End], len(s.entries), e.start, e.end)
				}
				checkSpace(t, p, s)
			}
		}
	})
}

// clusterOf is a cluster on the line that a span covers and that can be pointed at;
// -1 if there is none.
func clusterOf(l *textlayout.Line, e *entry) int {
	for i, c := range l.Clusters {
		if e.span.Covers(c.Start) && c.X1-c.X0 > 2 && c.X0 >= l.Left && c.X1 <= l.Right {
			return i
		}
	}
	return -1
}

func checkSpace(t *rapid.T, p *pane, s stack) {
	p.current = nil
	p.selection.clear(textlayout.At(s.offset))
	for i, want := range s.entries {
		p.chooseOutwards()
		p.fanOut()
		if p.current != want {
			t.Fatalf("Space for the %dth time reaches another span than the %dth outwards", i+1, i+1)
		}
		if len(s.entries) > 1 && !p.card.sameAs(&s) {
			t.Fatalf("the card lists %d spans of %d", len(p.card.entries), len(s.entries))
		}
	}
	p.closeCard()
}
