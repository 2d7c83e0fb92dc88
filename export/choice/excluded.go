package choice

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"postil/annotate"
	"postil/annotate/segment"
	"postil/annotate/text"
	"postil/export/account"
)

// What becomes of things where exclusion layers mark text.
const (
	excludedText  = "all of its text is marked by exclusion layers" // of a document
	withoutText   = "the text that exclusion layers mark is left out of it"
	excludedSpan  = "it lies in text that exclusion layers mark"
	excludingSpan = "it marks text that is left out"
	lostText      = "it loses text that exclusion layers mark"
	lostSpace     = "it loses white space beside text that exclusion layers mark"
	onlySpace     = "it covers only white space beside text that exclusion layers mark"
	joined        = "its fragments are one without the text that exclusion layers mark between them"
	lostEnd       = "a span that it links is left out"
)

// appendMasks appends what spans with those labels mark, in order and apart.
func appendMasks(masks [][2]int, r *annotate.Record, labels set) [][2]int {
	if len(labels) == 0 {
		return masks
	}
	for i := range r.Spans {
		if s := &r.Spans[i]; labels[s.Label] {
			for _, f := range s.Fragments {
				masks = append(masks, [2]int{f.Start, f.End})
			}
		}
	}
	slices.SortFunc(masks, func(a, b [2]int) int { return a[0] - b[0] })
	apart := masks[:0]
	for _, m := range masks {
		apart = AppendRange(apart, m[0], m[1])
	}
	return apart
}

// AppendRange appends a range that does not begin before the last one does, and joins
// the two where they touch or overlap. An empty range adds nothing.
func AppendRange(ranges [][2]int, start, end int) [][2]int {
	if last := len(ranges) - 1; 0 <= last && start <= ranges[last][1] {
		ranges[last][1] = max(ranges[last][1], end)
		return ranges
	}
	if start == end {
		return ranges
	}
	return append(ranges, [2]int{start, end})
}

// drop leaves the masked text out of a piece that is a whole document. It reports
// false where nothing is left.
func (c *Chooser) drop(p *Piece, a *account.Account) bool {
	r := p.Record
	k := keep{text: r.Document.Text, masks: c.masks, ranges: unmasked(nil, r.Document.Text, c.masks)}
	k.join()
	kept := r.Spans[:0]
	for i := range r.Spans {
		s := &r.Spans[i]
		change, leave := k.span(s)
		if c.excluded[s.Label] {
			leave = excludingSpan
		}
		switch {
		case leave != "":
			a.LeaveOut(account.Span, s.UID, leave)
			if len(r.Relations) != 0 {
				c.gone[s.UID] = true
			}
			continue
		case change != "":
			a.Change(account.Span, s.UID, change)
		}
		kept = append(kept, *s)
	}
	r.Spans = kept
	sortSpans(r.Spans)
	c.forget(r, func(relation annotate.UID) { a.LeaveOut(account.Relation, relation, lostEnd) })
	if len(k.ranges) == 0 {
		a.LeaveOut(account.Document, r.Document.UID, excludedText)
		return false
	}
	if len(k.rest) < len(k.text) {
		a.Change(account.Document, r.Document.UID, withoutText)
		p.Ranges = k.ranges
		before := k.text[:k.ranges[0][0]]
		p.Start, p.utf16 = text.CodePoint.Len(before), text.UTF16.Len(before)
		setText(&r.Document, k.rest)
	}
	return true
}

// unmasked appends the ranges of text that are left without the masks, in order
// and apart.
//
// Where a mask was, one stretch of white space stays between what stood on both
// sides, so that neither words nor lines run together and no blank lines add up:
// of those before, after and inside the one with most line feeds, where more than
// two count as two, and of equals the first in this order. None stays at the
// text's ends, none where there was none, and of what was inside none but line
// feeds after an opening bracket or before what ends a phrase.
func unmasked(ranges [][2]int, text string, masks [][2]int) [][2]int {
	at := 0
	for i := 0; i < len(masks); {
		start, end := masks[i][0], masks[i][1]
		for i++; i < len(masks) && blank(text[end:masks[i][0]]); i++ {
			end = masks[i][1]
		}
		limit := len(text)
		if i < len(masks) {
			limit = masks[i][0]
		}
		first, before := segment.TrimSpace(text, at, start)
		after, _ := segment.TrimSpace(text, end, limit)
		if first < before {
			ranges = AppendRange(ranges, at, before)
			if after < limit {
				if from, to := separator(text, [2]int{before, start}, [2]int{start, end}, [2]int{end, after}); from < to {
					ranges = AppendRange(ranges, from, to)
				}
			}
		}
		at = after
	}
	if at < len(text) {
		ranges = AppendRange(ranges, at, len(text))
	}
	for 0 < len(ranges) && masks != nil {
		if ranges[0] = behindMark(text, ranges[0]); ranges[0][0] < ranges[0][1] {
			break
		}
		ranges = ranges[1:]
	}
	return ranges
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// separator returns the white space that stays where a mask was.
func separator(text string, before, inside, after [2]int) (from, to int) {
	strength := func(r [2]int) int {
		if r[0] == r[1] {
			return -1
		}
		return min(strings.Count(text[r[0]:r[1]], "\n"), 2)
	}
	best := before
	if strength(best) < strength(after) {
		best = after
	}
	least := strength(best)
	if least < 0 && joinable(text[:before[1]], text[after[0]:]) {
		least = 0
	}
	for at := inside[0]; at < inside[1]; {
		word := strings.IndexFunc(text[at:inside[1]], unicode.IsSpace)
		if word < 0 {
			break
		}
		at += word
		end := inside[1] - len(strings.TrimLeftFunc(text[at:inside[1]], unicode.IsSpace))
		if r := [2]int{at, end}; least < strength(r) {
			best, least = r, strength(r)
		}
		at = end
	}
	return best[0], best[1]
}

// joinable tells whether what stands before and after needs no space between: the
// one ends with an opening bracket or quotation mark, or the other begins with a
// closing one or with what ends a phrase.
func joinable(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return unicode.In(last, unicode.Ps, unicode.Pi) || unicode.In(first, unicode.Pe, unicode.Pf, unicode.Terminal_Punctuation)
}

// keep is what stays of a text.
type keep struct {
	text   string
	masks  [][2]int
	ranges [][2]int // of text
	before []int    // where each of ranges begins in rest
	rest   string
}

// join makes the rest of the ranges.
func (k *keep) join() {
	var b strings.Builder
	for _, r := range k.ranges {
		k.before = append(k.before, b.Len())
		b.WriteString(k.text[r[0]:r[1]])
	}
	k.rest = b.String()
}

// span moves a span to the rest, and says why it must be left out or is changed.
func (k *keep) span(s *annotate.Span) (change, leave string) {
	touched, parts := false, s.Fragments[:0]
	for _, f := range s.Fragments {
		masked, whole := overlap(k.masks, f.Start, f.End)
		touched = touched || masked
		if whole {
			change = lostText
			continue
		}
		start, end := k.place(f.Start, f.End)
		if end-start < f.End-f.Start {
			change = lostSpace
			start, end = segment.TrimSpace(k.rest, start, end)
		}
		if end <= start {
			continue
		}
		if last := len(parts) - 1; 0 <= last && parts[last].End == start {
			start, change = parts[last].Start, joined
			parts = parts[:last]
		}
		parts = append(parts, annotate.Fragment{Start: start, End: end, Text: k.rest[start:end]})
	}
	s.Fragments = parts
	switch {
	case len(parts) == 0 && touched:
		return "", excludedSpan
	case len(parts) == 0:
		return "", onlySpace
	case change != "" && touched:
		return lostText, ""
	}
	return change, ""
}

// overlap tells whether ranges in order and apart have a part of [start, end), and
// whether one has it whole.
func overlap(ranges [][2]int, start, end int) (some, whole bool) {
	i := sort.Search(len(ranges), func(i int) bool { return start < ranges[i][1] })
	if i == len(ranges) || end <= ranges[i][0] {
		return false, false
	}
	return true, ranges[i][0] <= start && end <= ranges[i][1]
}

// place returns where the part of [start, end) that stays stands in the rest.
func (k *keep) place(start, end int) (from, to int) {
	i := sort.Search(len(k.ranges), func(i int) bool { return start < k.ranges[i][1] })
	j := sort.Search(len(k.ranges), func(i int) bool { return end <= k.ranges[i][0] }) - 1
	if i == len(k.ranges) || j < i {
		return 0, 0
	}
	return k.before[i] + max(0, start-k.ranges[i][0]), k.before[j] + min(end, k.ranges[j][1]) - k.ranges[j][0]
}

// sortSpans puts spans into the order of a record, in which they nearly are.
func sortSpans(spans []annotate.Span) {
	for i := 1; i < len(spans); i++ {
		if 0 < annotate.CompareSpans(&spans[i-1], &spans[i]) {
			slices.SortFunc(spans, func(a, b annotate.Span) int { return annotate.CompareSpans(&a, &b) })
			return
		}
	}
}
