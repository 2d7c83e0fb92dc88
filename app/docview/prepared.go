package docview

import (
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
	return &PreparedSpans{sorted: sorted, index: newSpanIndex(sorted)}
}

// style gives the entries their styles.
func (s *PreparedSpans) style(styles *styles) {
	for _, e := range s.sorted {
		e.style = styles.of(e.span.Label)
	}
}
