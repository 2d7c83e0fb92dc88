package tokens

import (
	"slices"
	"sort"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/export/account"
	"postil/export/choice"
	"postil/export/dataset"
)

// Why a format of tokens leaves out or changes spans.
const (
	CoversNothing  = "it covers nothing but white space"
	AllMasked      = "an exclusion layer masks all that it covers"
	StandsTwice    = "another span with the same label stands for it in the same place"
	NoRelations    = "the format has no relations"
	widened        = "its borders are inside tokens, and widened to whole ones"
	SpaceTrimmed   = "white space at its ends is left out"
	PartsMasked    = "an exclusion layer masks a part of it, which is cut out"
	PartsOfItsOwn  = "each of its parts is written by itself"
	gapsClosed     = "its fragments are joined where no whole token parts them"
	renamedLabel   = "its label's name has an underscore for each white space"
	MasksItsTokens = "it masks what it covers, which is neither tagged nor outside, but missing"
	isMask         = "it belongs to an exclusion layer: the tokens that it covers have no tags, and it has none itself"
	noTokens       = "its text is nothing but white space"      // of a document
	noVisibleToken = "an exclusion layer masks all of its text" // of a document
)

// Tagger finds for each piece which label stands on which tokens, and tells the
// account what becomes of the spans that tokens cannot carry as they are.
type Tagger struct {
	Inventory
	*Resolver
	account *account.Account
	Renamed []bool // labels that the format calls otherwise; nil for none

	Tokens   [][2]int   // of the piece in hand, in bytes
	Masked   [][2]int   // in tokens, in order and apart
	Entities [][]Entity // by column, in order

	// Of the span in hand, in tokens.
	covered, visible [][2]int
}

// Entity is a range with a label, in tokens, or where a format has none in bytes.
type Entity struct {
	From, To int // half-open
	Label    int // index in the inventory
}

// NewTagger returns a tagger for what the options of an export choose.
func NewTagger(to *dataset.Output) *Tagger {
	t := &Tagger{Inventory: NewInventory(to), account: to.Account}
	t.Resolver = NewResolver(to.Options.Overlap, func(s *annotate.Span, reason string) {
		t.account.LeaveOut(account.Span, s.UID, reason)
	})
	t.Entities = make([][]Entity, len(t.Columns))
	return t
}

// Tag finds the tokens and the entities of a piece. It returns false, and leaves
// the piece out, where there is nothing to learn from: no token that is not
// masked.
func (t *Tagger) Tag(p *choice.Piece) (bool, error) {
	r := p.Record
	t.Tokens = t.Tokens[:0]
	for start, end := range segment.Tokens(r.Document.Text) {
		t.Tokens = append(t.Tokens, [2]int{start, end})
	}
	t.Masked = t.Masked[:0]
	for _, m := range p.Masked {
		in := t.tokensOf(m[0], m[1])
		t.Masked = choice.AppendRange(t.Masked, in[0], in[1])
	}
	for i := range r.Relations {
		t.account.LeaveOut(account.Relation, r.Relations[i].UID, NoRelations)
	}
	if Count(t.Masked) == len(t.Tokens) {
		return false, annotate.At("document "+annotate.Excerpt(r.Document.Name), t.leaveOut(r))
	}
	t.Begin(len(t.Tokens))
	for i := range r.Spans {
		if err := t.propose(r, &r.Spans[i]); err != nil {
			return false, annotate.At("document "+annotate.Excerpt(r.Document.Name), err)
		}
	}
	t.Resolve(len(t.Columns), t.keep)
	return true, nil
}

// leaveOut tells the account of a piece without tokens.
func (t *Tagger) leaveOut(r *annotate.Record) error {
	ofDocument, ofSpan := noTokens, CoversNothing
	if 0 < len(t.Tokens) {
		ofDocument, ofSpan = noVisibleToken, AllMasked
	}
	t.account.LeaveOut(account.Document, r.Document.UID, ofDocument)
	for i := range r.Spans {
		label, err := t.LabelOf(&r.Spans[i])
		if err != nil {
			return err
		}
		why := ofSpan
		if label == Masks && why == AllMasked {
			why = isMask
		}
		t.account.LeaveOut(account.Span, r.Spans[i].UID, why)
	}
	return nil
}

// keep takes the entities of a column from the resolver.
func (t *Tagger) keep(column int, kept []Candidate) {
	in := t.Entities[column][:0]
	for _, c := range kept {
		for _, r := range t.RangesOf(&c) {
			in = append(in, Entity{r[0], r[1], c.Label})
		}
		if t.Renamed != nil && t.Renamed[c.Label] {
			t.account.Change(account.Span, c.Span.UID, renamedLabel)
		}
	}
	slices.SortFunc(in, func(a, b Entity) int { return a.From - b.From })
	t.Entities[column] = in
}

// tokensOf returns the range of the tokens that a range of bytes touches.
func (t *Tagger) tokensOf(start, end int) [2]int {
	from := sort.Search(len(t.Tokens), func(i int) bool { return start < t.Tokens[i][1] })
	to := from
	for to < len(t.Tokens) && t.Tokens[to][0] < end {
		to++
	}
	return [2]int{from, to}
}

// propose hands a span over to the resolver, in tokens.
func (t *Tagger) propose(r *annotate.Record, s *annotate.Span) error {
	if err := s.Check(r.Document.Text); err != nil {
		return err
	}
	label, err := t.LabelOf(s)
	if err != nil {
		return err
	}
	t.cover(s)
	switch {
	case len(t.covered) == 0:
		t.account.LeaveOut(account.Span, s.UID, CoversNothing)
		return nil
	case label == Masks:
		t.account.LeaveOut(account.Span, s.UID, isMask)
		return nil
	}
	t.visible = CutOut(t.visible[:0], t.covered, t.Masked)
	if len(t.visible) == 0 {
		t.account.LeaveOut(account.Span, s.UID, AllMasked)
		return nil
	}
	if Count(t.visible) < Count(t.covered) {
		t.account.Change(account.Span, s.UID, PartsMasked)
	}
	if 1 < len(t.visible) {
		t.account.Change(account.Span, s.UID, PartsOfItsOwn)
	}
	t.Add(Candidate{Span: s, Label: label, column: t.Labels[label].column, Size: Count(t.visible)}, t.visible)
	return nil
}

// cover finds the tokens that a span covers, and tells the account where they
// are not what was marked.
func (t *Tagger) cover(s *annotate.Span) {
	t.covered = t.covered[:0]
	outward, inward, fragments := false, false, 0
	for _, f := range s.Fragments {
		in := t.tokensOf(f.Start, f.End)
		if in[0] == in[1] {
			inward = true
			continue
		}
		start, end := t.Tokens[in[0]][0], t.Tokens[in[1]-1][1]
		outward = outward || start < f.Start || f.End < end
		inward = inward || f.Start < start || end < f.End
		t.covered = choice.AppendRange(t.covered, in[0], in[1])
		fragments++
	}
	if fragments == 0 {
		return
	}
	if outward {
		t.account.Change(account.Span, s.UID, widened)
	}
	if inward {
		t.account.Change(account.Span, s.UID, SpaceTrimmed)
	}
	if len(t.covered) < fragments {
		t.account.Change(account.Span, s.UID, gapsClosed)
	}
}

// Classify returns the class of each token in a column, in classes.
func (t *Tagger) Classify(column int, classes []int) []int {
	classes = append(classes[:0], make([]int, len(t.Tokens))...)
	for _, m := range t.Masked {
		for i := m[0]; i < m[1]; i++ {
			classes[i] = MissingClass
		}
	}
	if len(t.Entities[column]) == 0 {
		return classes
	}
	base := t.Columns[column].labels[0] // a column's labels follow each other
	for _, e := range t.Entities[column] {
		for i := e.From; i < e.To; i++ {
			classes[i] = t.class(i-e.From, e.To-e.From) + (e.Label-base)*len(t.letters)
		}
	}
	return classes
}

// Count returns how many places ranges hold.
func Count(ranges [][2]int) int {
	n := 0
	for _, r := range ranges {
		n += r[1] - r[0]
	}
	return n
}

// CutOut appends to left what holes leave of ranges, both in order and apart.
func CutOut(left, ranges, holes [][2]int) [][2]int {
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
