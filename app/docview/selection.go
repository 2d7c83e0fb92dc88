package docview

import (
	"slices"

	"postil/annotate"
	"postil/app/textlayout"
)

// selection is the caret and what is selected: the text between anchor and caret,
// and fragments that were kept before.
type selection struct {
	anchor, caret textlayout.Position
	kept          [][2]int
	of            annotate.UID // the span whose fragments are kept, zero for a span to come
}

// moveTo puts the caret somewhere with nothing selected.
func (s *selection) moveTo(p textlayout.Position) { s.anchor, s.caret = p, p }

// clear puts the caret somewhere with nothing selected and nothing kept.
func (s *selection) clear(p textlayout.Position) { *s = selection{anchor: p, caret: p} }

// extendTo moves the caret and keeps the anchor.
func (s *selection) extendTo(p textlayout.Position) { s.caret = p }

// set selects a range with the caret at its end, or at its start if backward.
func (s *selection) set(start, end int, backward bool) {
	s.anchor, s.caret = textlayout.At(start), textlayout.Position{Offset: end, Affinity: textlayout.Upstream}
	if backward {
		s.anchor, s.caret = s.caret, s.anchor
	}
}

// span is the range between anchor and caret.
func (s *selection) span() (start, end int) {
	return min(s.anchor.Offset, s.caret.Offset), max(s.anchor.Offset, s.caret.Offset)
}

// empty is true if nothing is between anchor and caret.
func (s *selection) empty() bool { return s.anchor.Offset == s.caret.Offset }

// keep makes the range between anchor and caret a fragment.
func (s *selection) keep() bool {
	if s.empty() {
		return false
	}
	s.kept = s.ranges()
	s.anchor = s.caret
	return true
}

// keepSpan makes the fragments of a span those that are kept.
func (s *selection) keepSpan(span *annotate.Span) {
	s.clear(s.caret)
	s.of = span.UID
	s.kept = span.Ranges()
}

// ranges are all selected ranges in order; touching and overlapping ones are one.
func (s *selection) ranges() [][2]int {
	ranges := slices.Clone(s.kept)
	if !s.empty() {
		start, end := s.span()
		ranges = append(ranges, [2]int{start, end})
	}
	return joined(ranges)
}

// joined sorts ranges and makes one of those that touch or overlap. It changes its
// argument.
func joined(ranges [][2]int) [][2]int {
	slices.SortFunc(ranges, func(a, b [2]int) int { return a[0] - b[0] })
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && r[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], r[1])
			continue
		}
		out = append(out, r)
	}
	return out
}
