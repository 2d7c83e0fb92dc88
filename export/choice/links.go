package choice

import (
	"slices"

	"postil/annotate"
	"postil/export/account"
)

// link finds the piece that each relation goes with: the first that both ends
// stand in, or its beginning where it ends in another document.
func (c *cutter) link(r *annotate.Record, a *account.Account) {
	c.links = c.links[:0]
	if len(r.Relations) == 0 {
		return
	}
	if c.at == nil {
		c.at = map[annotate.UID]int32{}
	}
	clear(c.at)
	for i := range r.Spans {
		c.at[r.Spans[i].UID] = int32(i)
	}
	for i := range r.Relations {
		l := &r.Relations[i]
		from := c.fragmentsOf(r, l.From)
		to := from
		if l.ToDocument == r.Document.UID {
			to = c.fragmentsOf(r, l.To)
		}
		piece, ok := c.common(from, to)
		switch {
		case ok:
			c.links = append(c.links, link{piece, int32(i)})
		case c.stands(from) && c.stands(to):
			a.LeaveOut(account.Relation, l.UID, c.why.parted)
		default:
			a.LeaveOut(account.Relation, l.UID, lostEnd)
		}
	}
	slices.SortStableFunc(c.links, func(a, b link) int { return int(a.piece - b.piece) })
}

// fragmentsOf returns the fragments of a span, none where the record lacks it.
func (c *cutter) fragmentsOf(r *annotate.Record, span annotate.UID) []annotate.Fragment {
	if i, ok := c.at[span]; ok {
		return r.Spans[i].Fragments
	}
	return nil
}

// common returns the first piece that both stand in.
func (c *cutter) common(from, to []annotate.Fragment) (piece int32, ok bool) {
	for 0 < len(from) && 0 < len(to) {
		a, endA := c.pieces(from[0])
		b, endB := c.pieces(to[0])
		switch {
		case max(a, b) < min(endA, endB):
			return max(a, b), true
		case endA <= endB:
			from = from[1:]
		default:
			to = to[1:]
		}
	}
	return 0, false
}

// stands tells whether any of it stands in a piece.
func (c *cutter) stands(fragments []annotate.Fragment) bool {
	_, ok := c.common(fragments, fragments)
	return ok
}

// join gives the piece at hand, which is piece k, its relations, and returns the
// links of later ones.
func (c *cutter) join(r *annotate.Record, k int32, links []link) []link {
	c.relations = c.relations[:0]
	for 0 < len(links) && links[0].piece == k {
		c.relations = append(c.relations, r.Relations[links[0].relation])
		links = links[1:]
	}
	c.record.Relations = c.relations
	return links
}
