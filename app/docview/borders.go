package docview

import (
	"slices"

	"postil/annotate"
	"postil/app/textlayout"
)

// borderMove is a span's range while the reader moves its borders.
type borderMove struct {
	uid      annotate.UID
	ranges   [][2]int // of all fragments, as the span has them now
	fragment int      // the one that is moved
	fixed    int      // byte offset of the end that stays
	moving   textlayout.Position
}

// newBorderMove begins to move the end of the fragment that holds offset, else of
// the one that ends there, else of the first one.
func newBorderMove(span *annotate.Span, offset int) *borderMove {
	b := &borderMove{uid: span.UID, ranges: span.Ranges()}
	for i, f := range span.Fragments {
		if f.Start <= offset && offset <= f.End {
			b.fragment = i
		}
	}
	r := b.ranges[b.fragment]
	b.fixed, b.moving = r[0], upstreamAt(r[1])
	return b
}

// of is true if a span has the borders that it had when the move began.
func (b *borderMove) of(span *annotate.Span) bool { return slices.Equal(b.ranges, span.Ranges()) }

// swap makes the other end the one that moves.
func (b *borderMove) swap() {
	b.moving, b.fixed = b.other(), b.moving.Offset
}

// other is the end that does not move.
func (b *borderMove) other() textlayout.Position {
	if b.movesStart() {
		return upstreamAt(b.fixed)
	}
	return textlayout.At(b.fixed)
}

// movesStart is true if the end that moves is the range's start.
func (b *borderMove) movesStart() bool { return b.moving.Offset < b.fixed }

// moveTo puts the moving end somewhere. It stays where it is rather than leave
// nothing marked; it may cross the other end.
func (b *borderMove) moveTo(p textlayout.Position) {
	if p.Offset != b.fixed {
		b.moving = p
	}
}

// result are the span's ranges with the moved fragment, in order; fragments that
// now touch are one.
func (b *borderMove) result() [][2]int {
	ranges := append([][2]int{}, b.ranges...)
	ranges[b.fragment] = [2]int{min(b.fixed, b.moving.Offset), max(b.fixed, b.moving.Offset)}
	return joined(ranges)
}

// changed is true if result differs from what the span has.
func (b *borderMove) changed() bool {
	r := b.ranges[b.fragment]
	return r[0] != min(b.fixed, b.moving.Offset) || r[1] != max(b.fixed, b.moving.Offset)
}

// upstreamAt is the position at the end of the cluster before offset.
func upstreamAt(offset int) textlayout.Position {
	return textlayout.Position{Offset: offset, Affinity: textlayout.Upstream}
}
