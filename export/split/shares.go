package split

import (
	"cmp"
	"slices"
)

// shares is how far the parts are filled.
type shares struct {
	ratios    Ratios
	total     int64   // of the ratios
	documents int64   // to be parted, all in all
	sizes     []int64 // documents in each part
	groups    []int   // groups in each part
	spans     map[string]*labelShares
}

// labelShares counts the spans of one label.
type labelShares struct {
	total, seen int64   // all in all, and of the groups that have their parts
	have        []int64 // in each part
}

func newShares(documents []Document, r Ratios) *shares {
	s := &shares{ratios: r, total: r.total(), documents: int64(len(documents)), sizes: make([]int64, len(r)), groups: make([]int, len(r)), spans: map[string]*labelShares{}}
	for i := range documents {
		for label, n := range documents[i].Labels {
			l := s.spans[label]
			if l == nil {
				l = &labelShares{have: make([]int64, len(r))}
				s.spans[label] = l
			}
			l.total += int64(n)
		}
	}
	return s
}

// room returns how many documents a part still has to get, times the total of
// the ratios, so that it is whole.
func (s *shares) room(part int) int64 { return s.ratios[part]*s.documents - s.sizes[part]*s.total }

// put gives a group its part.
func (s *shares) put(g *group, part int) {
	g.part = part
	s.count(g, +1)
}

// count counts a group in its part, or takes it out again.
func (s *shares) count(g *group, times int) {
	s.groups[g.part] += times
	s.sizes[g.part] += int64(times) * g.size()
	for _, c := range g.labels {
		l := s.spans[c.label]
		l.seen += int64(times) * c.spans
		l.have[g.part] += int64(times) * c.spans
	}
}

// choose returns the part for a group: of those that have room for it the one
// that misses its labels most, and where none has room, the one that has most.
// Since the rooms of all parts add up to what is left to be parted, that one has
// some, and gets less than a group more than its share.
func (s *shares) choose(g *group) int {
	parts := g.order(len(s.ratios))
	hasRoom := func(part int) bool { return g.size()*s.total <= s.room(part) }
	lessExcess := func(a, b int) int { return cmp.Compare(s.excess(g, a), s.excess(g, b)) }
	if slices.ContainsFunc(parts, hasRoom) {
		return slices.MinFunc(slices.DeleteFunc(parts, func(part int) bool { return !hasRoom(part) }), lessExcess)
	}
	return slices.MinFunc(parts, func(a, b int) int { return cmp.Or(cmp.Compare(s.room(b), s.room(a)), lessExcess(a, b)) })
}

// order returns the parts in an order of chance, which decides between equals.
func (g *group) order(parts int) []int {
	order := make([]int, parts)
	for i := range order {
		j := int(g.chance[len(g.chance)-1-i]) % (i + 1) // the inside-out shuffle of Fisher and Yates
		order[i] = order[j]
		order[j] = i
	}
	return order
}

// excess returns by how much a group in a part would widen the distance between
// what parts have and what they should: the sum over parts and labels, with
// documents as if they were one more, of (have - share)² / all², where share is
// what the part should have of what has been counted, and all what is to be
// counted in the end. Of two parts' sums only what differs is returned:
// n (have - share) / all², where n is what the group brings.
func (s *shares) excess(g *group, part int) float64 {
	// No product is added to anything before it was divided: what a machine fuses
	// into one step it rounds once, and comes to another plan.
	grow := func(n, have, seen, all int64) float64 {
		above := have*s.total - s.ratios[part]*(seen+n) // times the total of the ratios
		return float64(n) * float64(above) / (float64(all) * float64(all))
	}
	size := int64(0)
	for _, n := range s.sizes {
		size += n
	}
	sum := grow(g.size(), s.sizes[part], size, s.documents)
	for _, c := range g.labels {
		l := s.spans[c.label]
		sum += grow(c.spans, l.have[part], l.seen, l.total)
	}
	return sum
}

// fill gives each part that got nothing the smallest group of a part that can
// spare one, and of equals the one of the part with least room: an empty part is
// of no use to anybody. Where groups are too few, dev does without.
func (s *shares) fill(free []*group) {
	last := len(s.sizes) - 1
	spares := func(part int) bool { return 1 < s.groups[part] || 0 < part && part < last }
	for _, empty := range []int{0, last, 1} {
		if s.sizes[empty] != 0 {
			continue
		}
		var gift *group
		for _, g := range free {
			if g.part == empty || !spares(g.part) {
				continue
			}
			if gift == nil || cmp.Or(cmp.Compare(g.size(), gift.size()), cmp.Compare(s.room(g.part), s.room(gift.part))) < 0 {
				gift = g
			}
		}
		if gift != nil {
			s.count(gift, -1)
			s.put(gift, empty)
		}
	}
}
