package export

import (
	"slices"
	"sort"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export/account"
	"postil/export/choice"
)

// Why a format of tokens leaves out or changes spans.
const (
	coversNothing  = "it covers nothing but white space"
	allMasked      = "an exclusion layer masks all that it covers"
	standsTwice    = "another span with the same label stands for it in the same place"
	noRelations    = "the format has no relations"
	widened        = "its borders are inside tokens, and widened to whole ones"
	spaceTrimmed   = "white space at its ends is left out"
	partsMasked    = "an exclusion layer masks a part of it, which is cut out"
	partsOfItsOwn  = "each of its parts is written by itself"
	gapsClosed     = "its fragments are joined where no whole token parts them"
	renamedLabel   = "its label's name has an underscore for each white space"
	masksItsTokens = "it masks what it covers, which is neither tagged nor outside, but missing"
)

// tagger finds for each piece which label stands on which tokens, and tells the
// account what becomes of the spans that tokens cannot carry as they are.
type tagger struct {
	inventory
	*resolver
	account *account.Account
	renamed []bool // labels that the format calls otherwise; nil for none

	tokens   [][2]int // of the piece in hand, in bytes
	masked   [][2]int // in tokens, in order and apart
	entities [][]entity

	// Of the span in hand, in tokens.
	covered, visible [][2]int
}

// entity is a range with a label, in tokens, or where a format has none in bytes.
type entity struct {
	from, to int // half-open
	label    int // index in the inventory
}

func newTagger(to *output) *tagger {
	t := &tagger{inventory: newInventory(to), account: to.account}
	t.resolver = newResolver(to.options.Overlap, func(s *annotate.Span, reason string) {
		t.account.LeaveOut(account.Span, s.UID, reason)
	})
	t.entities = make([][]entity, len(t.columns))
	return t
}

// tag finds the tokens and the entities of a piece. It returns false, and leaves
// the piece out, where there is nothing to learn from: no token that is not
// masked.
func (t *tagger) tag(p *choice.Piece) (bool, error) {
	r := p.Record
	t.tokens = t.tokens[:0]
	for start, end := range segment.Tokens(r.Document.Text) {
		t.tokens = append(t.tokens, [2]int{start, end})
	}
	t.masked = t.masked[:0]
	for _, m := range p.Masked {
		t.masked = addRange(t.masked, t.tokensOf(m[0], m[1]))
	}
	for i := range r.Relations {
		t.account.LeaveOut(account.Relation, r.Relations[i].UID, noRelations)
	}
	if count(t.masked) == len(t.tokens) {
		t.leaveOut(r)
		return false, nil
	}
	t.begin(len(t.tokens))
	for i := range r.Spans {
		if err := t.propose(r, &r.Spans[i]); err != nil {
			return false, annotate.At("document "+annotate.Excerpt(r.Document.Name), err)
		}
	}
	t.resolve(len(t.columns), t.keep)
	return true, nil
}

// leaveOut tells the account of a piece without tokens.
func (t *tagger) leaveOut(r *annotate.Record) {
	why := coversNothing
	if 0 < len(t.tokens) {
		why = allMasked
	}
	t.account.LeaveOut(account.Document, r.Document.UID, why)
	for i := range r.Spans {
		t.account.LeaveOut(account.Span, r.Spans[i].UID, why)
	}
}

// keep takes the entities of a column from the resolver.
func (t *tagger) keep(column int, kept []candidate) {
	in := t.entities[column][:0]
	for _, c := range kept {
		for _, r := range t.rangesOf(&c) {
			in = append(in, entity{r[0], r[1], c.label})
		}
		if t.renamed != nil && t.renamed[c.label] {
			t.account.Change(account.Span, c.span.UID, renamedLabel)
		}
	}
	slices.SortFunc(in, func(a, b entity) int { return a.from - b.from })
	t.entities[column] = in
}

// tokensOf returns the range of the tokens that a range of bytes touches.
func (t *tagger) tokensOf(start, end int) [2]int {
	from := sort.Search(len(t.tokens), func(i int) bool { return start < t.tokens[i][1] })
	to := from
	for to < len(t.tokens) && t.tokens[to][0] < end {
		to++
	}
	return [2]int{from, to}
}

// propose hands a span over to the resolver, in tokens.
func (t *tagger) propose(r *annotate.Record, s *annotate.Span) error {
	if err := s.Check(r.Document.Text); err != nil {
		return err
	}
	label, err := t.labelOf(s)
	if err != nil {
		return err
	}
	t.cover(s)
	switch {
	case len(t.covered) == 0:
		t.account.LeaveOut(account.Span, s.UID, coversNothing)
		return nil
	case label == masks:
		t.account.Change(account.Span, s.UID, masksItsTokens)
		return nil
	}
	t.visible = cutOut(t.visible[:0], t.covered, t.masked)
	if len(t.visible) == 0 {
		t.account.LeaveOut(account.Span, s.UID, allMasked)
		return nil
	}
	if count(t.visible) < count(t.covered) {
		t.account.Change(account.Span, s.UID, partsMasked)
	}
	if 1 < len(t.visible) {
		t.account.Change(account.Span, s.UID, partsOfItsOwn)
	}
	t.add(candidate{span: s, label: label, column: t.labels[label].column, size: count(t.visible)}, t.visible)
	return nil
}

// cover finds the tokens that a span covers, and tells the account where they
// are not what was marked.
func (t *tagger) cover(s *annotate.Span) {
	t.covered = t.covered[:0]
	outward, inward, fragments := false, false, 0
	for _, f := range s.Fragments {
		in := t.tokensOf(f.Start, f.End)
		if in[0] == in[1] {
			inward = true
			continue
		}
		start, end := t.tokens[in[0]][0], t.tokens[in[1]-1][1]
		outward = outward || start < f.Start || f.End < end
		inward = inward || f.Start < start || end < f.End
		t.covered = addRange(t.covered, in)
		fragments++
	}
	if fragments == 0 {
		return
	}
	if outward {
		t.account.Change(account.Span, s.UID, widened)
	}
	if inward {
		t.account.Change(account.Span, s.UID, spaceTrimmed)
	}
	if len(t.covered) < fragments {
		t.account.Change(account.Span, s.UID, gapsClosed)
	}
}

// classify returns the class of each token in a column, in classes.
func (t *tagger) classify(column int, classes []int) []int {
	classes = append(classes[:0], make([]int, len(t.tokens))...)
	for _, m := range t.masked {
		for i := m[0]; i < m[1]; i++ {
			classes[i] = missingClass
		}
	}
	if len(t.entities[column]) == 0 {
		return classes
	}
	base := t.columns[column].labels[0] // a column's labels follow each other
	for _, e := range t.entities[column] {
		for i := e.from; i < e.to; i++ {
			classes[i] = t.class(i-e.from, e.to-e.from) + (e.label-base)*len(t.letters)
		}
	}
	return classes
}

// count returns how many places ranges hold.
func count(ranges [][2]int) int {
	n := 0
	for _, r := range ranges {
		n += r[1] - r[0]
	}
	return n
}

// addRange adds a range behind others, of which it may touch or overlap the last.
func addRange(ranges [][2]int, r [2]int) [][2]int {
	if last := len(ranges) - 1; 0 <= last && r[0] <= ranges[last][1] {
		ranges[last][1] = max(ranges[last][1], r[1])
		return ranges
	}
	if r[0] == r[1] {
		return ranges
	}
	return append(ranges, r)
}

// cutOut appends to left what holes leave of ranges, both in order and apart.
func cutOut(left, ranges, holes [][2]int) [][2]int {
	if len(holes) == 0 {
		return append(left, ranges...)
	}
	at, _ := slices.BinarySearchFunc(holes, ranges[0][0], func(h [2]int, start int) int { return h[1] - start })
	for _, r := range ranges {
		for at < len(holes) && holes[at][1] <= r[0] {
			at++
		}
		for i := at; i < len(holes) && holes[i][0] < r[1]; i++ {
			if r[0] < holes[i][0] {
				left = append(left, [2]int{r[0], holes[i][0]})
			}
			r[0] = holes[i][1]
		}
		if r[0] < r[1] {
			left = append(left, r)
		}
	}
	return left
}
