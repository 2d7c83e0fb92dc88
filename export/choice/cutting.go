package choice

import (
	"slices"
	"sort"

	"postil/annotate"
	"postil/annotate/text"
	"postil/export/account"
)

// cutter cuts documents into pieces. What it yields lives in its buffers.
type cutter struct {
	unit   Unit
	tokens int
	why    reasons

	bounds    [][2]int  // of the pieces, in bytes of the whole's text
	stretches []stretch // by first piece
	standing  []stretch // those that stand in the piece at hand
	parts     []part    // of the piece at hand, by span
	links     []link    // by piece
	at        map[annotate.UID]int32

	piece          Piece
	record         annotate.Record
	spans          []annotate.Span
	fragments      []annotate.Fragment
	relations      []annotate.Relation
	ranges, masked [][2]int
}

// stretch is a fragment and the pieces [first, last) that it stands in.
type stretch struct {
	first, last int32
	span        int32 // its place in the record, as below
	fragment    int32
}

// part is what of a fragment stands in a piece, in bytes of the whole's text.
type part struct {
	span       int32
	start, end int
}

// link is a relation and the piece that it goes with.
type link struct{ piece, relation int32 }

// reasons are what a unit's borders do to spans and relations.
type reasons struct{ empty, onlySpace, lostSpace, cut, parted string }

func reasonsOf(unit Unit) reasons {
	one, several := "a piece", "pieces"
	if unit != Tokens {
		one, several = "a "+string(unit), string(unit)+"s"
	}
	return reasons{
		empty:     "its text is only white space",
		onlySpace: "it covers only white space between " + several,
		lostSpace: "it loses white space around " + one,
		cut:       "cut by a border of " + one,
		parted:    "the spans that it links stand in different " + several,
	}
}

// cut yields the pieces of a whole document, whose text is that of original or
// of the whole's Ranges in it.
func (c *cutter) cut(whole *Piece, original string, a *account.Account, yield func(*Piece) bool) {
	r := whole.Record
	c.bounds = appendUnits(c.bounds[:0], r.Document.Text, c.unit, c.tokens)
	if len(c.bounds) == 0 {
		a.LeaveOut(account.Document, r.Document.UID, c.why.empty)
	}
	a.Places(account.Document, r.Document.UID, len(c.bounds))
	c.spread(r, a)
	c.link(r, a)

	c.record = *r
	c.standing = c.standing[:0]
	stretches, links, masks, from, points, units, counted := c.stretches, c.links, whole.Masked, places{ranges: whole.Ranges}, 0, 0, 0
	for k, bound := range c.bounds {
		setText(&c.record.Document, r.Document.Text[bound[0]:bound[1]])
		stretches = c.stand(int32(k), stretches)
		c.fill(r, bound)
		links = c.join(r, int32(k), links)
		masks = c.mask(bound, masks)
		c.ranges = from.appendRanges(c.ranges[:0], bound)
		begins := c.ranges[0][0]
		points += text.CodePoint.Len(original[counted:begins])
		units += text.UTF16.Len(original[counted:begins])
		counted = begins
		c.piece = Piece{Record: &c.record, Ranges: c.ranges, Start: points, utf16: units, Number: k + 1, Masked: c.masked}
		if c.ranges[0] == [2]int{0, len(original)} {
			c.piece.Ranges = nil
		}
		a.NextPiece()
		if !yield(&c.piece) {
			return
		}
	}
}

// spread finds the pieces that fragments stand in, and tells the account of spans
// that are cut.
func (c *cutter) spread(r *annotate.Record, a *account.Account) {
	c.stretches = c.stretches[:0]
	sorted := true
	for i := range r.Spans {
		s := &r.Spans[i]
		pieces, reached, whole := 0, int32(0), true
		for j, f := range s.Fragments {
			first, last := c.pieces(f)
			if first == last {
				whole = false
				continue
			}
			whole = whole && c.bounds[first][0] <= f.Start && f.End <= c.bounds[last-1][1]
			pieces += int(last - max(first, reached))
			reached = last
			if n := len(c.stretches); 0 < n && first < c.stretches[n-1].first {
				sorted = false
			}
			c.stretches = append(c.stretches, stretch{first, last, int32(i), int32(j)})
		}
		switch {
		case pieces == 0:
			a.LeaveOut(account.Span, s.UID, c.why.onlySpace)
		case 1 < pieces:
			a.Places(account.Span, s.UID, pieces)
			a.Change(account.Span, s.UID, c.why.cut)
		case !whole:
			a.Change(account.Span, s.UID, c.why.lostSpace)
		}
	}
	if !sorted {
		slices.SortStableFunc(c.stretches, func(a, b stretch) int { return int(a.first - b.first) })
	}
}

// pieces returns the pieces [first, last) that a fragment stands in.
func (c *cutter) pieces(f annotate.Fragment) (first, last int32) {
	i := sort.Search(len(c.bounds), func(i int) bool { return f.Start < c.bounds[i][1] })
	j := i
	for near := min(i+2, len(c.bounds)); j < near && c.bounds[j][0] < f.End; { // nearly always
		j++
	}
	if j == i+2 {
		j += sort.Search(len(c.bounds)-j, func(n int) bool { return f.End <= c.bounds[j+n][0] })
	}
	return int32(i), int32(j)
}

// stand makes standing what stands in piece k, and returns the stretches that
// begin later.
func (c *cutter) stand(k int32, stretches []stretch) []stretch {
	c.standing = slices.DeleteFunc(c.standing, func(s stretch) bool { return s.last <= k })
	for 0 < len(stretches) && stretches[0].first == k {
		c.standing = append(c.standing, stretches[0])
		stretches = stretches[1:]
	}
	return stretches
}

// fill gives the piece at hand the spans that stand in it.
func (c *cutter) fill(r *annotate.Record, bound [2]int) {
	c.parts = c.parts[:0]
	bySpan := func(a, b part) int { return int(a.span - b.span) }
	for _, s := range c.standing {
		f := r.Spans[s.span].Fragments[s.fragment]
		c.parts = append(c.parts, part{s.span, max(f.Start, bound[0]), min(f.End, bound[1])})
	}
	if !slices.IsSortedFunc(c.parts, bySpan) {
		slices.SortStableFunc(c.parts, bySpan)
	}
	c.spans, c.fragments = c.spans[:0], c.fragments[:0]
	for parts := c.parts; 0 < len(parts); {
		span := parts[0].span
		begin := len(c.fragments)
		for 0 < len(parts) && parts[0].span == span {
			start, end := parts[0].start, parts[0].end
			c.fragments = append(c.fragments, annotate.Fragment{Start: start - bound[0], End: end - bound[0], Text: r.Document.Text[start:end]})
			parts = parts[1:]
		}
		c.spans = append(c.spans, r.Spans[span])
		c.spans[len(c.spans)-1].Fragments = c.fragments[begin:len(c.fragments):len(c.fragments)]
	}
	sortSpans(c.spans)
	c.record.Spans = c.spans
}

// mask gives the piece at hand its part of the masks, and returns those that do
// not end before it.
func (c *cutter) mask(bound [2]int, masks [][2]int) [][2]int {
	for 0 < len(masks) && masks[0][1] <= bound[0] {
		masks = masks[1:]
	}
	c.masked = c.masked[:0]
	for _, m := range masks {
		if bound[1] <= m[0] {
			break
		}
		c.masked = append(c.masked, [2]int{max(m[0], bound[0]) - bound[0], min(m[1], bound[1]) - bound[0]})
	}
	return masks
}

// places finds where what stands in a text stands in the text whose ranges it is
// made of; nil ones are all of it.
type places struct {
	ranges [][2]int
	before int // how much of the text lies before the first of ranges
}

// appendRanges appends the ranges that bound is made of, which must not begin
// before an earlier one does.
func (p *places) appendRanges(ranges [][2]int, bound [2]int) [][2]int {
	if p.ranges == nil {
		return append(ranges, bound)
	}
	for p.before+p.ranges[0][1]-p.ranges[0][0] <= bound[0] {
		p.before += p.ranges[0][1] - p.ranges[0][0]
		p.ranges = p.ranges[1:]
	}
	at := p.before
	for _, r := range p.ranges {
		if bound[1] <= at {
			break
		}
		ranges = append(ranges, [2]int{r[0] + max(0, bound[0]-at), min(r[1], r[0]+bound[1]-at)})
		at += r[1] - r[0]
	}
	return ranges
}
