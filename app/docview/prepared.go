package docview

import (
	"cmp"
	"slices"

	"postil/annotate"
	"postil/app/textlayout"
)

// Prepared is a document with its spans made ready to be shown, which is what takes
// longest where they are many. Any goroutine may prepare; a pane shows it, once.
type Prepared struct {
	doc   *annotate.Document
	text  *textlayout.Document
	spans *PreparedSpans
}

// Prepare makes a document ready for [View.OpenPrepared]. It keeps the slice and does
// not change it: don't change it either.
func Prepare(doc *annotate.Document, spans []annotate.Span) *Prepared {
	return &Prepared{doc: doc, text: textlayout.NewDocument(doc.Text), spans: PrepareSpans(spans)}
}

// PreparedSpans are spans made ready to be shown, once.
type PreparedSpans struct {
	sorted []*entry // without styles and lanes
	made   []*entry // the same in the order in which they were made
	index  *spanIndex
}

// PrepareSpans makes spans ready for [View.SetPreparedSpans], as [Prepare] does.
func PrepareSpans(spans []annotate.Span) *PreparedSpans {
	slab := make([]entry, len(spans))
	sorted := make([]*entry, len(spans))
	for i := range spans {
		slab[i].init(&spans[i], nil)
		sorted[i] = &slab[i]
	}
	inOrder := func(a, b *entry) int { return a.compare(b) }
	if !slices.IsSortedFunc(sorted, inOrder) {
		slices.SortFunc(sorted, inOrder)
	}
	return &PreparedSpans{sorted: sorted, made: asMade(sorted), index: newSpanIndex(sorted)}
}

// asMade brings entries in the order of the text into that in which they were made.
func asMade(sorted []*entry) []*entry {
	if slices.IsSortedFunc(sorted, (*entry).compareMade) {
		return sorted
	}
	type moment struct {
		at    int64
		entry int
	}
	moments := make([]moment, len(sorted)) // to sort without a look at each span
	for i, e := range sorted {
		moments[i] = moment{e.span.Created.UnixMilli(), i}
	}
	slices.SortFunc(moments, func(a, b moment) int {
		if d := cmp.Compare(a.at, b.at); d != 0 {
			return d
		}
		return a.entry - b.entry
	})
	made := make([]*entry, len(sorted))
	for i, m := range moments {
		made[i] = sorted[m.entry]
	}
	return made
}

// style gives the entries their styles.
func (s *PreparedSpans) style(styles *styles) {
	for _, e := range s.sorted {
		e.style = styles.of(e.span.Label)
	}
}
